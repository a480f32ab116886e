"""A key is asked for, whose it is is said, and no widget has it once the dialog is gone."""

import threading

import keyring.errors
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from klaviyo_gui.core.errors import KeychainError, KeychainLocked, KeychainMissing, KeychainSlow
from klaviyo_gui.core.way import Way
from klaviyo_gui.store.keychain import Keychain
from klaviyo_gui.ui.accounts.book import AccountBook
from klaviyo_gui.ui.accounts.connecting import ConnectDialog
from klaviyo_gui.ui.accounts.errand import Errand
from klaviyo_gui.ui.accounts.errands import Given
from klaviyo_gui.wording import PUBLIC_MEANS
from tests.klaviyo.loopback import Loopback
from tests.test_accounts import klaviyo
from tests.ui.windows import WAIT_MS, accounts_of, settle


@pytest.fixture
def opened_dialog(qapp, session, theme):
    """Open the dialog over a book; it is closed at the end."""
    dialogs = []

    def open_dialog(book, account=None):
        dialog = ConnectDialog(book, theme, None, account)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialog.show()
        dialogs.append(dialog)
        return dialog

    yield open_dialog
    for each in dialogs:
        each.reject()
        each.deleteLater()
    settle(qapp)


@pytest.fixture
def dialog(opened_dialog, book):
    return opened_dialog(book)


def filled(dialog, key="pk_one", name="Shop"):
    dialog.name.setText(name)
    dialog.key.line.setText(key)


def asked(qtbot, dialog, signal):
    with qtbot.waitSignal(signal, timeout=WAIT_MS):
        dialog.connect_button.click()


def test_what_klaviyo_says_of_the_key_is_told_and_the_account_is_there(qtbot, book, dialog, place):
    assert not dialog.connect_button.isEnabled()
    filled(dialog)
    asked(qtbot, dialog, book.done)
    assert dialog.owner.text() == "This key belongs to Acme Ltd, Europe/Berlin, EUR."
    said = dialog.able.text()
    assert said.startswith("It can send events, send people, ")
    assert "It cannot see flows, so you cannot be warned of flows that would send messages." in said
    assert "flows:read" in said
    assert "until then practice stays chosen" in said
    assert [each.name for each in book.known] == ["Shop"]
    assert book.chosen is None
    assert list(place.kept.values()) == ["pk_one"]


def test_the_key_is_shown_only_while_somebody_wants_to_see_it(dialog):
    filled(dialog)
    assert dialog.key.line.echoMode() is QLineEdit.EchoMode.Password
    assert dialog.key.line.displayText() == "●" * 6
    dialog.key.show_key.click()
    assert dialog.key.line.displayText() == "pk_one"
    dialog.key.show_key.click()
    assert dialog.key.line.echoMode() is QLineEdit.EchoMode.Password


def test_no_field_and_no_file_has_the_key_afterwards(qtbot, book, dialog, home, caplog):
    filled(dialog)
    asked(qtbot, dialog, book.done)
    assert dialog.key.key == ""
    dialog.key.line.undo()
    shown = [each.text() for each in QApplication.allWidgets() if isinstance(each, QLineEdit)]
    assert "pk_one" not in shown
    for file in home.rglob("*"):
        assert file.is_dir() or b"pk_one" not in file.read_bytes()
    assert "pk_one" not in caplog.text


def test_a_dialog_that_is_closed_takes_the_key_along(dialog):
    filled(dialog)
    dialog.reject()
    assert dialog.key.key == ""


def test_a_public_key_is_offered_as_the_lesser_way_and_what_it_means_is_said_before(
    qtbot, book, dialog, server, place
):
    assert "can enter the public key, also called site ID" in dialog.scopes.text()
    filled(dialog, "AbC123")
    assert dialog.notice.sentence.startswith("This is a public key, also called site ID.")
    assert dialog.notice.isVisible()
    assert dialog.meaning.isVisible()
    assert all(each in dialog.meaning.text() for each in PUBLIC_MEANS)
    assert dialog.connect_button.text() == "Add by public key"
    assert not dialog.keeping.isVisible()
    filled(dialog, "pk_one")
    assert not dialog.notice.isVisible()
    assert not dialog.meaning.isVisible()
    assert dialog.keeping.isVisible()
    assert dialog.connect_button.text() == "Connect"
    filled(dialog, "AbC123")
    asked(qtbot, dialog, book.done)
    assert dialog.owner.text() == "“Shop” is known by its public key, AbC123."
    said = dialog.able.text()
    assert said.startswith("It can send events and send people.")
    assert "It cannot see flows, so you cannot be warned of flows" in said
    assert "That takes a private key." in said
    assert "letter by letter" in said
    assert [each.way for each in book.known] == [Way.PUBLIC]
    assert (server.requests, place.kept) == ([], {})


