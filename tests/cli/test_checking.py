import json
from collections import Counter
from contextlib import closing
from dataclasses import replace
from functools import partial, partialmethod

from klaviyo_gui import paths
from klaviyo_gui.cli import checking
from klaviyo_gui.core import metric_names
from klaviyo_gui.sending import survey
from klaviyo_gui.source import table
from klaviyo_gui.source.index import Index, scan
from klaviyo_gui.store.history import history
from klaviyo_gui.store.journal import Journal
from klaviyo_gui.store.sent_before import SentBefore

FINE = {"severity", "consequence", "code", "kind", "target", "count", "lines", "related"} | {
    "message",
    "advice",
}


def test_check_counts_every_record_and_every_cause(cli, orders, preset):
    said = cli("check", orders("good", "bad", "good"), "--preset", preset(), "--json")
    assert said.code == 3
    assert said.err == ""
    told = said.json
    assert told["rows"] == 3
    assert told["people"] == 2
    assert told["records"] == {
        "events": {"read": 3, "ready": 2, "held": 1},
        "profiles": {"read": 3, "ready": 2, "held": 1},
    }
    assert {(each["kind"], each["code"], tuple(each["lines"])) for each in told["findings"]} == {
        ("event", "email_invalid", (3,)),
        ("profile", "email_invalid", (3,)),
        ("event", "time_planned", (2, 4)),
    }
    assert all(set(finding) == FINE for finding in told["findings"])


def test_check_tells_people_the_same(cli, orders, preset):
    lines = cli("check", orders("good", "bad"), "--preset", preset()).out.decode().splitlines()
    assert lines[0] == "2 rows → 1 event · 1 person · 1 row held"
    assert (
        "hold: 1 event: E-mail: This is not an e-mail address. Correct it in the file. (line 3)"
        in lines
    )


def test_check_of_a_sound_file_ends_well(cli, orders, preset):
    assert cli("check", orders("good"), "--preset", preset()).code == 0


def test_findings_hold_no_cell(cli, orders, preset):
    said = cli("check", orders("bad"), "--preset", preset(), "--json")
    assert b"nobody" not in said.out


def test_preview_prints_every_record_with_its_problems(cli, orders, preset):
    said = cli("preview", orders("good", "bad"), "--preset", preset())
    assert said.code == 0
    event, person, *held = said.lines
    assert (event["line"], event["kind"]) == (2, "event")
    assert event["item"]["attributes"]["events"]["data"][0]["attributes"]["unique_id"] == "0"
    assert person["item"] == {
        "type": "profile",
        "attributes": {"email": "p0@shop-demo.com", "first_name": "N0"},
    }
    for record, kind, target in zip(
        held, ("event", "profile"), ("profile.email", "email"), strict=True
    ):
        assert (record["line"], record["kind"], record["item"]) == (3, kind, None)
        assert {
            "code": "email_invalid",
            "severity": "hold",
            "consequence": "refused",
            "target": target,
            "message": "This is not an e-mail address: “nobody1”.",
            "advice": "Correct it in the file.",
        } in record["problems"]


def test_preview_stops_at_its_limit(cli, orders, preset):
    said = cli("preview", orders(*["good"] * 5), "--preset", preset(), "--limit", 3)
    assert [record["line"] for record in said.lines] == [2, 2, 3]


def test_preview_shows_whether_flows_may_start(cli, orders, preset):
    words = ("preview", orders("good"), "--preset", preset(), "--limit", 1)
    history, live = (cli(*words, effect).lines[0] for effect in ("--history", "--live"))
    assert cli(*words).lines[0]["item"]["attributes"]["backfill"] is True
    assert history["item"]["attributes"]["backfill"] is True
    assert not live["item"]["attributes"].get("backfill")


def test_what_preview_shows_is_what_klaviyo_gets(cli, practice, sample):
    shown = cli("preview", *sample, "--history").lines
    klaviyo = practice()
    said = cli("send", *sample, "--practice", "--history", "--json")
    counts = said.json["records"]

    events = [_as_stored(each["item"]) for each in shown if each["kind"] == "event"]
    events = [event for event in events if event is not None]
    stored = klaviyo.get("/practice/events?limit=1000").json["data"]
    assert len(events) == counts["events"]["accepted"] + counts["events"]["refused"]
    assert all(_without_numbers(event) in events for event in stored)
    dropped = klaviyo.counts()["dropped"]
    assert len(stored) == counts["events"]["accepted"] - dropped

    people = [each["item"] for each in shown if each["kind"] == "profile" and each["item"]]
    known = {
        json.dumps(person["attributes"], sort_keys=True)
        for person in people
        # Klaviyo drops what is sent for such addresses, people as well as events.
        if not person["attributes"].get("email", "").endswith("@example.com")
    }
    stored = klaviyo.get("/practice/people?limit=1000").json["data"]
    found = {json.dumps(_without_numbers(person), sort_keys=True) for person in stored}
    assert len(known - found) == counts["profiles"]["refused"]


