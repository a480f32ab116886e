"""Accounts are added, checked and forgotten; a key is never an argument nor in any answer."""

import io
import sys
from functools import partial

import pytest

from klaviyo_gui import accounts as own
from klaviyo_gui.cli import own_accounts
from klaviyo_gui.core.errors import KeychainMissing
from klaviyo_gui.core.permission import Permission
from klaviyo_gui.practice.behaviour import PRACTICE_KEY
from klaviyo_gui.store.keychain import SERVICE, Keychain
from klaviyo_gui.store.pending_keys import PendingKeys
from tests.doubles.keychains import Memory

KEY = PRACTICE_KEY


@pytest.fixture(autouse=True)
def place(monkeypatch):
    """Put a place for keys in memory where the system's would be."""
    place = Memory()
    monkeypatch.setattr(own, "Keychain", partial(Keychain, lambda: place))
    return place


@pytest.fixture
def given(monkeypatch):
    """Write something to standard input."""

    def give(words):
        monkeypatch.setattr(sys, "stdin", io.StringIO(words))

    return give


@pytest.fixture
def added(cli, practice, given):
    """The account of a practice Klaviyo, added as “Shop”."""
    klaviyo = practice()
    given(f"{KEY}\n")
    assert cli("account", "add", "Shop").code == 0
    return klaviyo


def test_an_account_is_added_by_the_key_on_standard_input(cli, practice, given, place, home):
    practice()
    given(f"{KEY}\n")
    said = cli("account", "add", "Shop", "--json")
    assert said.code == 0
    assert (said.json["name"], said.json["id"], said.json["is_test"]) == ("Shop", "PRACTI", True)
    assert said.json["permissions"]["send-events"] == {"may": True, "scopes": ["events:write"]}
    assert list(place.kept.values()) == [KEY]
    assert KEY.encode() not in said.out + said.err.encode()
    for file in home.rglob("*"):
        assert file.is_dir() or KEY.encode() not in file.read_bytes()


def test_a_key_that_is_typed_as_the_name_is_refused_and_stands_nowhere(
    cli, practice, given, place, home
):
    practice()
    given(f"{KEY}\n")
    typed = f"pk_{'a1' * 17}"
    said = cli("account", "add", typed, "--json")
    assert (said.code, said.error) == (2, "AccountNameRefused")
    assert typed not in said.err + said.out.decode()
    for file in home.rglob("*"):
        assert file.is_dir() or typed.encode() not in file.read_bytes()
    assert place.kept == {}