def test_no_public_key_takes_the_place_of_a_private_one(opened_dialog, book, accounts, server):
    account = accounts.add("Shop", "pk_one")
    before = len(server.requests)
    dialog = opened_dialog(book, account)
    assert "public key" not in dialog.scopes.text()
    dialog.key.line.setText("AbC123")
    assert dialog.notice.sentence.startswith("This is a public key, also called site ID.")
    assert not dialog.meaning.isVisible()
    assert not dialog.connect_button.isEnabled()
    dialog.ask()
    assert len(server.requests) == before


def test_a_refused_key_is_told_in_place_and_can_be_corrected(qtbot, book, dialog, place):
    filled(dialog, "pk_wrong")
    asked(qtbot, dialog, book.refused)
    assert "refused the key" in dialog.notice.sentence
    assert "pk_wrong" not in dialog.notice.sentence
    assert (book.known, place.kept) == ((), {})
    filled(dialog, "pk_one")
    asked(qtbot, dialog, book.done)
    assert len(book.known) == 1


def test_a_name_that_is_taken_is_asked_for_again(qtbot, book, dialog, read):
    book.accounts.add("Shop", "pk_one")
    read(book)
    filled(dialog, "pk_other", "shop")
    asked(qtbot, dialog, book.refused)
    assert "There is an account “Shop” already." in dialog.notice.sentence
    assert dialog.focusWidget() is dialog.name


class Failing:
    """A place for keys that does not do what it should."""

    def __init__(self, error):
        self.error = error

    def get_password(self, *_):
        return None

    def set_password(self, *_):
        raise self.error


def hanging(*_):
    threading.Event().wait()


def missing():
    raise KeychainMissing


PLACES = {
    KeychainMissing: Keychain(missing),
    KeychainLocked: Keychain(lambda: Failing(keyring.errors.KeyringLocked())),
    KeychainSlow: Keychain(hanging, seconds=0.05),
    KeychainError: Keychain(lambda: Failing(OSError("secret pk_one"))),
}
SAID = {
    KeychainMissing: "This computer has no safe place for keys.",
    KeychainLocked: "The place for keys of this computer is locked.",
    KeychainSlow: "The place for keys of this computer does not answer.",
    KeychainError: "The place for keys of this computer does not do what it should: OSError.",
}


@pytest.mark.parametrize("kind", PLACES)
def test_without_the_keychain_the_reason_is_told_and_the_session_offered(  # noqa: PLR0913, PLR0917 - fixtures
    qtbot, session, opened_dialog, server, place, kind
):
    accounts = accounts_of(place, server.address)
    accounts._keychain = PLACES[kind]
    book = AccountBook(accounts, session)
    dialog = opened_dialog(book)
    filled(dialog)
    asked(qtbot, dialog, book.refused)
    assert dialog.notice.sentence.startswith(SAID[kind])
    assert "pk_one" not in dialog.notice.sentence
    assert accounts.all() == ()
    with qtbot.waitSignal(book.done, timeout=WAIT_MS):
        dialog.notice.acted.emit()
    assert dialog.keeping.is_for_session
    assert "until the window is closed" in dialog.able.text()
    assert accounts.key_of(accounts.named("Shop")) == "pk_one"
    book.close()


@pytest.fixture
def silent(qtbot):
    """A Klaviyo that answers nothing until it is let go."""
    free = threading.Event()

    def wait(talk):
        free.wait()
        klaviyo(talk)

    server = Loopback((wait,))
    server.free = free
    yield server
    free.set()
    server.close()


