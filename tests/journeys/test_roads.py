"""What judges the whole window: three roads by a true mouse, and one by the keys alone.

Each prints the longest stall of the window's thread, station by station; pictures of what was on
the screen stay in the folder of the test.
"""

import csv
from collections import Counter
from datetime import datetime

from klaviyo_gui import paths
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.sending.unfinished import unfinished_runs
from klaviyo_gui.store.history import history
from tests.benchmarks.heartbeat import lines_of
from tests.journeys import roads
from tests.journeys.person import BAD_DAY, person_at
from tests.journeys.roads import stored
from tests.journeys.screens import needs_screen, screen

__all__ = ["screen"]

pytestmark = needs_screen


def signed_up():
    """Return the cells of those who signed up with an address, by the address."""
    path = paths.resources() / "samples" / "webinar.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["E-mail address"]: row for row in rows if "@" in row["E-mail address"]}


def assert_all_signed_up(address):
    """Hold what the practice Klaviyo has against the sample, as Python's own reader sees it."""
    wanted = signed_up()
    events = {each["email"]: each for each in stored(address, "events")}
    people = {each["email"]: each for each in stored(address, "people")}
    assert len(events) == len(people) == 60
    for email, event in events.items():
        row = wanted[email]
        assert event["metric"] == "Registered for Event"
        assert event["backfill"], "sent as history"
        moment = datetime.strptime(row["Registered at"] + " +0000", "%d %b %Y %H:%M %z")
        assert datetime.fromisoformat(event["time"]) == moment
        assert people[email]["first_name"] == row["First name"]


def tell(name, *persons):
    for person in persons:
        print(f"\n{name}: longest stall of the window's thread")
        print("\n".join(lines_of(person.worst)))


def test_a_list_of_sign_ups_is_sent_as_history_by_somebody_without_training(screen, tmp_path):
    with person_at(screen, tmp_path) as person:
        roads.sign_ups(person)
        assert_all_signed_up(*person.practices())
        person.leaves()
    tell("sign-ups", person)


def test_the_same_list_is_sent_by_the_keys_alone(screen, tmp_path):
    with person_at(screen, tmp_path, theme="dark") as person:
        roads.by_keys(person)
        assert_all_signed_up(*person.practices())
        assert not person.has_used_mouse
        person.leaves()
    tell("by keys", person)


def content_of(event):
    """Return what an export knows of an event, each item with what it knows of items."""
    items = [
        {name: item[name] for name in ("SKU", "ProductName", "Quantity", "RowTotal")}
        for item in event["properties"]["Items"]
    ]
    lists = {name: event["properties"][name] for name in ("ItemNames", "Categories")}
    moment = datetime.fromisoformat(event["time"]).isoformat(timespec="seconds")
    who = {"email": event["email"], "value": event["value"], "time": moment}
    return who | lists | {"Items": items}


def test_an_export_of_order_lines_arrives_as_its_orders_after_a_trial(screen, tmp_path):
    export = roads.ORDERS
    roads.write_files(tmp_path)
    with person_at(screen, tmp_path, theme="dark") as person:
        roads.orders(person)
        (address,) = person.practices()
        events = stored(address, "events")
        person.leaves()
    tell("orders", person)
    assert len(events) == len(export.events), "what the trial sent is not sent again"
    assert {each["unique_id"]: content_of(each) for each in events} == export.events
    assert all(each["backfill"] for each in events)
    assert {each["value_currency"] for each in events} == {"EUR"}


def test_a_bad_day_with_a_killed_window_ends_with_every_event_once(screen, tmp_path):
    roads.write_files(tmp_path)
    runs = tmp_path / "home" / "runs"
    with person_at(screen, tmp_path, day=BAD_DAY) as killed:
        roads.until_killed(killed)
    (left,) = unfinished_runs(runs)
    assert left.state == RunState.SENDING
    assert 0 < left.tally.events.accepted < roads.BAD_DAY_ROWS
    with person_at(screen, tmp_path, day=BAD_DAY) as person:
        roads.go_on(person)
        (address,) = person.practices()
        events = Counter(each["unique_id"] for each in stored(address, "events"))
        people = stored(address, "people")
        person.leaves()
    tell("bad day", killed, person)
    (run,) = history(runs)
    assert (run.run, run.state) == (left.run, RunState.DONE)
    built = roads.BAD_DAY_ROWS
    for counts in (run.tally.events, run.tally.profiles):
        assert counts.accepted + counts.refused + counts.unknown == built
    assert run.tally.events == Counts(accepted=built)
    assert events == Counter(row.split(",")[0] for row in roads.bad_day_rows()[1:]), (
        "none lost and none twice"
    )
    assert len({each["email"] for each in people}) == len(people) == 900