def _as_stored(item):
    """An event as the practice Klaviyo's own page shows it."""
    if item is None:
        return None
    attributes = item["attributes"]
    [event] = attributes["events"]["data"]
    shown = event["attributes"] | {
        "metric": event["attributes"]["metric"]["data"]["attributes"]["name"]
    }
    return shown | attributes["profile"]["data"]["attributes"]


def _without_numbers(stored):
    return {name: value for name, value in stored.items() if name not in {"id", "person"}}


def test_a_reading_of_the_preset_that_makes_a_row_the_header_is_not_taken_and_said(
    cli, orders, preset
):
    said = cli(
        "check", orders("good", "good"), "--preset", preset(reading={"header_line": 2}), "--json"
    )
    assert said.json["rows"] == 2
    assert said.err == "The file is not read as the preset says: its columns would be missing.\n"


def test_a_reading_of_the_preset_that_finds_its_columns_is_taken(cli, write, preset):
    path = write("odd.csv", "email,id\nmail,name\nanna@shop-demo.com,1\n")
    content = {
        "events": [
            {"target": "profile.email", "column": "mail"},
            {"target": "metric", "text": "Bought"},
        ],
        "profiles": [],
        "reading": {"header_line": 2},
    }
    assert cli("check", path, "--preset", preset(**content), "--json").json["rows"] == 1


OF_TIMES = [
    {"target": "profile.email", "column": "email"},
    {"target": "time", "column": "at"},
    {"target": "metric", "text": "Bought"},
]


def unsaid(told):
    return [
        (each["kind"], each["severity"], each["count"], each["lines"])
        for each in told["findings"]
        if each["code"] == "zone_unsaid"
    ]


def test_check_counts_the_times_whose_zone_nobody_said_and_holds_none(cli, write, preset):
    cells = ("2024-05-31 14:30", "2024-05-31 14:30Z", "2024-05-31", "1717165800")
    rows = "".join(f"p{at}@shop-demo.com,{cell}\n" for at, cell in enumerate(cells))
    file, saved = write("a.csv", f"email,at\n{rows}"), preset(events=OF_TIMES, profiles=[])
    said = cli("check", file, "--preset", saved, "--json")
    assert said.code == 0
    assert said.json["records"]["events"] == {"read": 4, "ready": 4, "held": 0}
    assert unsaid(said.json) == [("event", "warn", 2, [2, 4])]
    assert b"--time-zone" in said.out
    words = cli("check", file, "--preset", saved).out.decode()
    assert "warn: 2 events: Time: The time names no time zone" in words
    assert "--time-zone says it too, such as Europe/Berlin. (line 2, 4)" in words
    times = [
        line["item"]["attributes"]["events"]["data"][0]["attributes"]["time"]
        for line in cli("preview", file, "--preset", saved).lines
    ]
    assert times[0] == "2024-05-31T14:30:00+00:00"


def test_a_zone_said_by_option_or_preset_needs_no_telling(cli, write, preset):
    file = write("a.csv", "email,at\np@shop-demo.com,2024-05-31 14:30\n")
    saved = preset(events=OF_TIMES, profiles=[])
    assert unsaid(cli("check", file, "--preset", saved, "--json").json)
    by_option = cli("check", file, "--preset", saved, "--time-zone", "UTC", "--json")
    assert not unsaid(by_option.json)
    refused = cli("check", file, "--preset", saved, "--time-zone", "", "--json")
    assert (refused.code, refused.error) == (2, "OptionError")
    said = preset(events=OF_TIMES, profiles=[], options={"time_zone": "Europe/Berlin"})
    assert not unsaid(cli("check", file, "--preset", said, "--json").json)


def impatient(before, database, begin=SentBefore.__init__):
    """Wait for nobody who has a journal."""
    begin(before, database)
    database.execute("PRAGMA busy_timeout = 0")


def test_check_tells_what_was_sent_to_an_account_before(cli, practice, orders, preset, monkeypatch):
    file, mapped = orders("good", "good"), preset()

    def told():
        findings = cli("check", file, "--preset", mapped, "--json").json["findings"]
        return {each["code"]: each["count"] for each in findings if each["code"] != "time_planned"}

    assert cli("send", file, "--preset", mapped, "--practice", "--history").code == 0
    assert told() == {}
    practice()
    monkeypatch.setenv("KLAVIYO_GUI_API_KEY", "pk_practice")
    words = ("--account", "env", "--history", "--yes")
    assert cli("send", file, "--preset", mapped, *words).code == 0
    assert told() == {"sent_before": 2, "person_unchanged": 2}
    journal = paths.runs() / history(paths.runs())[0].run / "journal.db"
    monkeypatch.setattr(SentBefore, "__init__", impatient)
    with closing(Journal.open(journal)):
        words = "1 earlier run cannot be looked at now: on, or open elsewhere."
        assert words in cli("check", file, "--preset", mapped).err
    kept = journal.read_bytes()
    journal.write_bytes(b"nonsense" * 999)
    assert "1 earlier run cannot be read." in cli("check", file, "--preset", mapped).err
    journal.write_bytes(kept)
    assert "cannot be read" not in cli("check", file, "--preset", mapped).err
    # Once there are two accounts, nobody knows to which of them the file is to go.
    (latest, *_) = runs = history(paths.runs())
    others = [*runs, replace(latest, account="Another shop")]
    monkeypatch.setattr(checking, "history", lambda _: others)
    assert told() == {}