def test_at_a_terminal_the_key_is_asked_for_and_not_shown(cli, practice, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    practice()
    monkeypatch.setattr(sys, "stdin", Terminal())
    asked = []
    monkeypatch.setattr(own_accounts, "getpass", lambda words: asked.append(words) or KEY)
    said = cli("account", "add", "Shop")
    assert (said.code, len(asked)) == (0, 1)
    words = said.out.decode()
    assert "Added: Shop: Practice Klaviyo, PRACTI, UTC, USD, test account\n" in words
    assert "The key may send events, send people" in words
    assert KEY not in words


def test_the_list_and_a_check_say_what_is_known(cli, added):
    assert cli("account", "list").out.decode().startswith("Shop: Practice Klaviyo")
    (one,) = cli("account", "list", "--json").json
    assert cli("account", "check", "shop", "--json").json["id"] == one["id"]


def test_without_accounts_the_list_says_so(cli):
    assert cli("account", "list").out == b"No account was added yet.\n"
    assert cli("account", "list", "--json").json == []


def test_what_a_key_may_not_do_is_told_with_what_would_help(cli, practice, given, monkeypatch):
    practice()
    given(KEY)
    found = dict.fromkeys(Permission, True) | {Permission.SEE_FLOWS: False}
    del found[Permission.SEE_LISTS]
    monkeypatch.setattr(own, "permissions_of", lambda _client: found)
    words = cli("account", "add", "Shop").out.decode()
    assert "You cannot be warned of flows that would send messages. In Klaviyo, make a key" in words
    assert "that also has flows:read and metrics:read." in words
    assert "Klaviyo did not say whether the key may see lists." in words
    given(KEY)
    monkeypatch.setattr(own, "permissions_of", lambda _client: {})
    assert b"Nothing that the key may do is known." in cli("account", "rotate", "Shop").out


def test_a_forgotten_account_is_known_no_more(cli, added, place):
    assert cli("account", "forget", "SHOP").code == 0
    assert place.kept == {}
    said = cli("account", "check", "Shop", "--json")
    assert (said.code, said.error) == (2, "AccountMissing")
    assert cli("account", "forget", "Shop", "--json").error == "AccountMissing"


@pytest.mark.parametrize(
    ("key", "code", "error"),
    [
        ("pk_wrong", 5, "AccountRefused"),
        ("AbC123", 5, "KeyPublic"),
        ("pk_schlüssel", 5, "KeyUnusable"),
        (" \n", 2, "KeyMissing"),
    ],
)
def test_a_key_that_opens_nothing_is_told_and_not_repeated(  # noqa: PLR0913, PLR0917 - fixtures
    cli, practice, given, key, code, error
):
    practice()
    given(key)
    said = cli("account", "add", "Shop", "--json")
    assert (said.code, said.error) == (code, error)
    assert not key.strip() or key.strip() not in said.out.decode() + said.err
    assert cli("account", "list", "--json").json == []


def test_where_there_is_no_input_no_key_is_given(cli, practice, monkeypatch):
    practice()
    monkeypatch.setattr(sys, "stdin", None)
    assert cli("account", "add", "Shop", "--json").error == "KeyMissing"


def test_a_computer_without_a_place_for_keys_says_what_to_do(cli, practice, given, monkeypatch):
    def missing():
        raise KeychainMissing

    practice()
    given(KEY)
    monkeypatch.setattr(own, "Keychain", partial(Keychain, missing))
    said = cli("account", "add", "Shop", "--json")
    assert (said.code, said.error) == (2, "KeychainMissing")
    assert "KLAVIYO_GUI_API_KEY" in said.json["error"]["advice"]
    assert cli("account", "list", "--json").json == []


def test_a_file_is_sent_to_an_account_by_its_name(cli, added, orders, preset):
    words = ("--preset", preset(), "--history", "--yes", "--json")
    said = cli("send", orders("good"), "--account", "shop", *words)
    assert (said.code, said.json["account"]) == (0, "Practice Klaviyo (PRACTI)")
    assert added.counts()["events"] == 1
    said = cli("send", orders("good"), "--account", "Other", *words)
    assert (said.code, said.error) == (2, "AccountMissing")
    assert "There is “Shop”." in said.json["error"]["advice"]


def test_without_another_address_klaviyo_itself_is_asked(cli, added, orders, preset, monkeypatch):
    monkeypatch.delenv("KLAVIYO_GUI_API")
    words = ("--preset", preset(), "--account", "Shop", "--history", "--yes", "--json")
    said = cli("send", orders("good"), *words)
    assert (said.code, said.error) == (2, "AccountUnreachable")
    assert said.json["error"]["message"].startswith("https://a.klaviyo.com does not say")
    assert added.counts()["events"] == 0


def test_two_accounts_of_one_organisation_want_names_of_their_own(
    cli, added, orders, preset, monkeypatch
):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    events = [
        {"target": "profile.email", "column": "email"},
        {"target": "metric", "text": "Placed Order"},
    ]
    words = ("--preset", preset(events=events, profiles=[]), "--account", "Shop", "--live")
    # So the organisation is called, whichever of its accounts it is.
    monkeypatch.setattr(sys, "stdin", Terminal("Practice Klaviyo\n"))
    said = cli("send", orders("good"), *words, "--json")
    assert (said.code, said.error) == (2, "NotConfirmed")
    assert "Type the account's name, Shop, to do it:" in said.err
    assert added.counts()["events"] == 0
    monkeypatch.setattr(sys, "stdin", Terminal("shop\n"))
    assert cli("send", orders("good"), *words).code == 0


def test_a_key_that_came_too_late_is_removed_by_the_next_command_about_accounts(cli, place, home):
    PendingKeys(home / "locks").begin("PRACTI").release()
    place.set_password(SERVICE, "PRACTI", KEY)
    said = cli("account", "list")
    assert said.code == 0
    assert "A key of account PRACTI came into the place for keys after nobody waited" in said.err
    assert (place.kept, KEY in said.err) == ({}, False)
    assert "came into" not in cli("account", "list").err
