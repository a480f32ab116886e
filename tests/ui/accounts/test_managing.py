"""The accounts are listed with what their keys may do, checked, and forgotten after a question."""

import pytest
from PySide6.QtWidgets import QMessageBox

from klaviyo_gui.core.permission import Permission
from klaviyo_gui.store.accounts import FILE
from klaviyo_gui.ui.accounts.managing import AccountsDialog
from klaviyo_gui.ui.accounts.words import permission_rows
from tests.ui.windows import WAIT_MS, settle


@pytest.fixture
def dialog(qapp, book, theme):
    dialog = AccountsDialog(book, theme, None)
    yield dialog
    dialog.close()
    dialog.deleteLater()
    settle(qapp)


@pytest.fixture
def listed(book, dialog, read):
    """The dialog with two accounts, brought to the front."""
    book.accounts.add("Shop", "pk_one")
    book.accounts.add("Another", "pk_other")
    read(book)
    dialog.bring()
    return dialog


def cells(model, row):
    return [model.index(row, at).data() for at in range(model.columnCount())]


def press(box, words):
    next(each for each in box.buttons() if each.text() == words).click()


def test_without_an_account_it_says_how_to_get_one(dialog):
    dialog.bring()
    assert dialog._none.isVisible()
    assert not dialog.table.isVisible()
    assert not dialog.check.isEnabled()
    assert dialog.current is None
    dialog.ask_to_forget()
    assert dialog.question is None


def test_every_account_is_listed_with_what_tells_it_from_others(listed):
    assert cells(listed.model, 0) == [
        "Another", "Other Ltd", "Oth456", "Europe/Berlin", "EUR", "test account", "green",
    ]  # fmt: skip
    assert cells(listed.model, 1)[:3] == ["Shop", "Acme Ltd", "AbC123"]
    pictures = [
        listed.model.index(at, 0).data(1).pixmap(14).toImage().pixelColor(7, 7).name()
        for at in range(2)
    ]
    assert len(set(pictures)) == 2


def test_what_the_key_may_do_stands_below_with_what_a_lack_switches_off(listed):
    listed.choose("AbC123")
    rows = [cells(listed.permissions, at) for at in range(listed.permissions.rowCount())]
    assert ["Send events", "may", ""] in rows
    (flows,) = (row for row in rows if row[0] == "See flows")
    assert flows[1] == "may not"
    assert "you cannot be warned of flows" in flows[2]
    assert "flows:read and metrics:read" in flows[2]


def test_what_klaviyo_did_not_say_is_unknown(listed):
    account = listed.current
    without = {
        each: may for each, may in account.permissions.items() if each is not Permission.SEE_LISTS
    }
    rows = permission_rows(type(account)("a", "b", "c", permissions=without))
    assert ("See lists", "unknown", "Klaviyo did not say. Check again.") in rows


def test_a_check_asks_klaviyo_again(qtbot, listed, book, place):
    listed.choose("AbC123")
    place.kept = {each: "pk_new" if key == "pk_one" else key for each, key in place.kept.items()}
    with qtbot.waitSignal(book.done, timeout=WAIT_MS):
        listed.check.click()
        assert not listed.check.isEnabled()
    assert "is as Klaviyo describes it now" in listed.notice.sentence
    assert listed.current.organisation == "Acme GmbH"
    assert listed.check.isEnabled()


def test_what_goes_wrong_is_told_here(qtbot, listed, book, place):
    place.kept.clear()
    with qtbot.waitSignal(book.refused, timeout=WAIT_MS):
        listed.check.click()
    assert listed.notice.sentence.startswith("No key is kept for account “Another”.")
    assert "Replace key…" in listed.notice.sentence


def test_what_another_dialog_asked_is_not_told_here(listed, book):
    book.refused.emit(None)
    assert not listed.notice.isVisible()


def test_an_account_is_forgotten_only_after_a_question(qtbot, listed, book, place):
    listed.choose("AbC123")
    book.choose("AbC123")
    listed.forget.click()
    listed.ask_to_forget()
    box = listed.question
    assert box.text() == "Forget “Shop”, Acme Ltd (AbC123)?"
    assert box.defaultButton().text() == "Cancel"
    press(box, "Cancel")
    assert listed.question is None
    assert len(book.accounts.all()) == 2
    listed.forget.click()
    with qtbot.waitSignal(book.done, timeout=WAIT_MS):
        press(listed.question, "Forget it")
    assert [each.name for each in book.known] == ["Another"]
    assert list(place.kept.values()) == ["pk_other"]
    assert book.chosen is None
    assert isinstance(box, QMessageBox)


def test_a_damaged_list_is_told(qtbot, dialog, book, home):
    home.mkdir(parents=True, exist_ok=True)
    (home / FILE).write_text("{")
    with qtbot.waitSignal(book.unread, timeout=WAIT_MS):
        dialog.bring()
    assert dialog.notice.sentence.startswith("The list of accounts cannot be read")


def test_both_buttons_ask_for_a_key(qtbot, listed):
    with qtbot.waitSignal(listed.add_requested):
        listed.add.click()
    with qtbot.waitSignal(listed.replace_requested) as wanted:
        listed.replace.click()
    assert wanted.args == [listed.current]


def test_of_a_public_key_there_is_nothing_to_check(listed, book, accounts, read):
    accounts.add_public("Lesser", "Pub789")
    read(book)
    listed.choose("Pub789")
    assert not listed.check.isEnabled()
    assert listed.replace.isEnabled()
    assert "by its public key" in cells(listed.model, listed.model.row_of("Pub789"))
    rows = {row[0]: row[1:] for row in permission_rows(listed.current)}
    assert rows["Send events"] == ("may", "")
    assert rows["See flows"][0] == "may not"
    assert rows["See flows"][1].endswith("That takes a private key.")
    listed.choose("AbC123")
    assert listed.check.isEnabled()
