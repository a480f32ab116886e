"""A refusal of repeated ids that names none may speak of what another run has sent."""

import shutil
from collections import Counter
from dataclasses import replace
from threading import Event

import pytest

from klaviyo_gui.core.errors import RunDamaged
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.sending import plan as planning
from klaviyo_gui.sending import run, verdicts
from klaviyo_gui.sending.progress import Progress, RunState
from klaviyo_gui.sending.send import Order, resume, send
from klaviyo_gui.store.journal import JOURNAL, BatchState
from tests.doubles.accounts import errors, practice
from tests.doubles.files import csv_file, mapping, orders
from tests.sending.test_run import EVENTS, notes_of


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


def test_every_run_looks_at_the_others_of_its_account(blind_account, tmp_path, mark, monkeypatch):
    # As where the others send what is already planned.
    monkeypatch.setattr(planning, "set_apart", lambda *_: None)
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


@pytest.mark.usefixtures("small_batches")
class TestManySharedRows:
    """Which rows other runs have sent is known: they are not looked for by halves."""

    @pytest.fixture
    def told(self, frozen, drive, script):
        """Drive rows of which every other one was sent before, in this state, after a lost answer.

        Klaviyo refuses every request with a repeated id and names none.
        """

        def driven(state, *, has_arrived):
            rows = orders(10)
            first = frozen(rows[::2], kinds=EVENTS)
            first.set_state(first.batches(BatchState.READY)[0].id, state)
            first.close()
            stored = {row[2] for row in rows[::2]} if state is BatchState.ACCEPTED else set()
            if has_arrived:
                stored |= {row[2] for row in rows}
            taken = Counter(stored)
            seen = []

            def answer(request):
                notes = notes_of(request)
                seen.append(tuple(notes))
                # Of either batch the first answer is lost, whichever comes first.
                if len(notes) == 5 and seen.count(tuple(notes)) == 1:
                    return 503, None
                if taken.keys() & set(notes):
                    return 409, errors(None, detail="Duplicate unique_id")
                taken.update(notes)
                return 202, None

            script.play(answer)
            journal = frozen(rows, kinds=EVENTS)
            events = drive(journal, script, earlier=[first.path])
            assert set(taken.values()) == {1}
            assert len(taken) == 10
            return events, seen

        return driven

    @pytest.mark.parametrize("has_arrived", [True, False])
    def test_what_another_run_had_accepted_is_not_asked_for_again(self, told, has_arrived):
        events, seen = told(BatchState.ACCEPTED, has_arrived=has_arrived)
        assert (events[-1].state, events[-1].tally.events) == (RunState.DONE, Counts(accepted=10))
        # Either batch twice, and then of each the rows that no other run has sent.
        notes = [f"note {at}" for at in range(10)]
        parts = {(*notes[:5],): 2, (*notes[5:],): 2, (*notes[1:5:2],): 1, (*notes[5::2],): 1}
        assert Counter(seen) == parts

    @pytest.mark.parametrize("has_arrived", [True, False])
    def test_what_another_run_may_have_sent_is_parted_from_the_rest(self, told, has_arrived):
        events, seen = told(BatchState.UNKNOWN, has_arrived=has_arrived)
        assert (events[-1].state, events[-1].tally.events) == (RunState.DONE, Counts(accepted=10))
        assert {"note 1", "note 3"} in map(set, seen) if has_arrived else len(seen) == 4

    def test_no_more_halves_are_needed_than_another_run_is_unsure_of(self, told, monkeypatch):
        monkeypatch.setattr(verdicts, "HALVINGS_MAX", 0)
        events, _ = told(BatchState.ACCEPTED, has_arrived=False)
        assert events[-1].state is RunState.DONE

    def test_halves_without_a_look_at_which_rows_they_are_reach_the_cap(self, told, monkeypatch):
        """The seeded fault: nobody says which rows other runs have sent."""

        def unsure(*_):
            raise RunDamaged("run", "")

        monkeypatch.setattr(verdicts, "HALVINGS_MAX", 1)
        monkeypatch.setattr(verdicts, "states_elsewhere", unsure)
        with pytest.raises(AssertionError):
            told(BatchState.ACCEPTED, has_arrived=False)

    @pytest.mark.parametrize("known", [range(0, 10, 2), range(10)])
    def test_what_klaviyo_has_of_another_run_is_held_without_looking_for_it(
        self, frozen, drive, script, monkeypatch, known
    ):
        monkeypatch.setattr(verdicts, "HALVINGS_MAX", 0)
        rows = orders(10)
        first = frozen([rows[at] for at in known], kinds=EVENTS)
        for batch in first.batches(BatchState.READY):
            first.set_state(batch.id, BatchState.ACCEPTED)
        first.close()
        there = {f"note {at}" for at in known}

        def answer(request):
            if there & set(notes_of(request)):
                return 409, errors(None, detail="Duplicate unique_id")
            return 202, None

        script.play(answer)
        *_, end = drive(frozen(rows, kinds=EVENTS), script, earlier=[first.path])
        assert end.state is RunState.DONE
        assert end.tally.events == Counts(accepted=10 - len(there), held=len(there))

    def test_rows_in_doubt_are_shown_as_unknown_while_they_are_asked_for(self, told, monkeypatch):
        monkeypatch.setattr(run, "TICK_SECONDS", 0.0)
        # One request at a time: both answers are lost before anything goes again.
        monkeypatch.setattr(run, "DELIVERIES", 1)
        parted = []
        split = verdicts.Verdicts._split

        def noting(self, batch, *parts, in_doubt=False):
            split(self, batch, *parts, in_doubt=in_doubt)
            parted.append(in_doubt)

        monkeypatch.setattr(verdicts.Verdicts, "_split", noting)
        events, _ = told(BatchState.ACCEPTED, has_arrived=False)
        assert parted == [True, True]
        shown = [each.tally.events for each in events if isinstance(each, Progress)]
        assert any(each.accepted and each.unknown for each in shown)
        waiting = [each.unsent for each in shown if each.accepted]
        assert set(waiting) == {0}
