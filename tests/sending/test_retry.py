"""What was refused is sent again once it is put right, and nothing else ever is."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event
from unittest.mock import patch

import pytest

from klaviyo_gui.core.agreed import Agreed
from klaviyo_gui.core.amendments import Amendments, RowChange, Typed, digest
from klaviyo_gui.core.errors import (
    AccountRefused,
    NothingToSend,
    RowsAstray,
    RowUntraceable,
    RunBlocked,
    RunDamaged,
    RunErased,
    RunMissing,
    RunOngoing,
    RunUnfinished,
    SourceError,
)
from klaviyo_gui.core.mapping import Column, Kind, Pair, Repeats
from klaviyo_gui.core.tally import Counts, State
from klaviyo_gui.sending import retry as retrying
from klaviyo_gui.sending import vetting
from klaviyo_gui.sending.again import order_again
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.sending.retry import retry
from klaviyo_gui.sending.send import Order, send
from klaviyo_gui.source.table import Overrides, open_csv
from klaviyo_gui.store import forgetting
from klaviyo_gui.store.forgetting import forget
from klaviyo_gui.store.history import mark_erased, summary, write_summary
from klaviyo_gui.store.journal import JOURNAL, BatchState, Journal
from klaviyo_gui.store.results import exceptional_records, read_results
from klaviyo_gui.store.withheld import Withheld
from tests.doubles.files import HEADER, csv_bytes, mapping, opened, orders
from tests.sending.test_send import borrowed, lent, places

__all__ = ["borrowed", "lent", "places"]

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
ONE_KIND = {"kinds": (EVENTS,)}


@pytest.fixture
def shop(borrowed, tmp_path, places, mark):
    """A shop whose file is sent, mended and sent again."""
    return Shop(borrowed, tmp_path, places, mark)


class Shop:
    """Sends one file, as it is just now, to one account."""

    def __init__(self, account, folder, places, mark):
        self.account = account
        self.folder = folder
        self.runs, self.locks = places
        self.mark = mark
        self.destination = replace(account.destination, account=f"Shop{mark}", is_practice=False)
        self.before = account.counts()
        self.mapping = mapping()

    def file(self, rows, header=HEADER):
        return opened(self.folder, csv_bytes(rows, header))

    def order(self, rows, **options):
        whatever = Agreed(is_binding=False)
        given = {"is_history": True, "agreed": whatever} | options
        return Order(self.file(rows), self.mapping, "Orders", **given)

    def send(self, rows, **options):
        *_, end = send(
            self.order(rows, **options), self.destination, self.runs, self.locks, Event()
        )
        return end

    def retry(self, run, rows, destination=None, **options):
        *_, end = retry(
            self.order(rows, **options),
            run,
            destination or self.destination,
            self.runs,
            self.locks,
            Event(),
        )
        return end

    def reasons(self, run):
        return {(each.line, each.kind): each.code for each in exceptional_records(self.runs, run)}

    def journal(self, run):
        return closing(Journal.open(self.runs / run / JOURNAL))

    @property
    def repeats(self):
        """How many events came to Klaviyo that it had already."""
        return self.account.counts()["repeats_ignored"] - self.before["repeats_ignored"]

    @property
    def ids(self):
        return [each["unique_id"] for each in self.account.stored("events")]

    def bad(self, at):
        return (f"bad{at}{self.mark}+refused@shop.io", f"b{self.mark}-{at}", f"bad {at}", "Bad")

    def good(self, at):
        return (f"bad{at}{self.mark}@shop.io", *self.bad(at)[1:])


def test_only_what_was_refused_and_is_put_right_is_sent_again_with_its_id(shop, mark):
    rows = [*orders(2, mark=mark), shop.bad(1), shop.bad(2)]
    first = shop.send(rows)
    assert first.tally.events == Counts(accepted=2, refused=2)
    with patch.object(Journal, "open", wraps=Journal.open) as opening:
        again = shop.retry(first.run, [*rows[:2], shop.good(1), rows[3]])
    assert len(opening.mock_calls) == 2, "for what it was given, and for what was refused"
    assert again.state is RunState.DONE
    assert again.tally.events == again.tally.profiles == Counts(accepted=1, held=1)
    assert shop.ids == [rows[0][1], rows[1][1], shop.bad(1)[1]]
    assert shop.repeats == 0
    assert set(shop.reasons(again.run).items()) == {
        ((5, EVENTS), "not_put_right"),
        ((5, PEOPLE), "not_put_right"),
    }
    assert summary(shop.runs / again.run).retry_of == first.run
    assert read_results(shop.runs, first.run).again == (again.run,)


def test_a_retry_that_takes_accepted_rows_along_is_found_out(shop, mark, monkeypatch):
    """The negative control: the same look as above sees a record that comes again."""
    rows = [*orders(2, mark=mark), shop.bad(1)]
    first = shop.send(rows)
    lines = {kind: [2, 3, 4] for kind in Kind}
    monkeypatch.setattr(retrying, "still_refused", lambda *_: lines)
    monkeypatch.setattr(retrying, "Vetting", lambda _earlier, _family: retrying.Selection().vetting)
    shop.retry(first.run, [*rows[:2], shop.good(1)])
    assert shop.repeats == 2


def test_what_was_put_right_before_is_not_sent_once_more(shop, mark):
    rows = [*orders(1, mark=mark), shop.bad(1), shop.bad(2)]
    first = shop.send(rows)
    rows[1] = shop.good(1)
    second = shop.retry(first.run, rows)
    rows[2] = shop.good(2)
    third = shop.retry(first.run, rows)
    assert second.tally.events == Counts(accepted=1, held=1)
    assert third.tally.events == Counts(accepted=1)
    for run in (first.run, second.run, third.run):
        with pytest.raises(NothingToSend):
            shop.retry(run, rows)
    assert len(shop.ids) == 3
    assert shop.repeats == 0


def test_what_is_refused_again_can_be_put_right_again(shop, mark):
    rows = [*orders(1, mark=mark), shop.bad(1)]
    first = shop.send(rows)
    rows[1] = (shop.bad(1)[0], shop.bad(1)[1], "mended note", "Bad")
    second = shop.retry(first.run, rows)
    assert second.tally.events == Counts(refused=1)
    with pytest.raises(NothingToSend):
        shop.retry(second.run, rows)
    rows[1] = shop.good(1)
    third = shop.retry(first.run, rows)
    assert third.tally.events == Counts(accepted=1)
    with pytest.raises(NothingToSend):
        shop.retry(second.run, [rows[0], (*shop.good(1)[:2], "and more", "Bad")])


def test_an_edit_of_what_is_not_sent_puts_nothing_right(shop, mark):
    shop.mapping = mapping(kinds=(EVENTS,))
    rows = [shop.bad(1), *orders(1, mark=mark)]
    first = shop.send(rows)
    with pytest.raises(NothingToSend) as caught:
        shop.retry(first.run, [(*rows[0][:3], "another first name"), rows[1]])
    assert caught.value.tally.events == Counts(held=1)
    assert len(list(shop.runs.glob("2*"))) == 1


def test_a_file_whose_lines_have_moved_is_refused_and_nothing_is_sent(shop, mark):
    rows = [*orders(3, mark=mark), shop.bad(1)]
    first = shop.send(rows)
    for changed, line in (
        ([*rows[1:3], shop.good(1)], 2),
        ([rows[0], rows[2], rows[1], shop.good(1)], 3),
        ([*rows[:2], shop.good(1)], 4),
        ([(*rows[0][:2], "edited", ""), *rows[1:3], shop.good(1)], 2),
    ):
        with pytest.raises(RowsAstray) as caught:
            shop.retry(first.run, changed)
        assert caught.value.line == line
    assert len(shop.ids) == 3
    again = shop.retry(first.run, [*rows[:3], shop.good(1), *orders(2, mark=f"{mark}x")])
    assert again.tally.events == Counts(accepted=1)


def test_a_row_that_was_sent_alone_is_not_looked_for_in_a_file_that_changed(shop, mark):
    """Its line may hold another customer by now, and no other row of the run tells that it does."""
    rows = [*orders(2, mark=mark), shop.bad(1)]
    first = shop.send(rows, lines={EVENTS: (4,), PEOPLE: (4,)})
    assert (first.tally.events, first.tally.events.read) == (Counts(refused=1), 1)
    for changed in (rows[:1] + rows, [*rows[:2], shop.good(1)]):
        with pytest.raises(RowUntraceable):
            shop.retry(first.run, changed)
    assert shop.ids == []
    change = RowChange(4, digest(list(rows[2])), (Typed("email", shop.good(1)[0]),))
    again = shop.retry(first.run, rows, amendments=Amendments((change,)))
    assert again.tally.events == Counts(accepted=1)


def test_what_was_held_may_be_put_right_and_goes_with_what_is_new(shop, mark):
    held = (f"nobody{mark}", f"held{mark}", "held", "Held")
    rows = [*orders(2, mark=mark), shop.bad(1), held]
    first = shop.send(rows)
    assert first.tally.events == Counts(accepted=2, refused=1, held=1)
    mended = [*rows[:2], shop.good(1), (f"some{mark}@shop.io", *held[1:])]
    assert shop.retry(first.run, mended).tally.events == Counts(accepted=1)
    assert shop.send(mended, only_new=True).tally.events == Counts(accepted=1, held=3)
    assert shop.repeats == 0


def test_another_header_is_not_taken_for_the_same_columns(shop, mark):
    rows = [*orders(1, mark=mark), shop.bad(1)]
    first = shop.send(rows)
    order = shop.order(rows)
    file = shop.file([rows[0], shop.good(1)], ("email", "order", "note", "first", "new"))
    with pytest.raises(RowsAstray):
        list(
            retry(
                replace(order, file=file),
                first.run,
                shop.destination,
                shop.runs,
                shop.locks,
                Event(),
            )
        )


def test_without_the_look_at_its_lines_an_accepted_row_would_go_again(shop, mark, monkeypatch):
    """The negative control of the above, with ids that are made of what a row says."""
    shop.mapping = mapping(kinds=(EVENTS,), has_id=False)
    rows = [*orders(1, mark=mark), shop.bad(1), *orders(1, mark=f"{mark}y")]
    first = shop.send(rows)
    moved = [rows[0], (*rows[2][:2], "edited meanwhile", "x")]
    with pytest.raises(RowsAstray):
        shop.retry(first.run, moved)
    monkeypatch.setattr(retrying, "check_anchors", lambda *_: None)
    assert shop.retry(first.run, moved).tally.events == Counts(accepted=1)


@pytest.mark.usefixtures("small_ranges")
def test_lines_are_looked_at_across_the_parts_of_a_file(shop, mark):
    rows = [row for at in range(4) for row in (shop.bad(at), *orders(1, mark=f"{mark}-{at}"))]
    first = shop.send(rows)
    mended = [shop.good(at // 2) if at % 2 == 0 else row for at, row in enumerate(rows)]
    astray = [*mended[:-1], (*mended[-1][:2], "changed", "")]
    with pytest.raises(RowsAstray) as caught:
        shop.retry(first.run, astray)
    assert caught.value.line == 9
    assert shop.retry(first.run, mended).tally.events == Counts(accepted=4)


def test_what_nobody_knows_of_is_never_sent_again(shop, mark):
    rows = [*orders(2, mark=mark), shop.bad(1)]
    first = shop.send(rows)
    with shop.journal(first.run) as journal:
        batch = next(each for each in journal.batches("accepted") if each.kind is EVENTS)
        journal.add_exceptions(batch.id, State.UNKNOWN, [(0, "unnamed_failure", "", "")])
    again = shop.retry(first.run, [*rows[:2], shop.good(1)])
    assert again.tally.events == Counts(accepted=1)
    with pytest.raises(RowsAstray):
        shop.retry(first.run, [(*rows[0][:2], "edited", ""), rows[1], shop.good(1)])
    assert shop.repeats == 0


def test_an_id_that_was_accepted_is_not_sent_for_another_row(shop, mark):
    shop.mapping = mapping(kinds=(EVENTS,))
    rows = [*orders(1, mark=mark), shop.bad(1)]
    first = shop.send(rows)
    with pytest.raises(NothingToSend) as caught:
        shop.retry(first.run, [rows[0], (rows[0][0], rows[0][1], "mended", "")])
    assert caught.value.tally.events == Counts(held=1)


def test_events_kept_apart_get_numbers_that_nobody_has(shop, mark):
    """Row 2 is mended to say what rows 3 and 4 say, which were accepted as the first and second."""
    shop.mapping = mapping(kinds=(EVENTS,), has_id=False, repeats=Repeats.APART)
    same = (f"same{mark}@shop.io", "o", "same note", "S")
    rows = [shop.bad(1), same, same, shop.bad(2)]
    first = shop.send(rows)
    assert first.tally.events == Counts(accepted=2, refused=2)
    mended = [same, same, same, same]
    again = shop.retry(first.run, mended)
    assert again.tally.events == Counts(accepted=2)
    assert shop.repeats == 0
    assert len(set(shop.ids)) == len(shop.ids) == 4
    # To send the whole mended file later stores nothing twice: its plan gives the same ids.
    shop.send(mended)
    assert len(shop.ids) == shop.repeats == 4


def test_numbers_counted_among_the_mended_rows_alone_are_found_out(shop, mark, monkeypatch):
    """The negative control: the number of an accepted event is given once more."""
    shop.mapping = mapping(kinds=(EVENTS,), has_id=False, repeats=Repeats.APART)
    same = (f"same{mark}@shop.io", "o", "same note", "S")
    first = shop.send([shop.bad(1), same])
    monkeypatch.setattr(vetting, "_number_anew", lambda *_: None)
    monkeypatch.setattr(Withheld, "withhold_sent", lambda *_: None)
    shop.retry(first.run, [same, same])
    assert shop.repeats == 1
    assert len(shop.ids) == 1


def test_where_the_first_of_one_content_counts_a_mended_copy_is_held(shop, mark):
    shop.mapping = mapping(kinds=(EVENTS,), has_id=False)
    same = (f"same{mark}@shop.io", "o", "same note", "S")
    first = shop.send([shop.bad(1), same])
    with pytest.raises(NothingToSend) as caught:
        shop.retry(first.run, [same, same])
    assert caught.value.tally.events == Counts(held=1)


def test_a_mended_mapping_puts_rows_right_that_stayed_as_they_are(shop, mark):
    rows = [*orders(1, mark=mark), (*shop.bad(1)[:3], f"other{mark}@shop.io")]
    shop.mapping = mapping(kinds=(EVENTS,))
    first = shop.send(rows)
    pairs = tuple(
        Pair("profile.email", Column("first")) if each.target == "profile.email" else each
        for each in shop.mapping.events
    )
    shop.mapping = replace(shop.mapping, events=pairs)
    again = shop.retry(first.run, rows)
    assert again.tally.events == Counts(accepted=1)
    assert shop.ids == [rows[0][1], rows[1][1]]


def test_times_are_those_of_the_first_plan_and_so_is_the_choice_of_history(shop, mark):
    rows = [*orders(1, mark=mark), shop.bad(1)]
    first = shop.send(rows, planned_at=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC))
    live = replace(shop.order([rows[0], shop.good(1)]), is_history=False)
    *_, _ = retry(live, first.run, shop.destination, shop.runs, shop.locks, Event())
    stored = shop.account.stored("events")
    assert len({each["time"] for each in stored}) == 1
    assert all(each["backfill"] for each in stored)


def test_what_was_history_before_a_moment_is_so_again(shop, mark):
    turn = datetime(2024, 5, 6, tzinfo=UTC)
    rows = [*orders(1, mark=mark), shop.bad(1)]
    order = replace(
        shop.order(rows, planned_at=turn - timedelta(seconds=1)),
        is_history=False,
        history_before=turn,
    )
    *_, first = send(order, shop.destination, shop.runs, shop.locks, Event())
    shop.retry(first.run, [rows[0], shop.good(1)])
    stored = shop.account.stored("events")
    assert [each["backfill"] for each in stored] == [True, True]
    assert order_again(shop.runs, first.run).history_before == turn
    assert read_results(shop.runs, first.run).history_before == turn.isoformat()


def test_a_person_is_not_overwritten_by_an_older_row(shop, mark):
    shop.mapping = mapping(kinds=(PEOPLE,))
    ann = f"ann{mark}@shop.io"
    rows = [shop.bad(1), (ann, "1", "new", "Ann"), shop.bad(2)]
    first = shop.send(rows)
    assert first.tally.profiles == Counts(accepted=1, refused=2)
    again = shop.retry(first.run, [(ann, "1", "old", "Ann"), rows[1], shop.good(2)])
    assert again.tally.profiles == Counts(accepted=1, held=1)
    assert shop.reasons(again.run) == {(2, PEOPLE): "later_row_sent"}


def test_a_person_is_sent_what_a_later_row_says_anew(shop, mark):
    shop.mapping = mapping(kinds=(PEOPLE,))
    ann = f"ann{mark}@shop.io"
    rows = [(ann, "1", "new", "Ann"), shop.bad(1), shop.bad(2)]
    first = shop.send(rows)
    again = shop.retry(first.run, [rows[0], (ann, "1", "newer", ""), (ann, "1", "newest", "")])
    assert again.tally.profiles == Counts(accepted=2)


def test_edits_made_in_the_program_put_rows_right_in_an_unchanged_file(shop, mark):
    rows = [*orders(1, mark=mark), shop.bad(1)]
    first = shop.send(rows)
    change = RowChange(3, digest(list(rows[1])), (Typed("email", shop.good(1)[0]),))
    again = shop.retry(first.run, rows, amendments=Amendments((change,)))
    assert again.tally.events == Counts(accepted=1)
    with shop.journal(again.run) as journal:
        assert list(journal.slices()) == [([3], [list(shop.good(1))])]


def test_a_change_of_a_row_that_is_not_sent_again_holds_none_that_is(shop, mark):
    rows = [shop.bad(1), *orders(1, mark=mark), shop.bad(2)]
    first = shop.send(rows)
    changes = Amendments().leaving_out(3, digest(rows[1]))
    for at, line in ((1, 2), (2, 4)):
        changes = changes.with_cell(line, digest(rows[line - 2]), "email", shop.good(at)[0])
    again = shop.retry(first.run, rows, amendments=changes)
    assert again.tally.events == Counts(accepted=2)


def test_rows_are_not_sent_again_before_their_run_has_come_to_its_end(shop, mark):
    rows = [*orders(1, mark=mark), shop.bad(1)]
    first = shop.send(rows)
    folder = shop.runs / first.run
    with shop.journal(first.run) as journal:
        write_summary(folder, journal.facts, "paused", journal.tally())
    with pytest.raises(RunUnfinished) as caught:
        shop.retry(first.run, [rows[0], shop.good(1)])
    assert caught.value.run == first.run
    with shop.journal(first.run) as journal:
        write_summary(folder, journal.facts, "done", journal.tally())
    second = shop.retry(first.run, [rows[0], (*shop.bad(1)[:2], "other", "")])
    with shop.journal(second.run) as journal:
        write_summary(shop.runs / second.run, journal.facts, "stopped", journal.tally())
    with pytest.raises(RunUnfinished) as caught:
        shop.retry(first.run, [rows[0], shop.good(1)])
    assert caught.value.run == second.run


def test_rows_go_again_to_the_account_of_their_run_only(shop, mark):
    first = shop.send([*orders(1, mark=mark), shop.bad(1)])
    other = replace(shop.destination, account="Other")
    with pytest.raises(AccountRefused):
        shop.retry(first.run, [*orders(1, mark=mark), shop.good(1)], other)
    with pytest.raises(RunMissing):
        shop.retry("never", [shop.good(1)])


def test_a_run_whose_journal_is_open_elsewhere_is_not_guessed_at(shop, mark):
    rows = [*orders(1, mark=mark), shop.bad(1)]
    first = shop.send(rows)
    with shop.journal(first.run), pytest.raises(RunOngoing):
        shop.retry(first.run, [rows[0], shop.good(1)])


def test_erased_rows_cannot_be_compared_with_a_changed_file(shop, mark):
    rows = [*orders(1, mark=mark), shop.bad(1)]
    first = shop.send(rows)
    with shop.journal(first.run) as journal:
        journal.erase_customers()
    mark_erased(shop.runs / first.run)
    with pytest.raises(RunErased):
        shop.retry(first.run, [rows[0], shop.good(1)])
    # Of the very file of the run the lines are certain without its rows.
    change = RowChange(3, digest(list(rows[1])), (Typed("email", shop.good(1)[0]),))
    again = shop.retry(first.run, rows, amendments=Amendments((change,)))
    assert again.tally.events == Counts(accepted=1)


def test_damaged_rows_are_told_as_such(shop, mark):
    rows = [*orders(1, mark=mark), shop.bad(1)]
    first = shop.send(rows)
    with shop.journal(first.run) as journal:
        journal._database.execute("UPDATE slice SET rows = x'00'")
    with pytest.raises(RunDamaged):
        shop.retry(first.run, [rows[0], shop.good(1)])


class TestOnlyNew:
    def test_what_was_sent_before_is_left_out(self, shop, mark):
        rows = orders(3, mark=mark)
        shop.send(rows)
        with pytest.raises(NothingToSend) as caught:
            shop.send(rows, only_new=True)
        assert caught.value.tally.total == Counts(held=6)
        changed = [(*rows[0][:2], "changed", rows[0][3]), rows[1]]
        new = orders(1, mark=f"{mark}new")
        end = shop.send([*changed, *new], only_new=True)
        # Klaviyo would not look at the changed event; of the person there is something new.
        assert end.tally.events == Counts(accepted=1, held=2)
        assert end.tally.profiles == Counts(accepted=2, held=1)
        assert shop.reasons(end.run) == {
            (2, EVENTS): "sent_otherwise",
            (3, EVENTS): "sent_already",
            (3, PEOPLE): "person_known",
        }
        assert shop.repeats == 0

    def test_forgetting_a_run_does_not_make_it_new(self, shop, mark):
        rows = orders(2, mark=mark)
        end = shop.send(rows)
        forget(shop.runs, end.run, shop.locks)
        with pytest.raises(NothingToSend):
            shop.send(rows, only_new=True)
        assert shop.repeats == 0

    @pytest.mark.parametrize("is_forgotten", [False, True])
    def test_what_only_may_have_been_sent_is_not_called_sent(self, shop, mark, is_forgotten):
        rows = orders(2, mark=mark)
        first = shop.send(rows[:1])
        with shop.journal(first.run) as journal:
            for batch in journal.batches(BatchState.ACCEPTED):
                journal.set_state(batch.id, BatchState.UNKNOWN)
        if is_forgotten:
            forget(shop.runs, first.run, shop.locks)
        end = shop.send(rows, only_new=True)
        assert shop.reasons(end.run) == {
            (2, EVENTS): "sent_perhaps",
            (2, PEOPLE): "sent_perhaps",
        }

    def test_forgetting_that_loses_the_ledger_is_found_out(self, shop, mark, monkeypatch):
        rows = orders(2, mark=mark)
        end = shop.send(rows)
        monkeypatch.setattr(forgetting, "absorb", lambda *_: None)
        forget(shop.runs, end.run, shop.locks)
        shop.send(rows, only_new=True)
        assert shop.repeats == 2

    def test_it_is_no_problem_of_the_rows_that_others_need_no_sending(self, shop, mark):
        rows = orders(2, mark=mark)
        shop.send(rows[:1])
        end = shop.send(rows, only_new=True, skips_problems=False)
        assert end.tally.events == Counts(accepted=1, held=1)
        more = [*orders(3, mark=mark), ("no address", "9", "n", "N")]
        with pytest.raises(RunBlocked):
            shop.send(more, only_new=True, skips_problems=False)

    def test_rows_of_one_known_person_are_held_together(self, shop, mark):
        shop.mapping = mapping(kinds=(PEOPLE,))
        rows = [(f"ann{mark}@shop.io", str(at), "note", "Ann") for at in range(3)]
        other = (f"bob{mark}@shop.io", "9", "note", "Bob")
        shop.send(rows)
        end = shop.send([*rows, other, other], only_new=True)
        assert end.tally.profiles == Counts(accepted=2, held=3)

    def test_where_nobody_can_be_sure_nothing_is_sent(self, shop, mark):
        rows = orders(2, mark=mark)
        end = shop.send(rows)
        (shop.runs / end.run / JOURNAL).write_bytes(b"nonsense" * 999)
        with pytest.raises(RunDamaged):
            shop.send(orders(1, mark=f"{mark}new"), only_new=True)
        assert len(shop.ids) == 2

    def test_only_runs_to_the_same_account_count(self, shop, mark):
        rows = orders(2, mark=mark)
        shop.send(rows)
        shop.destination = replace(shop.destination, account="Other")
        assert shop.send(rows, only_new=True).tally.events == Counts(accepted=2)


def test_rows_with_bytes_that_are_no_text_are_anchors_too(shop, mark):
    """Bytes that are no text are compared as the results show them."""
    rows = [*orders(1, mark=mark), shop.bad(1)]
    content = csv_bytes(rows) + b"x@shop.io,9,\x80,Bo\r\n"
    file = opened(shop.folder, content)
    order = Order(file, shop.mapping, "Orders", is_history=True)
    *_, first = send(order, shop.destination, shop.runs, shop.locks, Event())
    mended = opened(shop.folder, csv_bytes([rows[0], shop.good(1)]) + b"x@shop.io,9,\x80,Bo\r\n")
    again = replace(order, file=mended)
    *_, end = retry(again, first.run, shop.destination, shop.runs, shop.locks, Event())
    assert end.tally.events == Counts(accepted=1)


def test_a_file_that_was_saved_otherwise_is_read_as_it_is_written_now(shop, mark):
    rows = [
        (f"zo\u00eb{at}{mark}@shop.io", f"o{mark}{at}", "\u00e9t\u00e9", "Z") for at in range(9)
    ]
    path = shop.folder / "orders.csv"

    def write(encoding, delimiter):
        text = csv_bytes(rows).decode().replace(",", delimiter)
        path.write_bytes(text.encode(encoding))

    write("cp1252", ";")
    file = open_csv(path, Overrides(encoding="cp1252"))
    order = Order(file, shop.mapping, "Orders", is_history=True)
    *_, end = send(order, shop.destination, shop.runs, shop.locks, Event())
    for encoding, delimiter in (
        ("cp1252", ";"),
        ("utf-8", ";"),
        ("utf-8-sig", ","),
        ("utf-16", "\t"),
    ):
        write(encoding, delimiter)
        again = order_again(shop.runs, end.run)
        assert again.file.head_rows.cells == [list(row) for row in rows]
        again.file.close()
    path.write_text("email\n")
    with pytest.raises(SourceError):
        order_again(shop.runs, end.run)
    with shop.journal(end.run) as journal:
        reading = journal.facts["reading"]
        journal.add_facts({"reading": reading | {"quote": "~", "delimiter": "|"}})
    write("utf-8", ";")
    assert order_again(shop.runs, end.run).file.head_rows.cells == [list(row) for row in rows]
    # What is detected alone may have no rows, where somebody said that there is no header.
    with shop.journal(end.run) as journal:
        journal.add_facts({"reading": reading | {"header_line": 0}})
    path.write_text("zoe@shop.io;1\n")
    assert order_again(shop.runs, end.run).file.head_rows.cells == [["zoe@shop.io", "1"]]
