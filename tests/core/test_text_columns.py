import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from klaviyo_gui.core import text_columns as module
from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.found_rows import FoundRows
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.row_kinds import packed
from klaviyo_gui.core.text_columns import TextColumns, text_columns

MAPPING = Mapping((), (Pair("email", Column("mail")), Pair("properties.a", Column("cell"))))


def gathered(cells, *, parts=1):
    """Return what the cells tell, read in so many parts; of a row that is None nothing is sent."""
    columns = TextColumns()
    size = -(-len(cells) // parts) or 1
    for start in range(0, len(cells), size):
        rows = [cell if cell is None else ("m", cell) for cell in cells[start : start + size]]
        lines = range(start + 2, start + 2 + len(rows))
        told = text_columns(MAPPING, ("mail", "cell"), Kind.PROFILES, lines, rows)
        columns.add(told, start)
    return columns


def found(cells, *, parts=1):
    """Return code, count and lines of what a column is told of, read in so many parts."""
    told = gathered(cells, parts=parts).findings()
    return [(str(each.code), each.count, each.lines) for each in told]


def rows_found(cells, *, parts=1):
    """Return the rows of each finding, after telling that they are as many as it counts."""
    columns, found = gathered(cells, parts=parts), FoundRows()
    for each in columns.findings():
        for first, bits in columns.rows_of(each):
            found.add_part(first, {each.place: bits})
        assert len(found.numbers()[each.place]) == each.count
    return {place[1]: list(rows) for place, rows in found.numbers().items()}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1", "2.5", "", "-3", " ", "none"], [("types_mixed", 1, (7,))]),
        (["1", "2", "3"], []),
        (["1,234.50", "1.234.567,8", "-12 345", "1'000", "none"], [("types_mixed", 1, (6,))]),
        (["1", "2", "+49 151 234"], [("types_mixed", 1, (4,))]),
        (["1", "2", "192.168.100.200"], [("types_mixed", 1, (4,))]),
        (["1", "2", "1,23,456"], [("types_mixed", 1, (4,))]),
        (["1", "2", "0,123,456"], [("types_mixed", 1, (4,))]),
        (["1", "2", "1,234,567,8"], [("types_mixed", 1, (4,))]),
        (["red", "blue", "7"], []),
        (["007", "012", "x"], []),
        (["31/05/2024 10:00", "03/04/2024", ""], [("date_as_text", 2, (2, 3))]),
        (["05/31/2024 10:00", "03/04/2024"], []),
        (["2024-05-31", "31.05.2024"], []),
        (["31/05/2024", "05/31/2024"], [("date_as_text", 2, (2, 3))]),
        (["03/04/2024", "05/06/24 10:00"], [("date_as_text", 2, (2, 3))]),
        (["03/04/2024", "soon"], [("date_as_text", 1, (2,))]),
        (["31/31/2024", "1/2"], []),
    ],
)
def test_numbers_among_texts_and_dates_not_proven_to_have_the_month_first_are_told(cells, expected):
    assert found(cells) == expected


CELLS = st.lists(
    st.sampled_from([None, "1", "2", "x", "", "31/05/2024", "05/31/2024", "03/04/24"]),
    max_size=250,
)
MANY = ["31/05/2024", "1", "1", None, "2"] * 101


@given(CELLS, st.integers(1, 9))
@example(MANY, 4)
def test_the_parts_of_a_file_tell_what_the_whole_tells(cells, parts):
    assert found(cells, parts=parts) == found(cells)
    assert rows_found(cells, parts=parts) == rows_found(cells)


def all_rows_are_told():
    rows = list(range(0, len(MANY), 5))
    assert rows_found(MANY, parts=4) == {"types_mixed": rows, "date_as_text": rows}


def test_all_rows_of_a_finding_are_told_however_many_they_are():
    all_rows_are_told()


def test_rows_of_which_only_the_first_are_kept_would_fail_this_test(monkeypatch):
    first = 100
    monkeypatch.setattr(module, "packed", lambda marks: packed(marks[:first]))
    with pytest.raises(AssertionError):
        all_rows_are_told()


def test_rows_are_not_told_where_nobody_asked_for_them():
    columns, rows = TextColumns(), [("m", "31/05/2024")]
    columns.add(text_columns(MAPPING, ("mail", "cell"), Kind.PROFILES, [2], rows))
    (told,) = columns.findings()
    assert list(columns.rows_of(told)) == []


def test_what_stands_in_for_blank_cells_counts_as_it_is_sent():
    pair = Pair("properties.a", Column("cell"), fallback=(Column("other"), Fixed("none")))
    rows = [("1", "x"), ("2", "x"), ("", "3"), (" ", "")]
    columns = TextColumns()
    header = ("cell", "other")
    columns.add(text_columns(Mapping((), (pair,)), header, Kind.PROFILES, range(2, 6), rows))
    (told,) = columns.findings()
    assert (told.code, told.count, told.lines) == ("types_mixed", 1, (5,))


def test_only_what_is_sent_as_the_column_has_it_is_looked_at():
    pairs = (
        Pair("first_name", Column("cell")),
        Pair("properties.n", Column("cell"), ValueType.NUMBER),
        Pair("properties.t", Column("cell"), conversion=Conversion(trim=True)),
        Pair("properties.f", Fixed("1")),
        Pair("properties.a", Column("cell")),
    )
    looked = text_columns(Mapping((), pairs), ("cell",), Kind.PROFILES, [2], [["1"]])
    assert [each.target for each in looked] == ["properties.a"]
