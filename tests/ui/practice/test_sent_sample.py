"""What the window into the practice Klaviyo shows is what was sent."""

from collections import defaultdict
from dataclasses import replace

import orjson
import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.practice.received import DROPPED_DOMAINS
from klaviyo_gui.ui.practice import person_panel
from klaviyo_gui.ui.practice.words import facts, happening_text, value_text
from klaviyo_gui.ui.status import Station
from tests.ui.test_window import action
from tests.ui.windows import WAIT_MS, checked, shared_home, shown_window

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory):
    with shared_home(tmp_path_factory.mktemp("home")) as folder:
        yield folder


@pytest.fixture(scope="module")
def window(request, qapp, theme, builders):
    """The window after the sample was sent live; the tests only look."""
    qtbot = QtBot(request)
    with shown_window(qtbot, qapp, theme, builders) as window:
        assert not looking(window).isEnabled()
        with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
            window.session.open_sample()
        checked(qtbot, window.checker)
        window.session.set_history(False)
        window.show_station(Station.SEND)
        with qtbot.waitSignal(window.archive.results_changed, timeout=2 * WAIT_MS):
            window.stations.send.start()
        yield window


def looking(window):
    return action(window, "Run", "Look into the practice Klaviyo")


def opened(qtbot, window, open_it):
    """Open the dialog and return it once somebody is in hand."""
    open_it(window)
    dialog = window.practice_desk.dialog
    qtbot.waitUntil(lambda: dialog.person.has_person, timeout=WAIT_MS)
    return dialog


def by_menu(window):
    assert looking(window).isEnabled()
    looking(window).trigger()


def by_button(window):
    window.show_station(Station.RESULTS)
    buttons = window.stations.results.findChildren(QAbstractButton)
    next(each for each in buttons if each.text() == "Look into practice…").click()


def items(qtbot, window, kind):
    """Return what the preview shows of each row that was accepted."""
    window.show_station(Station.PREVIEW)
    window.stations.preview.show_kind(kind)
    checked(qtbot, window.checker)
    refused = {
        each.line
        for each in window.archive.rows
        if (each.kind, each.state) == (kind, State.REFUSED)
    }
    records = window.stations.preview.records
    for built in map(records.built, range(records.rowCount())):
        if not built.is_held and built.line not in refused:
            yield orjson.loads(built.body)


def is_kept(profile):
    return profile["email"].partition("@")[2] not in DROPPED_DOMAINS


def sent_events(qtbot, window):
    """Return by person what the details of each event must say, by its record alone."""
    events = defaultdict(list)
    for item in items(qtbot, window, EVENTS):
        profile = item["attributes"]["profile"]["data"]["attributes"]
        for each in item["attributes"]["events"]["data"]:
            event = each["attributes"]
            lines = [f"{event['time']}  {event['metric']['data']['attributes']['name']}"]
            if "value" in event:
                currency = event.get("value_currency", "")
                lines.append(f"Value: {orjson.dumps(event['value']).decode()} {currency}".strip())
            lines += ["Recorded live", f"Unique ID: {event['unique_id']}"]
            lines.append("Would have sent: Order thank you")
            lines += [f"  {name}: {value_text(of)}" for name, of in event["properties"].items()]
            if is_kept(profile) and lines not in events[profile["email"].lower()]:
                events[profile["email"].lower()].append(lines)
    return events


def sent_facts(qtbot, window):
    """Return by person all values that were sent under each name."""
    told = defaultdict(lambda: defaultdict(set))
    people = [item["attributes"] for item in items(qtbot, window, PEOPLE)]
    people += [
        item["attributes"]["profile"]["data"]["attributes"] for item in items(qtbot, window, EVENTS)
    ]
    for person in filter(is_kept, people):
        of_person = told[person["email"].lower()]
        for name, value in person.items():
            for part, inner in value.items() if isinstance(value, dict) else ((name, value),):
                of_person[part].add(value_text(inner))
    return told


NAMES = {
    "E-mail": "email",
    "Phone": "phone_number",
    "First name": "first_name",
    "Last name": "last_name",
    "Organization": "organization",
}


def cells(model):
    columns = range(model.columnCount())
    return [tuple(model.index(row, at).data() for at in columns) for row in range(model.rowCount())]


def shown(qtbot, dialog, at):
    """Choose somebody and return who it is, all that is told of each event, and each fact."""
    panel = dialog.person
    who = cells(dialog.people.model)[at][0]
    dialog.people.view.selectRow(at)
    qtbot.waitUntil(
        lambda: panel.has_person and panel.sentence.startswith(f"{who}: "), timeout=WAIT_MS
    )
    events = []
    for row in range(panel.model.rowCount()):
        panel.view.selectRow(row)
        events.append(panel.details.toPlainText().splitlines())
    known = {
        NAMES.get(name, name.removeprefix("Location: ")): value
        for name, value in cells(panel.facts)
    }
    return who.lower(), events, known


@pytest.fixture(scope="module")
def sent(request, window):
    """What was sent, by person: the lines of each event, and all values by their names."""
    qtbot = QtBot(request)
    return sent_events(qtbot, window), sent_facts(qtbot, window)


def otherwise(qtbot, dialog, sent, rows):
    """Return those people of these rows of whom something else is shown than was sent."""
    events, told = sent
    differing = set()
    for row in rows:
        who, happened, known = shown(qtbot, dialog, row)
        is_same = sorted(happened) == sorted(events[who]) and known.keys() == told[who].keys()
        if not is_same or any(value not in told[who][name] for name, value in known.items()):
            differing.add(who)
    return differing


def test_what_is_shown_of_each_person_is_what_was_sent(qtbot, window, sent):
    events, told = sent
    dialog = opened(qtbot, window, by_menu)
    assert {who.lower() for who, *_ in cells(dialog.people.model)} == told.keys()
    assert otherwise(qtbot, dialog, sent, range(len(told))) == set()
    count = sum(map(len, events.values()))
    assert count > 30
    assert dialog.sentence.endswith(f" {count} messages: Order thank you ({count}).")


@pytest.mark.parametrize(
    "seeded",
    [
        ("happening_text", lambda each: happening_text(replace(each, value=1.5))),
        ("facts", lambda person: [(name, value.lower()) for name, value in facts(person)]),
        ("facts", lambda person: facts(person)[1:]),
    ],
)
def test_anything_else_would_be_found_out(qtbot, window, sent, monkeypatch, seeded):
    monkeypatch.setattr(person_panel, *seeded)
    dialog = opened(qtbot, window, by_menu)
    first = cells(dialog.people.model)[0][0]
    assert otherwise(qtbot, dialog, sent, range(1)) == {first}


def test_results_lead_to_the_practice_klaviyo_of_their_run(qtbot, window, sent):
    dialog = opened(qtbot, window, by_button)
    assert dialog.about == f"Where run {window.runner.result.run} was sent to."
    assert dialog.people.model.rowCount() == len(sent[1])


def test_a_run_whose_practice_klaviyo_is_gone_says_so(qtbot, window):
    run = window.runner.result.run
    window.practice_desk.look_after(f"{run}-not")
    dialog = window.practice_desk.dialog
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT_MS)
    assert f"{run}-not" in dialog.notice.sentence
    assert not dialog.people.model.rowCount()
    dialog.close()