def otherwise(tmp_path, **more):
    """Return a file written month first, and a preset that reads it day first."""
    file, preset = tmp_path / "us.csv", tmp_path / "day.json"
    file.write_text(
        "Email,When\na@shop.io,12/31/2024 10:00\nb@shop.io,01/02/2024 10:00\n", encoding="utf-8"
    )
    pairs = [
        {"target": "profile.email", "column": "Email"},
        {"target": "metric", "text": "Order"},
        {"target": "time", "column": "When", "convert": {"date": "day first"}},
    ]
    content = {"format": "klaviyo-gui preset", "version": 1, "events": pairs, **more}
    preset.write_text(json.dumps(content), encoding="utf-8")
    return file, preset


def test_a_preset_whose_style_the_file_contradicts_sends_no_date_that_can_mean_two(cli, tmp_path):
    file, preset = otherwise(tmp_path)
    said = cli("check", file, "--preset", preset, "--json")
    assert said.code == 3
    assert said.json["records"]["events"] == {"read": 2, "ready": 0, "held": 2}
    assert ("date_otherwise", [3]) in [(e["code"], e["lines"]) for e in said.json["findings"]]
    entry = {"column": "When", "style": "day first", "despite": "month first"}
    assert said.json["to_confirm"] == [entry | {"bytes": len(file.read_bytes())}]
    *_, line = cli("check", file, "--preset", preset).out.decode().splitlines()
    assert json.loads("{" + line + "}") == {"confirmed": said.json["to_confirm"]}
    shown = cli("preview", file, "--preset", preset).lines
    assert [record["item"] for record in shown] == [None, None]


def test_a_style_that_the_preset_confirms_for_this_file_is_sent_by(cli, tmp_path):
    file, _ = otherwise(tmp_path)
    said = {"column": "When", "style": "day first", "despite": "month first"}
    entry = said | {"bytes": len(file.read_bytes())}
    file, preset = otherwise(tmp_path, confirmed=[entry])
    told = cli("check", file, "--preset", preset, "--json").json
    assert told["records"]["events"]["ready"] == 1
    assert told["to_confirm"] == []
    file.write_text(file.read_text("utf-8") + "c@shop.io,03/04/2024 10:00\n", encoding="utf-8")
    told = cli("check", file, "--preset", preset, "--json").json
    assert told["records"]["events"]["ready"] == 0


def test_preview_tells_of_every_record_what_check_counts(cli, write, preset, monkeypatch):
    monkeypatch.setattr(table, "scan", partial(scan, step=64))
    monkeypatch.setattr(Index, "ranges", partialmethod(Index.ranges, about=64))
    monkeypatch.setattr(survey, "TASK_BYTES", 64)
    monkeypatch.setattr(metric_names, "METRICS_MAX", 2)
    names = ("Sale", "Sale", "sale", "Order", "More")
    cells = (
        f"{'nobody' if at % 7 == 0 else f'p{at}@shop-demo.com'},{names[at % 5]},"
        f"{'large' if at % 4 == 0 else at},{at % 28 + 1}/05/2024\n"
        for at in range(60)
    )
    file = write("a.csv", "email,name,size,day\n" + "".join(cells))
    pairs = [
        {"target": "profile.email", "column": "email"},
        {"target": "metric", "column": "name"},
        {"target": "properties.size", "column": "size"},
        {"target": "properties.day", "column": "day"},
    ]
    people = [
        {"target": "email", "column": "email"},
        {"target": "properties.size", "column": "size"},
    ]
    words = (file, "--preset", preset(events=pairs, profiles=people))
    found = {
        (each["kind"], each["code"], each["target"]): each["count"]
        for each in cli("check", *words, "--json").json["findings"]
    }
    told = Counter(
        (each["kind"], problem["code"], problem["target"])
        for each in cli("preview", *words).lines
        for problem in each["problems"]
    )
    assert told == found
    of_columns = {"types_mixed", "date_as_text", "metric_alike", "metrics_many"}
    assert {(kind, code) for kind, code, _ in told if code in of_columns} == {
        *(("event", code) for code in of_columns),
        ("profile", "types_mixed"),
    }