def test_a_dialog_closed_in_the_middle_leaves_nothing_and_the_next_begins_at_once(  # noqa: PLR0913, PLR0917 - fixtures
    qtbot, session, opened_dialog, silent, server, place
):
    accounts = accounts_of(place, silent.address)
    book = AccountBook(accounts, session)
    dialog = opened_dialog(book)
    filled(dialog)
    dialog.connect_button.click()
    assert not dialog.key.isEnabled()
    assert "is asked" in dialog.state.text()
    qtbot.waitUntil(lambda: len(silent.requests) == 1, timeout=WAIT_MS)
    dialog.cancel.click()
    assert not book.is_busy
    assert not dialog.isVisible()
    # Klaviyo is still silent.
    accounts._address = server.address
    other = opened_dialog(book)
    filled(other, "pk_other", "Other")
    asked(qtbot, other, book.done)
    silent.free.set()
    for thread in threading.enumerate():
        if thread.name == "account":
            thread.join()
    assert [each.name for each in accounts.all()] == ["Other"]
    book.close()


def begun(qtbot, session, place, silent):
    book = AccountBook(accounts_of(place, silent.address), session)
    book.add("Shop", Given("pk_one"))
    qtbot.waitUntil(lambda: len(silent.requests) == 1, timeout=WAIT_MS)
    return book


def test_a_window_that_closes_waits_for_no_answer(qtbot, session, silent, place):
    book = begun(qtbot, session, place, silent)
    book.give_up()
    assert book._work.wait(WAIT_MS)
    book.close()


def test_work_that_cannot_be_given_up_would_be_waited_for(
    qtbot, session, silent, place, monkeypatch
):
    monkeypatch.setattr(Errand, "give_up", lambda _: None)
    book = begun(qtbot, session, place, silent)
    book.give_up()
    assert not book._work.wait(50)
    silent.free.set()
    book.close()


def test_another_key_for_the_session_leaves_the_one_before_and_says_so(
    qtbot, book, opened_dialog, accounts, place
):
    with qtbot.waitSignal(book.done, timeout=WAIT_MS):
        book.add("Shop", Given("pk_one"))
    dialog = opened_dialog(book, book.known[0])
    assert "the key of before is used again" in dialog.keeping.session.text()
    dialog.key.line.setText("pk_new")
    dialog.keeping.session.setChecked(True)
    asked(qtbot, dialog, book.done)
    said = dialog.able.text()
    assert "One that was kept before stays in the keychain" in said
    assert "the next start uses it again" in said
    # And so it is.
    assert list(place.kept.values()) == ["pk_one"]
    assert accounts.key_of(accounts.named("Shop")) == "pk_new"
    kept = opened_dialog(book, book.known[0])
    kept.key.line.setText("pk_new")
    asked(qtbot, kept, book.done)
    assert "stays in the keychain" not in kept.able.text()
    assert list(place.kept.values()) == ["pk_new"]


def test_another_key_must_be_of_the_same_account(qtbot, book, opened_dialog, read, place):
    added = book.accounts.add("Shop", "pk_one")
    read(book)
    dialog = opened_dialog(book, added)
    assert not dialog.name.isVisible()
    dialog.key.line.setText("pk_other")
    asked(qtbot, dialog, book.refused)
    assert "The key belongs to Other Ltd, but account “Shop” is Acme Ltd." in dialog.notice.sentence
    assert list(place.kept.values()) == ["pk_one"]
    dialog.key.line.setText("pk_new")
    asked(qtbot, dialog, book.done)
    assert dialog.owner.text().startswith("This key belongs to Acme GmbH")
    assert list(place.kept.values()) == ["pk_new"]


def test_an_arrow_chooses_the_session(qtbot, dialog):
    assert not dialog.keeping.is_for_session
    dialog.keeping.keychain.setFocus()
    qtbot.keyClick(dialog.keeping.keychain, Qt.Key.Key_Down)
    assert dialog.keeping.is_for_session


def test_enter_in_the_field_connects_and_escape_leaves(qtbot, book, dialog):
    filled(dialog)
    with qtbot.waitSignal(book.done, timeout=WAIT_MS):
        qtbot.keyClick(dialog.key.line, Qt.Key.Key_Return)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
