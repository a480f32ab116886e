from __future__ import annotations

import datetime as dt
import zipfile

import pytest

from klaviyo_gui.core.errors import FileEmpty, FileUnsupported, FileWithoutRows, OptionError
from klaviyo_gui.core.problem import Severity
from klaviyo_gui.source import gauge, safe_workbook, sheets
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.faults import Faults
from klaviyo_gui.source.reader import read_range
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.source.workbook import as_text
from klaviyo_gui.wording import error_words, fault_words
from tests.source.workbooks import (
    DATE,
    DATE_TIME,
    DURATION,
    TIME,
    number,
    sheet,
    table,
    text,
    typed,
    workbook,
)

ORDERS = [("Name", "Amount"), ("Ada", "1"), ("Bob", "2")]


@pytest.fixture
def write_book(write):
    def _write(sheets, **options):
        return write(workbook(sheets, **options), "orders.xlsx")

    return _write


def test_a_workbook_opens_as_a_table(write_book):
    path = write_book({"Orders": table(*ORDERS)})
    with_copy = open_csv(path)
    assert with_copy.path == path
    assert with_copy.data != path
    assert with_copy.data.name == path.name
    assert with_copy.header == ("Name", "Amount")
    assert with_copy.head_rows.cells == [["Ada", "1"], ["Bob", "2"]]
    assert with_copy.head_rows.lines == [2, 3]
    assert (with_copy.sheets, with_copy.sheet) == (("Orders",), "Orders")
    assert with_copy.size == path.stat().st_size
    assert with_copy.data_size == with_copy.data.stat().st_size
    assert with_copy.rows(with_copy.index(), 1, 5).cells == [["Bob", "2"]]


def test_cells_are_what_a_person_sees(write_book):
    cells = [
        (number("A2", 7), "7"),
        (number("B2", "491000000000"), "491000000000"),
        (number("C2", 0.30000000000000004), "0.3"),
        (number("D2", "1E-7"), "0.0000001"),
        (number("E2", "4.91E+20"), "491000000000000000000"),
        (number("F2", 45443, DATE), "2024-05-31"),
        (number("G2", 45443.604166666664, DATE_TIME), "2024-05-31 14:30:00"),
        (number("H2", 45443.60416666, DATE_TIME), "2024-05-31 14:30:00"),
        (number("I2", 0.604166666666667, TIME), "14:30:00"),
        (number("J2", 1.25, DURATION), "30:00:00"),
        (typed("K2", "b", 1), "true"),
        (typed("L2", "b", 0), "false"),
        (typed("M2", "e", "#N/A"), "#N/A"),
        (typed("N2", "e", "#SPILL!"), "#SPILL!"),
        (typed("O2", "str", "made", "A2&amp;B2"), "made"),
        (text("P2", "007"), "007"),
        (text("Q2", "two\nlines"), "two\nlines"),
        (text("R2", ' "quoted", so'), ' "quoted", so'),
        (typed("S2", "e", "#REF!", "A1"), "#REF!"),
    ]
    header = [text(f"{chr(65 + at)}1", f"h{at}") for at in range(len(cells))]
    found = open_csv(write_book({"S": sheet((1, header), (2, [cell for cell, _ in cells]))}))
    assert found.head_rows.cells == [[expected for _, expected in cells]]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (-3.0, "-3"),
        (2, "2"),
        (-0.5, "-0.5"),
        (123456789012345.6, "123456789012346"),
        (dt.timedelta(hours=-1, minutes=-30), "-1:30:00"),
        (dt.datetime(2024, 5, 31, 14, 30, 0, 250_000), "2024-05-31 14:30:00.250000"),  # noqa: DTZ001 - a sheet knows no zones
    ],
)
def test_a_value_is_written_without_a_power_of_ten_and_without_loss(value, shown):
    assert as_text(value) == shown


def test_lines_are_the_rows_of_the_sheet_whatever_the_cells_hold(write_book):
    rows = [
        (3, [text("B3", "Na\nme"), text("C3", "Note")]),
        (4, [text("B4", "Ada"), text("C4", "a\n\nb\r\nc")]),
        (7, [text("B7", "Bob")]),
    ]
    file = open_csv(write_book({"S": sheet(*rows)}))
    assert file.header == ("Na me", "Note")
    assert file.dialect.header_line == 3
    assert file.head_rows.lines == [4, 7]
    assert file.head_rows.cells == [["Ada", "a\n\nb\nc"], ["Bob", ""]]


def test_a_visible_sheet_with_cells_is_read_unless_one_is_chosen(write_book):
    sheets = {"Empty": sheet(), "Old": table(("x",), ("1",)), "Now": table(*ORDERS)}
    path = write_book(sheets, hidden=("Old",))
    assert open_csv(path).sheet == "Now"
    chosen = open_csv(path, Overrides(sheet="Old"))
    assert (chosen.sheets, chosen.header) == (("Empty", "Old", "Now"), ("x",))
    with pytest.raises(FileEmpty):
        open_csv(path, Overrides(sheet="Empty"))
    with pytest.raises(OptionError) as caught:
        open_csv(path, Overrides(sheet="None"))
    assert (caught.value.option, caught.value.value) == ("--sheet", "None")


