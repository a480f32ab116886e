"""An account is added and sent to by its public key, and what that cannot do is said before."""

import io
import sys
from functools import partial

import pytest

from klaviyo_gui import accounts as own
from klaviyo_gui.cli import own_accounts
from klaviyo_gui.store.keychain import Keychain
from klaviyo_gui.wording import PUBLIC_MEANS, PUBLIC_SEND
from tests.doubles.keychains import Memory

KEY = "PRACTI"


class Terminal(io.StringIO):
    """Somebody who types these lines."""

    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def place(monkeypatch):
    place = Memory()
    monkeypatch.setattr(own, "Keychain", partial(Keychain, lambda: place))
    return place


@pytest.fixture
def typed(monkeypatch):
    """Sit at the terminal: give a key where one is asked for, and then these lines."""

    def type_(words, key=KEY):
        monkeypatch.setattr(sys, "stdin", Terminal(words))
        monkeypatch.setattr(own_accounts, "getpass", lambda _question: key)

    return type_


@pytest.fixture
def given(monkeypatch):
    """Write something to standard input, where nobody can be asked."""
    return lambda words: monkeypatch.setattr(sys, "stdin", io.StringIO(words))


@pytest.fixture
def klaviyo(practice):
    return practice()


@pytest.fixture
def added(cli, klaviyo, given):
    """A practice Klaviyo that is known by its public key alone, as “Shop”."""
    given(f"{KEY}\n")
    assert cli("account", "add", "Shop", "--public").code == 0
    return klaviyo


@pytest.fixture
def send(cli, orders, preset):
    return lambda *words, rows="good": cli(
        "send", orders(rows), "--preset", preset(), "--account", "Shop", *words
    )


def test_what_it_cannot_do_is_said_and_a_no_adds_nothing(cli, klaviyo, typed):
    typed("n\n")
    said = cli("account", "add", "Shop", "--json")
    assert (said.code, said.error) == (2, "NotConfirmed")
    assert all(each in said.err for each in PUBLIC_MEANS)
    assert cli("account", "list", "--json").json == []


def test_a_yes_adds_it_without_asking_klaviyo(cli, practice, typed, place, monkeypatch):
    monkeypatch.setenv("KLAVIYO_GUI_API", "http://127.0.0.1:1")
    typed("y\n")
    said = cli("account", "add", "Shop")
    assert said.code == 0
    assert said.out.decode() == "Added: Shop: PRACTI, by its public key\n"
    (known,) = cli("account", "list", "--json").json
    assert (known["id"], known["way"], known["organisation"]) == (KEY, "public", "")
    assert known["permissions"]["send-events"]["may"]
    assert not known["permissions"]["see-flows"]["may"]
    assert cli("account", "check", "Shop", "--json").json["way"] == "public"
    assert place.kept == {}


def test_where_nobody_can_be_asked_it_must_be_meant(cli, klaviyo, given):
    given(KEY)
    said = cli("account", "add", "Shop", "--json")
    assert (said.code, said.error) == (5, "KeyPublic")
    assert "--public" in said.json["error"]["advice"]
    assert cli("account", "list", "--json").json == []
    given("pk_practice")
    said = cli("account", "add", "Shop", "--public", "--json")
    assert (said.code, said.error) == (5, "KeyPrivate")
    assert "pk_practice" not in said.err + said.out.decode()


def test_a_file_is_sent_as_history_by_it(added, send):
    said = send("--history", "--yes", "--json")
    assert (said.code, said.json["account"]) == (0, "Shop (PRACTI)")
    assert said.json["records"]["events"]["accepted"] == 1
    assert said.json["records"]["profiles"]["accepted"] == 1
    assert PUBLIC_SEND in said.err
    (event,) = added.get("/practice/events").json["data"]
    assert event["backfill"]
    assert added.get("/practice/messages").json["data"] == []


def test_live_events_want_the_name_that_the_account_was_given(added, send, typed):
    for answer in ("\n", "y\n", "PRACTI\n"):
        typed(answer)
        said = send("--live", "--json")
        assert (said.code, said.error) == (2, "NotConfirmed")
        assert PUBLIC_SEND in said.err
        assert "A public key shows no flows, so nobody can tell" in said.err
        assert "Record them as history" in said.err
        assert "Type the account's name, Shop, to do it:" in said.err
    assert added.counts()["events"] == 0
    typed("shop\n")
    assert send("--live").code == 0
    (event,) = added.get("/practice/events").json["data"]
    assert not event["backfill"]


def test_refused_rows_are_told_and_only_what_is_new_goes_again(added, cli, write, preset):
    rows = "email,id,name\nann@shop-demo.com,1,Ann\nbob+refused@shop-demo.com,2,Bob\n"
    file = write("orders.csv", rows)
    words = ("--preset", preset(), "--account", "Shop", "--history", "--yes", "--json")
    said = cli("send", file, *words, "--skip-problems")
    assert said.code == 3
    assert said.json["records"]["events"] | {"read": 0} == {
        "read": 0, "accepted": 1, "refused": 1, "held": 0, "unknown": 0, "unsent": 0,
    }  # fmt: skip
    write("orders.csv", rows.replace("+refused", ""))
    said = cli("retry", said.json["run"], "--json")
    assert said.json["records"]["events"]["accepted"] == 1
    assert added.counts()["events"] == 2


def test_a_public_key_of_nobody_pauses_the_run(klaviyo, cli, given, send):
    given("AAAAAA")
    cli("account", "add", "Shop", "--public")
    said = send("--history", "--yes", "--json")
    assert (said.code, said.json["state"]) == (4, "paused")
    assert said.json["records"]["events"]["unsent"] == 1
    assert "There is no account with this public key." in said.err
    assert klaviyo.counts()["events"] == 0


def test_the_environment_names_no_public_key(klaviyo, cli, orders, preset, monkeypatch):
    monkeypatch.setenv("KLAVIYO_GUI_API_KEY", KEY)
    said = cli(
        "send", orders("good"), "--preset", preset(), "--account", "env", "--history", "--yes",
        "--json",
    )  # fmt: skip
    assert (said.code, said.error) == (5, "KeyPublic")
