"""A refusal of repeated ids that names none may speak of what another run has sent."""

import shutil
from collections import Counter
from dataclasses import replace
from threading import Event

import pytest

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.sending.send import Order, resume, send
from klaviyo_gui.store.journal import JOURNAL
from tests.doubles.accounts import practice
from tests.doubles.files import csv_file, mapping, orders


@pytest.fixture(scope="module")
def blind_account():
    """A practice Klaviyo that refuses ids which it has stored, and does not say which."""
    with practice(repeats="refuse-blind") as account:
        yield account


@pytest.fixture
def sent_again(blind_account, frozen, drive, mark):
    """Send two rows, then four with those among them, the first time without an answer."""
    events = mapping(kinds=(Kind.EVENTS,))
    rows = orders(4, mark=mark)

    def send(fault, *, look_at=None):
        blind_account.begin()
        first = frozen(rows[:2], mapped=events)
        drive(first, blind_account)
        first.close()
        blind_account.spoil(fault)
        known = [first.path] if look_at is None else look_at(first.path)
        *_, end = drive(frozen(rows, mapped=events), blind_account, earlier=known)
        assert end.state is RunState.DONE
        assert end.tally.events == Counts(accepted=4)
        stored = Counter(each["unique_id"] for each in blind_account.stored("events"))
        return [stored[each[1]] for each in rows]

    return send


@pytest.mark.parametrize("fault", ["500-before", "500-after"])
def test_what_another_run_has_sent_is_no_proof_that_a_doubtful_batch_arrived(sent_again, fault):
    assert sent_again(fault) == [1, 1, 1, 1]


def test_where_an_earlier_run_cannot_be_read_nothing_is_taken_for_proof(sent_again, tmp_path):
    def damaged(path):
        copy = tmp_path / "damaged" / JOURNAL
        shutil.copytree(path.parent, copy.parent)
        copy.write_bytes(b"nonsense" * 999)
        return [copy]

    assert sent_again("500-before", look_at=damaged) == [1, 1, 1, 1]


def test_a_run_that_looks_at_no_other_is_found_out(sent_again):
    assert sent_again("500-before", look_at=lambda _: []) == [1, 1, 0, 0]


def test_every_run_looks_at_the_others_of_its_account(blind_account, tmp_path, mark):
    rows = orders(6, mark=mark)
    where = replace(blind_account.destination, account=f"Shop{mark}", is_practice=False)
    runs, locks = tmp_path / "runs", tmp_path / "locks"

    def sent(count, **options):
        file = csv_file(tmp_path, rows[:count])
        order = Order(file, mapping(kinds=(Kind.EVENTS,)), "Orders", is_history=True, **options)
        *_, end = send(order, where, runs, locks, Event())
        return end

    blind_account.begin()
    sent(2)
    blind_account.spoil("500-before")
    assert sent(4).tally.events == Counts(accepted=4)
    blind_account.spoil("500-before")
    held = sent(6, holds_lost=True)
    assert held.tally.events == Counts(unknown=6)
    *_, end = resume(runs / held.run, where, locks, Event(), sends_lost=True)
    assert end.tally.events == Counts(accepted=6)
    stored = Counter(each["unique_id"] for each in blind_account.stored("events"))
    assert [stored[each[1]] for each in rows] == [1] * len(rows)