def test_where_all_sheets_are_hidden_they_are_read(write_book):
    assert open_csv(write_book({"S": table(*ORDERS)}, hidden=("S",))).sheet == "S"


def test_a_csv_file_has_no_sheets(write):
    path = write("a\n1\n")
    assert (open_csv(path).sheets, open_csv(path).sheet) == ((), None)
    with pytest.raises(OptionError):
        open_csv(path, Overrides(sheet="S"))


def test_a_workbook_without_a_cell_is_empty(write_book):
    with pytest.raises(FileEmpty):
        open_csv(write_book({"S": sheet()}))


def test_a_header_line_can_be_chosen_as_a_row_of_the_sheet(write_book):
    path = write_book({"S": table(("Export of May", ""), *ORDERS)})
    file = open_csv(path, Overrides(header_line=2))
    assert file.header == ("Name", "Amount")
    assert file.head_rows.lines == [3, 4]


@pytest.mark.parametrize("content", ["<worksheet", "<worksheet><sheetData><row r='x'></worksheet>"])
def test_a_damaged_sheet_is_called_damaged(write_book, content):
    with pytest.raises(FileUnsupported) as caught:
        open_csv(write_book({"S": content}))
    assert caught.value.found == "an Excel workbook that is damaged or not complete"


def test_a_cut_workbook_is_called_damaged(write, write_book):
    whole = write_book({"S": table(*ORDERS)}).read_bytes()
    for size in (60, len(whole) // 2, len(whole) - 10):
        with pytest.raises(FileUnsupported) as caught:
            open_csv(write(whole[:size], "orders.xlsx"))
        assert caught.value.found == "an Excel workbook that is damaged or not complete"


def test_a_flipped_bit_in_a_sheet_is_noticed(write, write_book):
    whole = bytearray(write_book({"S": table(*ORDERS)}).read_bytes())
    with zipfile.ZipFile(write(bytes(whole), "orders.xlsx")) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    whole[at] ^= 0x10
    with pytest.raises(FileUnsupported):
        open_csv(write(bytes(whole), "orders.xlsx"))


def test_a_workbook_that_is_a_bomb_is_refused(write_book, monkeypatch):
    path = write_book({"S": table(*ORDERS)}, more=[("xl/sharedStrings.xml", bytes(3_000_000))])
    monkeypatch.setattr(gauge, "RATIO_FREE", 100_000)
    with pytest.raises(FileUnsupported) as caught:
        open_csv(path)
    assert caught.value.found == "an Excel workbook that unpacks to over 200 times its size"


def test_pictures_do_not_count_as_a_bomb(write_book, monkeypatch):
    path = write_book({"S": table(*ORDERS)}, more=[("xl/media/image1.png", bytes(3_000_000))])
    monkeypatch.setattr(gauge, "RATIO_FREE", 100_000)
    assert open_csv(path).header == ("Name", "Amount")


NEVER = "#NOT_CALCULATED!"
FORMULAS = {
    '<c r="B{}" s="1"><f>1+1</f></c>': NEVER,
    '<c r="B{}"><f>1+1</f><v></v></c>': NEVER,
    '<c r="B{}" t="n"><f>1+1</f><v /></c>': NEVER,
    '<c r="B{}"><f t="shared" si="0"/></c>': NEVER,
    '<c t="n" r="B{}"><f>1+1</f><v>2</v></c>': "2",
    '<c r="B{}" t="str"><f>IF(A1="",1,"")</f><v></v></c>': "",
    '<c r="B{}"/>': "",
    '<c r="B{}"><v></v></c>': "",
}


@pytest.mark.parametrize("chunk", [64 * 1024, 90])
def test_a_formula_that_was_never_calculated_is_told_and_no_empty_cell(
    write_book, monkeypatch, chunk
):
    monkeypatch.setattr(safe_workbook, "CHUNK", chunk)
    header = [text("A1", "h"), text("B1", "i")]
    rows = [
        (row, [text(f"A{row}", "x"), cell.format(row)])
        for row, cell in enumerate(FORMULAS, start=2)
    ]
    file = open_csv(write_book({"S": sheet((1, header), *rows)}))
    assert [cells[1] for cells in file.head_rows.cells] == [*FORMULAS.values()]
    (whole,) = file.index().ranges()
    faults = Faults(file.raw_header, 1, file.dialect)
    faults.add(read_range(file.data, file.dialect, whole))
    found = [each for each in faults.all() if each.code == "not_calculated"]
    assert [(each.count, each.lines, each.severity) for each in found] == [
        (4, (2, 3, 4, 5), Severity.HOLD)
    ]
    assert "Open the workbook in Excel, save it" in fault_words(found[0]).advice


FAR = {
    "a far cell": sheet((1, [text("A1", "a")]), (1_048_576, [text("XFD1048576", "b")])),
    "a cell that denies its row": sheet((1, [text("A1", "a"), text("CV1048576", "b")])),
    "a name space": sheet((1, [text("A1", "a")]), (2, [text("XFD1048576", "b")]))
    .replace("<c ", "<x:c ")
    .replace("</c>", "</x:c>"),
    "cells without a place": sheet((1, ["<c><v>1</v></c>" * 200]), (1_048_576, ["<c/>"])),
}


@pytest.mark.parametrize("content", FAR.values(), ids=FAR)
def test_a_sheet_whose_cells_lie_too_far_apart_is_refused(write_book, content):
    with pytest.raises(FileUnsupported) as caught:
        open_csv(write_book({"S": content}))
    assert caught.value.found == "an Excel workbook with a sheet of more than 40,000,000 cells"


def test_a_sheet_within_the_limit_of_cells_is_read(write_book, monkeypatch):
    monkeypatch.setattr(safe_workbook, "CELLS_LIMIT", 6)
    path = write_book({"S": table(*ORDERS)})
    assert len(open_csv(path).head_rows) == 2
    monkeypatch.setattr(safe_workbook, "CELLS_LIMIT", 5)
    with pytest.raises(FileUnsupported):
        open_csv(path)


def test_cells_without_a_place_follow_one_another(write_book):
    row = "<c t='str'><v>{}</v></c><c t='e'><v>#N/A</v></c>"
    content = sheet((1, [row.format("h")]), (2, [row.format("v")])).replace(' r="', ' x="')
    assert open_csv(write_book({"S": content})).head_rows.cells == [["v", "#N/A"]]


def test_errors_are_found_wherever_a_piece_of_the_sheet_ends(write_book, monkeypatch):
    monkeypatch.setattr(safe_workbook, "CHUNK", 7)
    header = [text("A1", "h"), text("B1", "i")]
    rows = [(row, [typed(f"A{row}", "e", "#N/A"), number(f"B{row}", row)]) for row in range(2, 30)]
    file = open_csv(write_book({"S": sheet((1, header), *rows)}))
    assert file.head_rows.cells == [["#N/A", str(row)] for row in range(2, 30)]


def compound(shift=9, directory="EncryptedPackage"):
    """Make a compound file, the coat of old and of protected workbooks."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[30] = shift
    head[48] = 1
    return bytes(head) + bytes(512) + directory.encode("utf-16-le")


def test_a_workbook_behind_a_password_is_refused(write):
    with pytest.raises(FileUnsupported) as caught:
        open_csv(write(compound(), "orders.xlsx"))
    assert caught.value.found == "a password-protected Excel workbook"


@pytest.mark.parametrize(
    "content", [compound(directory="Workbook"), compound(shift=63), compound()[:20]]
)
def test_an_old_workbook_is_called_by_its_name(write, content):
    with pytest.raises(FileUnsupported) as caught:
        open_csv(write(content, "orders.xls"))
    assert caught.value.found == "an old Excel workbook (.xls)"


COVER = table(("Report", "of orders"), ("Made by", "Ann"))


def test_the_sheet_that_looks_most_like_a_table_is_read_and_the_others_are_a_doubt(write_book):
    path = write_book({"Cover": COVER, "Note": table(("hello",)), "Orders": table(*ORDERS)})
    file = open_csv(path)
    assert (file.sheet, file.guess.doubts) == ("Orders", {"sheet"})
    assert file.guess.sheets == ("Orders", "Cover")
    assert [each.readings for each in file.guess.sheet_rows] == [
        (("Name", "Amount"), ("Report", "of orders")),
        (("Ada", "1"), ("Made by", "Ann")),
        (("Bob", "2"), ()),
    ]
    assert open_csv(path, Overrides(sheet="Cover")).guess.sheets == ()


def test_a_sheet_without_two_rows_is_no_table_however_wide(write_book):
    path = write_book({"Wide": table(tuple("abcdefghij")), "Orders": table(*ORDERS)})
    file = open_csv(path)
    assert (file.sheet, file.guess.is_certain) == ("Orders", True)


def test_of_equal_sheets_the_first_is_read(write_book):
    assert open_csv(write_book({"May": table(*ORDERS), "June": table(*ORDERS)})).sheet == "May"


def test_a_sheet_is_judged_by_all_its_rows(write_book, monkeypatch):
    monkeypatch.setattr(sheets, "LOOKED_AT", 2)
    short, long = table(tuple("abc"), tuple("123")), table(("a", "b"), *[("1", "2")] * 9)
    assert open_csv(write_book({"Short": short, "Long": long})).sheet == "Long"


def test_a_workbook_without_rows_tells_its_sheets(write_book):
    path = write_book({"Notes": table(("hello",)), "More": table(("Name", "Amount"))})
    with pytest.raises(FileWithoutRows) as caught:
        open_csv(path)
    assert (caught.value.sheet, caught.value.sheets) == ("More", ("Notes", "More"))
    assert error_words(caught.value).what.startswith("The sheet “More” of")
    assert error_words(caught.value).advice == "Choose another sheet: “Notes”."
