import pytest

from klaviyo_gui.core.judged import Judged
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.reader import Rows, parse
from tests.doubles.files import HEADER, mapping

GOOD = ["ann@shop.io", "o1", "hi", "Ann"]


def built(*cells, undecodable=(), kinds=tuple(Kind)):
    rows = Rows(list(range(2, 2 + len(cells))), list(cells), frozenset(undecodable))
    return build_rows(Plan(mapping(kinds=kinds), HEADER), rows)


def test_every_row_becomes_a_record_of_every_mapped_kind():
    records = built(GOOD, GOOD)
    assert list(records) == [Kind.EVENTS, Kind.PROFILES]
    for found in records.values():
        assert [line for line, _ in found] == [2, 3]
        assert all(record.body for _, record in found)
    assert list(built(GOOD, kinds=(Kind.PROFILES,))) == [Kind.PROFILES]


def test_a_damaged_row_is_held_for_every_kind_and_its_neighbours_are_not():
    for records in built(GOOD, GOOD[:3], [*GOOD, "x"], GOOD, GOOD, undecodable=[3]).values():
        codes = [
            [each.code for each in record.problems if not record.body] for _, record in records
        ]
        assert codes == [
            [],
            [Code.ROW_TOO_SHORT],
            [Code.ROW_TOO_LONG],
            [Code.ROW_UNDECODABLE],
            [],
        ]


def test_a_row_that_is_both_undecodable_and_too_short_is_told_as_undecodable():
    ((_, record),) = built(["x"], undecodable=[0])[Kind.EVENTS]
    assert [each.code for each in record.problems] == [Code.ROW_UNDECODABLE]


@pytest.mark.parametrize(
    ("row", "dialect", "code", "is_sent"),
    [
        ('ann@shop.io,"o1,hi,Ann', Dialect(quote=""), Code.QUOTE_OPEN, False),
        ('ann@shop.io,"o1",hi,Ann', Dialect(quote=""), Code.QUOTE_KEPT, True),
        ('ann@shop.io,"o"1,hi,Ann', Dialect(), Code.TEXT_AFTER_QUOTE, True),
        ('a@b.io,"o\nb@b.io,1,x,y\nc@b.io,"2,x,y', Dialect(), Code.LINES_SWALLOWED, False),
        ('a@b.io,"o\nb@b.io,1,x,y\nc",x,y', Dialect(), Code.LINES_SWALLOWED, False),
    ],
)
def test_a_row_that_quotes_may_have_made_wrong_is_never_sent_without_a_word(
    row, dialect, code, is_sent
):
    rows = parse(f"{row}\nann@shop.io,o1,hi,Ann\n".encode(), dialect, 2)
    for records in build_rows(Plan(mapping(kinds=tuple(Kind)), HEADER), rows).values():
        (_, doubtful), (_, sound) = records
        assert (code, is_sent) == (doubtful.problems[0].code, bool(doubtful.body))
        assert sound.body
        assert code not in {each.code for each in sound.problems}


def test_a_row_in_another_encoding_is_never_sent_without_a_word_of_its_mapped_cells():
    odd = "ann@shop.io,o1,hi,Žofie".encode()
    found = parse(b"%b\n%b\n" % ("a@b.io,o,hi,Žižka".encode("cp1250"), odd), Dialect("cp1250"), 2)
    (_, sound), (_, record) = build_rows(Plan(mapping(), HEADER), found)[Kind.PROFILES]
    assert sound.problems == ()
    assert Code.OTHER_ENCODING in [each.code for each in record.problems]


def test_the_letters_of_a_cell_that_are_told_are_not_told_of_its_row_again():
    odd = "ann@shop.io,o1,hi,Zoë".encode()
    found = parse(b"%b\n%b\n" % ("a@b.io,o,hi,Zoë".encode("cp1252"), odd), Dialect("cp1252"), 2)
    _, (_, record) = build_rows(Plan(mapping(), HEADER), found)[Kind.PROFILES]
    assert [each.code for each in record.problems] == [Code.MOJIBAKE]


def test_nothing_is_told_of_a_row_in_another_encoding_whose_mapped_cells_are_plain():
    odd = "ann@shop.io,o1,hi,Ann,Žofie".encode()
    row = "a@b.io,o,hi,Ann,Žižka".encode("cp1250")
    found = parse(b"%b\n%b\n" % (row, odd), Dialect("cp1250"), 2)
    _, (_, record) = build_rows(Plan(mapping(), (*HEADER, "other")), found)[Kind.PROFILES]
    assert record.problems == ()


def test_rows_of_totals_are_held_wherever_they_stand_and_people_called_so_are_not():
    total, named = ["Total", "", "12", "3.50"], ["Total", "o1", "hi", "t@shop.io"]
    for records in built(total, GOOD, total, named, GOOD).values():
        assert [
            [each.code for each in record.problems if each.code.name.startswith("TOTALS")]
            for _, record in records
        ] == [[Code.TOTALS_ROW], [], [Code.TOTALS_ROW], [Code.TOTALS_DOUBTFUL], []]
        assert [bool(record.body) for _, record in records][:3] == [False, True, False]


def test_a_row_of_separators_is_told_as_blank_and_not_as_a_person_without_an_identifier():
    for records in built(GOOD, ["", "", " ", ""], ["  "], GOOD).values():
        assert [[each.code for each in record.problems] for _, record in records[1:3]] == [
            [Code.ROW_BLANK],
            [Code.ROW_BLANK],
        ]
        assert [bool(record.body) for _, record in records] == [True, False, False, True]


def test_rows_with_the_spare_cells_of_the_file_are_built_without_them():
    cells = [[*GOOD, ""], [*HEADER, ""], ["Total", "", "", "5", ""], [*GOOD, "x"], [*GOOD, "", ""]]
    rows = Rows([2, 3, 4, 5, 6], cells)
    judged = Judged(headers=(tuple(HEADER),), spare=1)
    for kind, records in build_rows(Plan(mapping(), HEADER, judged=judged), rows).items():
        first, *others = [record for _, record in records]
        ((_, plain),) = built(GOOD, kinds=(kind,))[kind]
        assert Code.CELLS_SPARE in {each.code for each in first.problems}
        assert first.key == plain.key
        assert first.body
        assert [[each.code for each in record.problems] for record in others] == [
            [Code.HEADER_INSIDE],
            [Code.TOTALS_ROW],
            [Code.ROW_TOO_LONG],
            [Code.ROW_TOO_LONG],
        ]
