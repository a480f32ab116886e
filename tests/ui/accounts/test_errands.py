"""What was given up while it was under way leaves nothing behind."""

import threading

import pytest

from klaviyo_gui.core.errors import KeyMissing
from klaviyo_gui.ui.accounts.errand import Errand, GivenUp
from klaviyo_gui.ui.accounts.errands import Given, adding, forgetting, replacing


def given_up_when(monkeypatch, accounts, step, errand):
    """Give an errand up once this step is done, and wait until its thread has ended."""
    done = getattr(type(accounts), step)

    def do(self, *words, **choices):
        result = done(self, *words, **choices)
        errand.give_up()
        return result

    monkeypatch.setattr(type(accounts), step, do)
    before = set(threading.enumerate())
    assert list(errand.events()) == []
    for thread in set(threading.enumerate()) - before:
        if thread.name == "account":
            thread.join()


@pytest.mark.parametrize("step", ["described", "admit"])
def test_an_account_whose_adding_is_given_up_is_not_there(accounts, place, monkeypatch, step):
    errand = adding(accounts, "Shop", Given("pk_one"))
    given_up_when(monkeypatch, accounts, step, errand)
    assert (accounts.all(), place.kept) == ((), {})


@pytest.mark.parametrize("step", ["described", "admit"])
def test_an_adding_that_looks_for_nobody_would_be_found_out(accounts, place, monkeypatch, step):
    monkeypatch.setattr(Errand, "ensure_wanted", lambda _: None)
    monkeypatch.setattr(type(accounts), "forget", lambda *_: None)
    errand = adding(accounts, "Shop", Given("pk_one"))
    given_up_when(monkeypatch, accounts, step, errand)
    assert place.kept


def test_a_key_whose_replacing_is_given_up_stays_as_it_was(accounts, place, monkeypatch):
    accounts.add("Shop", "pk_one")
    errand = replacing(accounts, "Shop", Given("pk_new"))
    given_up_when(monkeypatch, accounts, "described_again", errand)
    assert list(place.kept.values()) == ["pk_one"]


def test_what_is_given_up_before_it_begins_changes_nothing(accounts):
    errand = adding(accounts, "Shop", Given("pk_one"))
    errand.give_up()
    assert list(errand.events()) == []
    with pytest.raises(GivenUp):
        errand.ensure_wanted()


def test_an_error_is_raised_where_the_answer_is_waited_for(accounts):
    accounts.add("Shop", "pk_one", for_session=True)
    accounts._session.clear()

    def check(_errand):
        return accounts.check("Shop")

    with pytest.raises(KeyMissing):
        list(Errand(check).events())


def test_no_key_is_in_what_is_told_of_an_errand(accounts):
    given = Given("pk_one")
    assert "pk_one" not in repr(given)
    accounts.add("Shop", "pk_one")
    (done,) = forgetting(accounts, "Shop").events()
    assert "pk_one" not in repr(done)
