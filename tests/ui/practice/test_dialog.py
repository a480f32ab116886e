"""People of the practice Klaviyo in the window: found, chosen, looked at, copied."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from tests.practice.bodies import event
from tests.ui.test_accessibility import nameless
from tests.ui.windows import WAIT_MS

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def column(model, at):
    return [model.index(row, at).data() for row in range(model.rowCount())]


def row(model, at):
    return tuple(model.index(at, column).data() for column in range(model.columnCount()))


def people(dialog):
    return column(dialog.people.model, 0)


def chosen(dialog):
    return dialog.person.sentence.partition(":")[0] if dialog.person.has_person else ""


def becomes(qtbot, dialog, who):
    qtbot.waitUntil(lambda: chosen(dialog) == who, timeout=WAIT_MS)


def finds(qtbot, dialog, *who):
    qtbot.waitUntil(lambda: people(dialog) == list(who), timeout=WAIT_MS)


def test_everybody_is_listed_and_the_first_is_in_hand(sender, look):
    sender.shop()
    dialog = look()
    assert [row(dialog.people.model, at) for at in range(3)] == [
        ("ann@shop.io", "1", "Order thank you", "Ann Lee"),
        ("Bob@shop.io", "1", "nothing", ""),
        ("eve@shop.io", "0", "Welcome", ""),
    ]
    assert dialog.people.sentence == "3 people"
    assert dialog.sentence == (
        "2 people would have got 2 messages: Order thank you (1), Welcome (1)."
    )
    assert dialog.person.sentence == (
        "ann@shop.io: 1 event. Flows would have sent 1 message: Order thank you (1)."
    )
    assert [row(dialog.person.facts, at) for at in range(4)] == [
        ("E-mail", "ann@shop.io"),
        ("First name", "Ann"),
        ("Last name", "Lee"),
        ("Size", "38"),
    ]


def switched(qtbot, dialog):
    """Press the switch of the bad day, and wait until the practice Klaviyo was looked at again."""
    with qtbot.waitSignals([dialog.look.day_set, dialog.look.found], timeout=WAIT_MS):
        dialog.bad_day.click()


def test_a_bad_day_begins_and_ends_by_its_switch(qtbot, sender, look):
    sender.shop()
    dialog = look()
    asked = sender.caller.get
    assert not dialog.bad_day.isChecked()
    switched(qtbot, dialog)
    assert asked("/practice/bad-day").json == {"is_on": True}
    assert look().bad_day.isChecked(), "it is what the practice Klaviyo says"
    switched(qtbot, dialog)
    assert asked("/practice/bad-day").json == {"is_on": False}
    assert not dialog.bad_day.isChecked()
    assert "bad day" in dialog.bad_day.accessibleDescription()


def test_a_bad_day_of_one_that_does_not_answer_is_refused_in_words(qtbot, sender, look, silent):
    dialog = look()
    dialog.look.look_at(silent)
    with qtbot.waitSignal(dialog.look.day_refused, timeout=WAIT_MS):
        dialog.bad_day.click()
    assert not dialog.bad_day.isChecked()
    assert dialog.notice.sentence


def test_an_event_is_one_row_and_whole_below(sender, look):
    sender.shop()
    dialog = look()
    here = f"{datetime.fromisoformat('2026-01-02T03:04:05+00:00').astimezone():%Y-%m-%d %H:%M:%S}"
    assert row(dialog.person.model, 0) == (
        here,
        "Placed Order",
        "9.99 EUR",
        "live",
        "Order thank you",
        "o-1",
        'Bag: ["a", "b"], Note: two lines',
    )
    assert dialog.person.details.toPlainText().splitlines() == [
        "2026-01-02T03:04:05+00:00  Placed Order",
        "Value: 9.99 EUR",
        "Recorded live",
        "Unique ID: o-1",
        "Would have sent: Order thank you",
        '  Bag: ["a", "b"]',
        "  Note: two",
        "lines",
    ]


def test_history_and_lists_say_what_they_are(qtbot, sender, look):
    sender.shop()
    dialog = look()
    dialog.people.view.selectRow(1)
    becomes(qtbot, dialog, "Bob@shop.io")
    assert row(dialog.person.model, 0)[3:5] == ("history", "nothing")
    assert dialog.person.sentence.endswith("1 event. No flow would have written.")
    assert "Recorded as history: no flow sees it" in dialog.person.details.toPlainText()
    dialog.people.view.selectRow(2)
    becomes(qtbot, dialog, "eve@shop.io")
    assert row(dialog.person.model, 0)[1:5] == ("Put on the list Newsletter", "", "", "Welcome")


def test_nobody_would_have_got_a_message_after_history_alone(sender, look):
    sender.events(event("o-1", backfill=True), email="ann@shop.io")
    assert look().sentence == "Nobody would have got a message."


def test_people_are_found_while_somebody_types(qtbot, sender, look):
    sender.shop()
    dialog = look()
    qtbot.keyClicks(dialog.people.search, "BOB")
    finds(qtbot, dialog, "Bob@shop.io")
    becomes(qtbot, dialog, "Bob@shop.io")
    assert dialog.people.sentence == "1 person with “BOB”"
    dialog.people.search.clear()
    finds(qtbot, dialog, "ann@shop.io", "Bob@shop.io", "eve@shop.io")
    assert chosen(dialog) == "Bob@shop.io"


def test_keys_alone_find_choose_read_and_copy(qtbot, sender, look):
    sender.shop()
    dialog = look()
    assert dialog.focusWidget() is dialog.people.search
    qtbot.keyClicks(dialog.people.search, "shop")
    qtbot.keyClick(dialog.people.search, KEY.Key_Return)
    qtbot.keyClick(dialog.people.search, KEY.Key_Down)
    assert dialog.focusWidget() is dialog.people.view
    qtbot.waitUntil(lambda: dialog.people.sentence.startswith("3 people with"), timeout=WAIT_MS)
    qtbot.keyClick(dialog.people.view, KEY.Key_Down)
    becomes(qtbot, dialog, "Bob@shop.io")
    reached = set()
    for _ in range(12):
        reached.add(dialog.focusWidget())
        dialog.focusNextChild()
    person = dialog.person
    assert {person.view, person.details, person.copy, dialog.again} <= reached
    with qtbot.waitSignal(dialog.look.read, timeout=WAIT_MS):
        dialog.activateWindow()
        qtbot.keyClick(dialog, KEY.Key_C, CTRL | SHIFT)
    qtbot.keyClick(dialog, KEY.Key_F, CTRL)
    assert dialog.focusWidget() is dialog.people.search
    qtbot.keyClick(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()


def test_a_timeline_is_copied_whole_as_text(qtbot, sender, look):
    sender.shop()
    dialog = look()
    with qtbot.waitSignal(dialog.look.read, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.person.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == (
        "ann@shop.io\nE-mail: ann@shop.io\nFirst name: Ann\nLast name: Lee\nSize: 38\n\n"
        "1 event. Flows would have sent 1 message: Order thank you (1).\n\n"
        "2026-01-02T03:04:05+00:00  Placed Order\nValue: 9.99 EUR\nRecorded live\n"
        "Unique ID: o-1\nWould have sent: Order thank you\n"
        '  Bag: ["a", "b"]\n  Note: two\nlines\n'
    )
    assert dialog.notice.sentence == "The timeline is copied: 1 entry."


def test_a_timeline_that_is_too_long_says_what_is_left_out(qtbot, sender, look, monkeypatch):
    sender.events(event("o-1"), event("o-2"), email="ann@shop.io")
    dialog = look()
    monkeypatch.setattr("klaviyo_gui.ui.practice.looking.COPIED_MAX", 1)
    with qtbot.waitSignal(dialog.look.read, timeout=WAIT_MS):
        dialog.copy()
    assert QGuiApplication.clipboard().text().endswith("What happened earlier is left out.\n")
    assert dialog.notice.sentence.endswith("What happened earlier is left out.")


def test_only_those_who_would_have_got_a_message_can_be_listed(qtbot, sender, look):
    sender.shop()
    dialog = look()
    dialog.people.only_written.setChecked(True)
    finds(qtbot, dialog, "ann@shop.io", "eve@shop.io")
    assert dialog.people.sentence == "2 people who would have got a message"
    dialog.people.search.setText("bob")
    finds(qtbot, dialog)
    assert dialog.people.sentence == "Nobody is there with “bob” who would have got a message."
    assert chosen(dialog) == ""


def test_an_empty_practice_klaviyo_says_so(look):
    dialog = look()
    assert (
        dialog.people.sentence == "Nobody is there yet. Whoever is sent to practice is shown here."
    )
    assert not dialog.person.has_person


def by_key(qtbot, dialog):
    qtbot.keyClick(dialog, KEY.Key_F5)


def by_button(qtbot, dialog):
    qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("refresh", [by_key, by_button])
def test_what_has_come_since_is_shown_when_it_is_asked_for(qtbot, sender, look, refresh):
    sender.shop()
    dialog = look()
    dialog.people.view.selectRow(1)
    becomes(qtbot, dialog, "Bob@shop.io")
    sender.events(event("o-3"), event("o-4"), email="bob@shop.io")
    sender.people({"email": "new@shop.io"})
    assert dialog.people.model.rowCount() == 3
    refresh(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.person.model.rowCount() == 3, timeout=WAIT_MS)
    assert people(dialog)[-1] == "new@shop.io"
    assert chosen(dialog) == "bob@shop.io"
    assert dialog.people.view.currentIndex().row() == 1


def scroll_to_end(qtbot, panel):
    while (before := panel.model.rowCount()) < 450:
        panel.view.scrollToBottom()
        qtbot.waitUntil(lambda: panel.model.rowCount() > before, timeout=WAIT_MS)


def test_people_and_timelines_come_a_page_at_a_time(qtbot, sender, look):
    for at in range(3):
        sender.events(
            *(event(f"{at}-{n}", time=f"2026-01-{n % 28 + 1:02}T00:00:00Z") for n in range(450)),
            email=f"p{at}@shop.io",
        )
    sender.people(*({"email": f"q{at:03}@shop.io"} for at in range(447)))
    dialog = look()
    assert (dialog.people.model.rowCount(), dialog.person.model.rowCount()) == (200, 200)
    for panel in (dialog.people, dialog.person):
        scroll_to_end(qtbot, panel)
        assert not panel.model.canFetchMore(panel.view.rootIndex())
    assert dialog.people.sentence == "450 people"
    assert people(dialog)[-1] == "q446@shop.io"
    ids = column(dialog.person.model, 5)
    assert len(set(ids)) == 450
    times = [each.time for each in dialog.person.model.things]
    assert times == sorted(times, reverse=True)
    with qtbot.waitSignal(dialog.look.shown, timeout=WAIT_MS):
        dialog.refresh()
    assert (dialog.people.model.rowCount(), dialog.person.model.rowCount()) == (450, 450)


def test_a_practice_klaviyo_that_is_gone_is_told_and_met_again(qtbot, sender, look, silent):
    sender.shop()
    dialog = look()
    dialog.look.look_at(silent)
    dialog.refresh()
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT_MS)
    assert dialog.notice.sentence.startswith("The practice Klaviyo does not answer: ")
    assert people(dialog) == []
    assert not dialog.person.has_person
    assert dialog.sentence == ""
    dialog.look.look_at(sender.address)
    dialog.refresh()
    becomes(qtbot, dialog, "ann@shop.io")
    assert not dialog.notice.isVisible()


def test_somebody_who_cannot_be_looked_at_is_told(qtbot, sender, look, silent):
    sender.shop()
    dialog = look()
    dialog.look.look_at(silent)
    dialog.people.view.selectRow(1)
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT_MS)
    assert not dialog.person.has_person
    assert len(people(dialog)) == 3


def test_a_page_that_does_not_come_can_be_asked_for_again(qtbot, sender, look, silent):
    sender.people(*({"email": f"q{at:03}@shop.io"} for at in range(250)))
    dialog = look()
    model, root = dialog.people.model, dialog.people.view.rootIndex()
    dialog.look.look_at(silent)
    model.fetchMore(root)
    assert not model.canFetchMore(root)
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT_MS)
    assert model.canFetchMore(root)
    dialog.look.look_at(sender.address)
    model.fetchMore(root)
    qtbot.waitUntil(lambda: model.rowCount() == 250, timeout=WAIT_MS)


def test_every_control_has_a_name_for_screen_readers(sender, look):
    sender.shop()
    dialog = look()
    assert nameless(dialog) == []
    seeded = QLineEdit(dialog)
    seeded.show()
    try:
        assert nameless(dialog) == [seeded]
    finally:
        seeded.setParent(None)


def test_what_people_wrote_is_shown_as_plain_text(qtbot, sender, look):
    sender.people({"external_id": "<b>7</b>", "first_name": "<i>Zoë</i>\u202e"})
    dialog = look()
    assert people(dialog) == ["<b>7</b>"]
    assert row(dialog.people.model, 0)[3] == "<i>Zoë</i>"
    assert dialog.person.sentence.startswith("<b>7</b>: ")
    assert (
        dialog.person.findChildren(type(dialog._about))[0].textFormat() is Qt.TextFormat.PlainText
    )


def test_another_practice_klaviyo_is_shown_from_its_beginning(qtbot, sender, look, silent):
    sender.shop()
    dialog = look()
    dialog.people.search.setText("eve")
    becomes(qtbot, dialog, "eve@shop.io")
    dialog.open_at(silent, "Elsewhere.")
    assert (dialog.about, people(dialog), chosen(dialog)) == ("Elsewhere.", [], "")
    assert dialog.people.search.text() == ""
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT_MS)
    look()
    assert chosen(dialog) == "ann@shop.io"
