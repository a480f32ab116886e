"""Dates of day, month and year in three columns: one row of the whole file proves their style."""

from datetime import UTC, datetime
from threading import Event

import pytest

from klaviyo_gui.core.contradictions import contradictions
from klaviyo_gui.core.conversion import Conversion, DateStyle
from klaviyo_gui.core.judged import Judged
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Mapping, Options, Pair
from klaviyo_gui.core.otherwise import Confirmed
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending import judging
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.judging import Judging
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.store.journal import Journal
from tests.doubles.files import csv_file

EVENTS = Kind.EVENTS
HEADER = ("email", "a", "b", "year")
WHEN = Joined((Column("a"), Column("b"), Column("year")), "/")
PROOF = 5_000
COUNT = 6_000


def rows(proof):
    """Days and months up to 12, all else alike in both readings but for every third row."""
    found = [(f"n{at}@a.io", "3", "3" if at % 3 else "4", "2024") for at in range(COUNT)]
    if proof:
        found[PROOF] = ("late@a.io", "13", "4", "2024")
    return found


def plan(file, style=DateStyle.MONTH_FIRST, judged=None, confirmed=()):
    mapping = Mapping(
        (
            Pair("metric", Fixed("Sale")),
            Pair("profile.email", Column("email")),
            Pair("time", WHEN, conversion=Conversion(date=style)),
        ),
        options=Options("UTC"),
        confirmed=confirmed,
    )
    return Plan(mapping, file.header, datetime(2026, 1, 1, tzinfo=UTC), judged=judged)


@pytest.fixture(params=[True, False], ids=["proof", "no_proof"])
def proof(request, monkeypatch):
    monkeypatch.setattr(judging, "TASK_BYTES", 20_000)
    return request.param


def checked(file, by, builders):
    *_, result = check(file, by, builders, Event())
    result.close()
    return result


def codes(result):
    return {each.code: each.count for each in result.findings}


def test_one_row_late_in_the_file_holds_all_that_could_be_meant_otherwise(
    tmp_path, builders, proof
):
    file = csv_file(tmp_path, rows(proof), HEADER)
    result = checked(file, plan(file), builders)
    told = codes(result)
    if proof:
        assert told.get(Code.DATE_OTHERWISE) == COUNT // 3
        assert result.tally.events.held == COUNT // 3 + 1
        (asked,) = contradictions(plan(file).mapping, result.judged)
        assert asked == Confirmed("a", DateStyle.MONTH_FIRST, DateStyle.DAY_FIRST, file.data_size)
        confirmed = checked(file, plan(file, judged=result.judged, confirmed=(asked,)), builders)
        assert codes(confirmed).get(Code.DATE_OTHERWISE) is None
    else:
        assert Code.DATE_OTHERWISE not in told
        assert result.tally.events.held == 0


def test_the_style_that_the_row_proves_holds_nothing(tmp_path, builders, proof):
    file = csv_file(tmp_path, rows(proof), HEADER)
    result = checked(file, plan(file, DateStyle.DAY_FIRST), builders)
    assert result.tally.events.held == 0


def test_a_run_holds_the_same_rows(tmp_path, builders, proof):
    file = csv_file(tmp_path, rows(proof), HEADER)
    journal = Journal.create(tmp_path / "run" / "journal.db", {})
    list(freeze(Part(file, plan(file)), builders, journal, Event()))
    assert journal.tally().events.held == (COUNT // 3 + 1 if proof else 0)
    journal.close()


def test_what_was_judged_is_read_again_for_other_joined_columns_alone(tmp_path, builders):
    file = csv_file(tmp_path, rows(proof=True), HEADER)
    known = Judged(spare=7, size=file.data_size)
    found = Judging(file, builders, Event(), plan(file, judged=known))
    assert list(found)[-1] == found.before == file.data_size
    ((source, written),) = found.judged.joined
    assert (source, found.judged.spare) == (WHEN, 7)
    assert [style for style, *_ in written.dates.only] == [DateStyle.DAY_FIRST]

    again = Judging(file, builders, Event(), plan(file, judged=found.judged))
    assert (list(again), again.before, again.judged) == ([], 0, found.judged)
    unchosen = Judging(file, builders, Event(), plan(file, None, judged=known))
    assert (list(unchosen), unchosen.judged) == ([], known)


def test_rows_that_lack_cells_tell_nothing_of_joined_columns(tmp_path, builders):
    file = csv_file(tmp_path, [("a@a.io", "13"), ("b@a.io", "3", "4", "2024")], HEADER)
    found = Judging(file, builders, Event(), plan(file))
    list(found)
    ((_, written),) = found.judged.joined
    assert written.dates.only == ()
    assert written.dates.either == 1
