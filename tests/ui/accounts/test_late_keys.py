"""What the place for keys took too late is seen to beside the window, whatever that place does."""

import threading

from klaviyo_gui.accounts import Accounts
from klaviyo_gui.store.accounts import FILE, AccountList
from klaviyo_gui.store.keychain import SERVICE, Keychain
from klaviyo_gui.store.pending_keys import PendingKeys
from tests.doubles.keychains import Memory
from tests.ui.windows import WAIT_MS


def test_a_key_that_came_too_late_is_removed_and_told_when_the_window_opens(
    qtbot, open_window, server, home
):
    place = Memory()
    pending = PendingKeys(home / "locks")
    keychain = Keychain(lambda: place, pending=pending)
    pending.begin("AbC123").release()
    place.set_password(SERVICE, "AbC123", "pk_late")
    with open_window(Accounts(AccountList(home / FILE), keychain, server.address)) as window:
        notice = window.stations.file.notice
        qtbot.waitUntil(lambda: "It was removed." in notice.sentence, timeout=WAIT_MS)
    assert place.kept == {}


def test_a_place_for_keys_that_hangs_keeps_no_window_from_closing(qtbot, open_window, server, home):
    pending = PendingKeys(home / "locks")
    pending.begin("AbC123").release()
    asked, let_go = threading.Event(), threading.Event()

    def hanging():
        asked.set()
        let_go.wait(60)
        return Memory()

    keychain = Keychain(hanging, pending=pending)
    with open_window(Accounts(AccountList(home / FILE), keychain, server.address)):
        qtbot.waitUntil(asked.is_set, timeout=WAIT_MS)
    assert not let_go.is_set()
    let_go.set()
