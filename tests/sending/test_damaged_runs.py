"""An earlier run that cannot be read is never passed over where its rows might go out twice."""

from unittest.mock import patch

import pytest

from klaviyo_gui.core.errors import NothingToSend, RunDamaged
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.sending import send as sending
from klaviyo_gui.store import history as histories
from klaviyo_gui.store.forgetting import forget
from klaviyo_gui.store.history import SUMMARY, history
from klaviyo_gui.store.journal import JOURNAL
from tests.doubles.files import orders
from tests.sending.test_retry import shop
from tests.sending.test_send import borrowed, lent, places

__all__ = ["borrowed", "lent", "places", "shop"]


def spoil(shop, run, name):
    (shop.runs / run / name).write_bytes(b"nonsense" * 999)


def test_a_run_whose_summary_is_damaged_is_still_known_to_have_sent(shop, mark):
    rows = orders(2, mark=mark)
    spoil(shop, shop.send(rows).run, SUMMARY)
    with pytest.raises(NothingToSend):
        shop.send(rows, only_new=True)
    assert shop.repeats == 0


def test_a_run_that_is_passed_over_for_its_summary_is_sent_twice(shop, mark, monkeypatch):
    """The seeded fault of the test above."""
    rows = orders(2, mark=mark)
    spoil(shop, shop.send(rows).run, SUMMARY)
    monkeypatch.setattr(histories, "run_in", histories.summary)
    shop.send(rows, only_new=True)
    assert shop.repeats == 2


@pytest.mark.parametrize("names", [(JOURNAL,), (JOURNAL, SUMMARY)])
def test_what_must_be_compared_with_a_damaged_run_is_refused_before_it_is_planned(
    shop, mark, names
):
    rows = [*orders(2, mark=mark), shop.bad(1)]
    other = shop.send(rows)
    damaged = shop.send(orders(2, mark=f"{mark}x"))
    for name in names:
        spoil(shop, damaged.run, name)
    with patch.object(sending, "freeze") as freezing:
        with pytest.raises(RunDamaged):
            shop.send(rows, only_new=True)
        with pytest.raises(RunDamaged):
            shop.retry(other.run, [*rows[:2], shop.good(1)])
        freezing.assert_not_called()
    assert {run.run: run.state for run in history(shop.runs)} == {
        other.run: "done",
        damaged.run: "damaged",
    }


def test_a_damaged_run_that_was_forgotten_stands_in_the_way_of_nothing(shop, mark):
    rows = [*orders(2, mark=mark), shop.bad(1)]
    other = shop.send(rows)
    damaged = shop.send(orders(2, mark=f"{mark}x"))
    spoil(shop, damaged.run, JOURNAL)
    forget(shop.runs, damaged.run, shop.locks, even_damaged=True)
    again = shop.retry(other.run, [*rows[:2], shop.good(1)])
    assert again.tally.events == Counts(accepted=1)
    with pytest.raises(NothingToSend):
        shop.send(rows[:2], only_new=True)
    assert shop.repeats == 0


def test_the_rows_of_a_damaged_run_are_not_sent_again(shop, mark):
    rows = [*orders(2, mark=mark), shop.bad(1)]
    end = shop.send(rows)
    spoil(shop, end.run, JOURNAL)
    for _ in range(2):
        with pytest.raises(RunDamaged):
            shop.retry(end.run, [*rows[:2], shop.good(1)])


def test_a_run_has_a_summary_before_it_has_a_journal(shop, mark):
    """A kill in between leaves a run that is cleared, and none that nobody lists."""

    def killed(path, _facts):
        (run,) = history(shop.runs)
        assert (run.run, run.state) == (path.parent.name, "planning")
        raise KeyboardInterrupt

    with (
        patch.object(sending.Journal, "create", killed),
        patch.object(sending.shutil, "rmtree"),
        pytest.raises(KeyboardInterrupt),
    ):
        shop.send(orders(1, mark=mark))
    assert len(history(shop.runs)) == 1
    end = shop.send(orders(1, mark=mark))
    assert [run.run for run in history(shop.runs)] == [end.run]
