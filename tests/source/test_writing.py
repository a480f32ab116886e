"""One cell of each form is enough to tell how a column is written."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.styles import judge_dates, judge_numbers
from klaviyo_gui.source import writing
from klaviyo_gui.source.writing import Writing


def written(*batches):
    gathered = Writing()
    for batch in batches:
        gathered.add(batch)
    return gathered.written


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        (["03/04/2024", "31/12/2024"], DateStyle.DAY_FIRST),
        (["03/04/2024", "12/31/2024 5:00 PM"], DateStyle.MONTH_FIRST),
        (["2024/04/03"], DateStyle.YEAR_FIRST),
        (["20240403"], DateStyle.YEAR_FIRST),
        (["2024-12-31 10:00:00 UTC", "2024-11-30 11:30:00 UTC"], DateStyle.YEAR_FIRST),
        (["2024-05-31 1:05 PM"], DateStyle.YEAR_FIRST),
        (["31-MAY-24"], DateStyle.DAY_FIRST),
        (["2024-04-03 10:00:00.123 +0200", "2024-04-03T10:00Z"], None),
        (["1712138400000"], DateStyle.MILLISECONDS),
        (["2024-04-03", "2024-04-03 10:00:00"], None),
        (["a note\n31/12/2024", "x"], None),
    ],
)
def test_a_column_proves_how_it_writes_its_dates(cells, style):
    verdict = judge_dates(written(cells).dates)
    assert (verdict.style, verdict.is_settled) == (style, True)


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        (["1.234", "1.234,50"], NumberStyle.COMMA),
        (["1,234", "$1,234.50"], NumberStyle.POINT),
        (["12.5", "1.234"], NumberStyle.POINT),
        (["12", "1300"], None),
    ],
)
def test_a_column_proves_how_it_writes_its_numbers(cells, style):
    verdict = judge_numbers(written(cells).numbers)
    assert (verdict.style, verdict.is_settled) == (style, True)


@pytest.mark.parametrize("cells", [["03/04/2024"], ["05/05/2024"], ["31/12/2024", "12/31/2024"]])
def test_what_a_column_does_not_prove_must_be_chosen(cells):
    assert set(judge_dates(written(cells).dates).doubt) == {
        DateStyle.DAY_FIRST,
        DateStyle.MONTH_FIRST,
    }


def test_plain_numbers_of_three_decimals_must_be_chosen():
    assert set(judge_numbers(written(["1.234", "2.345"]).numbers).doubt) == set(NumberStyle)


def test_the_one_cell_that_decides_is_found_among_very_many():
    cells = [f"{day:02d}/{month:02d}/20{year:02d} {hour:02d}:{minute:02d}"
             for day in range(1, 13) for month in range(1, 13) for year in range(10, 24)
             for hour in range(0, 24, 5) for minute in (0, 17, 59)]  # fmt: skip
    random.Random(1).shuffle(cells)
    verdict = judge_dates(written(cells[:9_000], [*cells[9_000:], "13/01/2020 10:00"]).dates)
    assert (verdict.style, verdict.proof) == (DateStyle.DAY_FIRST, "13/01/2020 10:00")


def test_a_form_that_hides_the_day_would_be_found_out(monkeypatch):
    monkeypatch.setattr(writing, "_AS_BOUNDS", writing._AS_ZEROS)
    with pytest.raises(AssertionError):
        test_the_one_cell_that_decides_is_found_among_very_many()


CELLS = st.lists(
    st.one_of(
        st.dates().map(lambda day: f"{day:%d/%m/%Y}"),
        st.dates().map(lambda day: f"{day:%m/%d/%y}"),
        st.decimals(-9999, 9999, places=3, allow_nan=False).map(str),
        st.decimals(0, 99, places=2, allow_nan=False).map(lambda n: str(n).replace(".", ",")),
        st.text(min_size=1, max_size=6).filter(lambda text: not text.isspace()),
    ),
    min_size=1,
    max_size=12,
)


@given(CELLS, st.data())
def test_parts_in_any_order_tell_what_the_whole_tells(cells, data):
    cut = data.draw(st.integers(0, len(cells)))
    first, second = Writing(), Writing()
    first.add(cells[cut:] or cells)
    second.add(cells[:cut] or cells)
    first.merge(second)
    assert first.written == written(cells)


def test_forms_beyond_the_first_are_not_kept():
    gathered = Writing()
    gathered.add([f"{'1,' * length}5" for length in range(1, 20)])
    gathered.add([f"{at:06d},5{'x' * (at % 30)}" for at in range(40_000)])
    assert len(gathered._forms) <= writing._FORMS_KEPT


@pytest.mark.parametrize(
    ("cells", "is_of_days"),
    [
        (["1980-04-10", "1975-12-31"], True),
        (["1980-04-10", "1975-12-31 10:00:00"], False),
        (["2024-05-31T10:00:00+02:00"], False),
        (["10.04.1980", "2024-05-31 10:00"], False),
    ],
)
def test_dates_by_iso_8601_tell_whether_there_is_a_time_of_day(cells, is_of_days):
    writing = Writing()
    writing.add(cells)
    assert writing.written.dates.is_of_days is is_of_days


@pytest.mark.parametrize(
    ("cells", "zoneless"),
    [
        (["2024-05-31 14:30Z", "2024-05-31T14:30+02:00", "2024-05-31"], ""),
        (["2024-05-31 14:30Z", "2024-06-01 14:30:05.25", "2024-05-31T14:30"], "2024-05-31T14:30"),
        (["31/12/2024 10:00 +02:00"], ""),
        (["31/12/2024 10:00 +02:00", "31/12/2024 10:00"], "31/12/2024 10:00"),
        (["14:30"], ""),
    ],
)
def test_a_time_of_day_without_a_zone_is_found_in_whatever_part_it_stands(cells, zoneless):
    assert written(cells).dates.zoneless == zoneless
    parts = [Writing() for _ in cells]
    for part, cell in zip(parts, cells, strict=True):
        part.add([cell])
    last = parts[-1]
    for part in parts[:-1]:
        last.merge(part)
    assert last.written.dates.zoneless == zoneless
