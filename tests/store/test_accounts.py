"""The list of accounts holds what they are and may do, and never a key."""

import os
import stat

import orjson
import pytest

from klaviyo_gui.core.errors import (
    AccountMissing,
    AccountNameRefused,
    AccountNameTaken,
    AccountsUnreadable,
    AccountsUnwritable,
)
from klaviyo_gui.core.permission import Permission
from klaviyo_gui.store import accounts as module
from klaviyo_gui.store.accounts import COLOURS, AccountList, KnownAccount
from klaviyo_gui.wording import error_words

SHOP = KnownAccount(
    "My shop",
    "AbC123",
    "Acme Ltd",
    "Europe/Berlin",
    "EUR",
    is_test=True,
    permissions={Permission.SEND_EVENTS: True, Permission.SEE_FLOWS: False},
    checked_at="2026-11-27T05:00:00+00:00",
)


@pytest.fixture
def known(tmp_path):
    return AccountList(tmp_path / "home" / "accounts.json")


def other(name, id_="Other1"):
    return KnownAccount(name, id_, "Other Ltd")


def test_there_are_none_at_first(known):
    assert known.all() == ()
    with pytest.raises(AccountMissing) as caught:
        known.named("My shop")
    assert caught.value.names == ()


def test_what_is_added_comes_back_under_its_name_however_it_is_written(known):
    assert known.add(SHOP) == SHOP
    assert known.named("my  SHOP") == SHOP
    assert AccountList(known._path).all() == (SHOP,)


def test_accounts_stand_in_the_order_of_their_names_each_with_a_colour_of_its_own(known):
    for at, name in enumerate(("b", "A", "c", "D", "e", "F", "g")):
        known.add(other(name, f"Id000{at}"))
    assert [each.name for each in known.all()] == ["A", "b", "c", "D", "e", "F", "g"]
    colours = [known.named(name).colour for name in "bAcDeF"]
    assert tuple(colours) == COLOURS
    assert known.named("g").colour == COLOURS[0]


@pytest.mark.parametrize("taken", [other("MY SHOP"), other("Another", "AbC123")])
def test_a_name_and_an_account_are_there_once(known, taken):
    known.add(SHOP)
    with pytest.raises(AccountNameTaken) as caught:
        known.add(taken)
    assert (caught.value.name, caught.value.of) == (taken.name, "My shop")
    assert known.all() == (SHOP,)


@pytest.mark.parametrize("name", ["", "  ", "env", "Practice", "-x", "a\x00b", "x" * 51])
def test_a_name_that_cannot_be_is_refused(known, name):
    with pytest.raises(AccountNameRefused):
        known.add(other(name))


KEY = f"pk_{'a1' * 17}"


@pytest.mark.parametrize("name", [KEY, KEY.upper(), f" My shop {KEY}\n"])
def test_a_private_key_is_no_name_and_is_not_quoted(known, name):
    with pytest.raises(AccountNameRefused) as caught:
        known.add(other(name))
    told = f"{caught.value!r} {error_words(caught.value)}"
    assert (caught.value.holds_key, KEY.casefold() in told.casefold()) == (True, False)
    assert known.all() == ()


def test_a_key_that_was_taken_for_a_name_would_be_found_out(known, monkeypatch):
    """The negative control: were names not looked at, the key would stand in the list."""
    monkeypatch.setattr(module, "holds_key", lambda _: False)
    known.add(other(KEY))
    assert known.all()[0].name == KEY


def test_spaces_around_a_name_and_within_are_no_part_of_it(known):
    assert known.add(other("  My \n shop ")).name == "My shop"


def test_what_is_known_of_an_account_is_replaced_and_one_that_is_gone_stays_gone(known):
    known.add(SHOP)
    known.add(other("Other"))
    renewed = KnownAccount("My shop", "AbC123", "Acme GmbH")
    known.update(renewed)
    assert known.named("My shop") == renewed
    assert known.remove("my shop") == renewed
    known.update(SHOP)
    assert [each.name for each in known.all()] == ["Other"]
    with pytest.raises(AccountMissing) as caught:
        known.remove("My shop")
    assert caught.value.names == ("Other",)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"{", "it is no JSON"),
        (b"[]", "it is damaged"),
        (b'{"version": 1, "accounts": [{}]}', "it is damaged"),
        (b'{"version": 1, "accounts": 5}', "it is damaged"),
        (b'{"version": 2, "accounts": []}', "a later version of the program wrote it"),
    ],
)
def test_a_list_that_cannot_be_read_is_told_and_not_written_over(known, content, cause):
    known._path.parent.mkdir()
    known._path.write_bytes(content)
    for ask in (known.all, lambda: known.add(SHOP)):
        with pytest.raises(AccountsUnreadable) as caught:
            ask()
        assert caught.value.cause == cause
    assert known._path.read_bytes() == content


def test_an_account_without_a_name_is_damage(known):
    known.add(SHOP)
    content = orjson.loads(known._path.read_bytes())
    content["accounts"][0]["name"] = ""
    known._path.write_bytes(orjson.dumps(content))
    with pytest.raises(AccountsUnreadable):
        known.all()


def test_permissions_of_a_later_version_are_passed_over(known):
    known.add(SHOP)
    content = orjson.loads(known._path.read_bytes())
    content["accounts"][0]["permissions"]["fly"] = True
    known._path.write_bytes(orjson.dumps(content))
    assert known.all() == (SHOP,)


def test_what_the_system_refuses_is_told(known, monkeypatch):
    known._path.mkdir(parents=True)
    with pytest.raises(AccountsUnreadable):
        known.all()
    known._path.rmdir()

    def refuse(*_):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(module, "write_bytes", refuse)
    with pytest.raises(AccountsUnwritable) as caught:
        known.add(SHOP)
    assert caught.value.cause == os.strerror(13)
    assert known.all() == ()


def test_nobody_else_may_read_the_list(known):
    known.add(SHOP)
    assert stat.S_IMODE(known._path.stat().st_mode) == 0o600
