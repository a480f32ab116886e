"""People join a list of the account that is looked at, chosen by name; the step can be undone."""

import pytest
from PySide6.QtCore import Qt

from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.errors import AccountUnreachable
from klaviyo_gui.core.mapping import Column as Filled
from klaviyo_gui.core.mapping import Kind, Mapping, Pair
from klaviyo_gui.sending.list_guard import ListReport
from klaviyo_gui.ui.send.bar import list_bar_words
from klaviyo_gui.ui.send.guard import Guard
from klaviyo_gui.ui.send.joining import JoinChoice
from klaviyo_gui.ui.send.looking import Question
from tests.ui.send.test_guard import account, asked, looking

__all__ = ["account", "looking"]

PEOPLE = Mapping((), (Pair("email", Filled("email")),))
NEWS = ContactList("Y6nRLr", "Newsletter", "AbC123")
CUSTOMERS = ContactList("Vk2mXt", "Customers", "AbC123")


@pytest.fixture
def people(opened):
    """The session of a file of people only."""
    opened.clear(Kind.EVENTS)
    opened.place(("email",), Kind.PROFILES, "email")
    return opened


@pytest.fixture
def joining(qtbot, people, looking, theme):
    joining = JoinChoice(people, looking, theme)
    qtbot.addWidget(joining)
    looking.changed.connect(joining.refresh)
    people.mapping_changed.connect(joining.refresh)
    joining.show()
    joining.refresh()
    return joining


@pytest.fixture
def guard(qtbot, people, checker, looking):
    guard = Guard(people, checker, looking)
    qtbot.addWidget(guard)
    guard.show()
    return guard


def question(mapping=PEOPLE):
    return Question("AbC123", mapping, (), has_more_names=False)


def test_a_list_is_chosen_by_name_and_the_step_can_be_undone(
    qtbot, joining, looking, account, people
):
    assert not joining.choose.isEnabled()
    asked(qtbot, looking, question(), account())
    joining.choose.click()
    chooser = joining.chooser
    qtbot.keyClicks(chooser._search, "custom")
    qtbot.keyClick(chooser._search, Qt.Key.Key_Return)
    assert people.mapping.contact_list == CUSTOMERS
    assert joining.name.text() == "They join “Customers”"
    assert "Joining a list is no consent" in joining.about.text()
    assert joining.words == ", list “Customers”"
    assert people.undo_stack.undoText() == "join Customers"
    people.undo_stack.undo()
    assert people.mapping.contact_list is None
    assert joining.words == ""
    people.undo_stack.redo()
    joining.none.click()
    assert people.mapping.contact_list is None
    assert joining.none.isHidden()


def test_every_list_says_how_people_opt_in(qtbot, joining, looking, account):
    asked(qtbot, looking, question(), account())
    joining.open()
    model = joining.chooser._model
    shown = [(model.choice(row).title, model.choice(row).below) for row in range(model.rowCount())]
    assert shown == [
        ("Newsletter", "double opt-in"),
        ("Customers", "single opt-in"),
        ("Old shop", "single opt-in"),
    ]
    joining.chooser.close()


def test_a_list_that_is_chosen_too_late_is_not_joined(qtbot, joining, looking, account, people):
    asked(qtbot, looking, question(), account())
    joining.open()
    looking.forget()
    qtbot.keyClick(joining.chooser._search, Qt.Key.Key_Return)
    assert people.mapping.contact_list is None


def test_without_the_scope_and_without_a_look_it_is_said_why_no_list_can_be_chosen(
    qtbot, joining, looking, account
):
    def nobody():
        raise AccountUnreachable("http://127.0.0.1:1", 0, "")

    asked(qtbot, looking, question(), account("lists:read"))
    assert joining.about.text() == "The key may not see lists."
    looking.forget()
    asked(qtbot, looking, question(), nobody)
    assert not joining.choose.isEnabled()
    joining.open()
    assert joining.chooser is None


@pytest.mark.parametrize("is_history", [True, False])
def test_a_list_with_a_live_flow_wants_the_name_whatever_is_chosen_for_events(  # noqa: PLR0913, PLR0917 - fixtures
    qtbot, guard, looking, account, people, is_history
):
    people.set_history(is_history)
    people.join_list(NEWS)
    guard.refresh("Acme Ltd")
    assert not guard.is_satisfied, "until anything is known"
    asked(qtbot, looking, question(people.mapping), account())
    guard.refresh("Acme Ltd")
    assert "would start a live flow: “Welcome”. That is always live" in guard.joined.text()
    assert guard.asked.text() == "To let them join, type the account's name: Acme Ltd"
    assert guard.bar == "Type the account's name above, or choose no list."
    assert not guard.is_satisfied
    guard.typed.setText("acme ltd")
    assert guard.is_satisfied
    guard.refresh("Acme Ltd")
    assert guard.is_satisfied, "what was typed stays while it is meant for the same"


def test_a_list_that_is_always_taken_for_harmless_is_found_out(  # noqa: PLR0913, PLR0917 - fixtures
    qtbot, guard, looking, account, people, monkeypatch
):
    monkeypatch.setattr(ListReport, "is_harmless", property(lambda _report: True))
    with pytest.raises(AssertionError):
        test_a_list_with_a_live_flow_wants_the_name_whatever_is_chosen_for_events(
            qtbot, guard, looking, account, people, is_history=True
        )


def test_a_name_that_was_typed_for_one_list_is_not_typed_for_another(
    qtbot, guard, looking, account, people
):
    find = account()
    people.join_list(NEWS)
    asked(qtbot, looking, question(people.mapping), find)
    guard.refresh("Acme Ltd")
    guard.typed.setText("Acme Ltd")
    assert guard.is_satisfied
    people.join_list(ContactList("RqT8wB", "Old shop", "AbC123"))
    guard.refresh("Acme Ltd")
    assert not guard.is_satisfied
    asked(qtbot, looking, question(people.mapping), find)
    guard.refresh("Acme Ltd")
    assert guard.is_satisfied
    assert guard.joined.text() == "No live flow starts where somebody joins “Old shop”."


def test_practice_and_a_mapping_without_people_want_no_name(guard, people):
    people.join_list(NEWS)
    guard.refresh("")
    assert guard.is_satisfied
    people.clear(Kind.PROFILES)
    guard.refresh("Acme Ltd")
    assert guard.is_satisfied
    assert guard.joined.isHidden()


def test_an_account_that_cannot_be_asked_is_told_and_wants_the_name(qtbot, guard, looking, people):
    def nobody():
        raise AccountUnreachable("http://127.0.0.1:1", 0, "")

    people.join_list(NEWS)
    asked(qtbot, looking, question(people.mapping), nobody)
    guard.refresh("Acme Ltd")
    assert "does not say whose key it is" in guard.joined.text()
    assert not guard.is_satisfied


@pytest.mark.parametrize(
    ("account_id", "is_gone", "said"),
    [
        ("AbC123", False, ""),
        ("", False, ""),
        ("XyZ789", False, "The list “Newsletter” is not one of Shop."),
        ("AbC123", True, "Shop has no list “Newsletter” any more."),
    ],
)
def test_a_list_bars_the_way_where_it_is_not(account_id, is_gone, said):
    assert list_bar_words(NEWS, account_id, "Shop", is_gone=is_gone).startswith(said)
    assert bool(list_bar_words(NEWS, account_id, "Shop", is_gone=is_gone)) is bool(said)
