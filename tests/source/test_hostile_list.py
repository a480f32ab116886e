"""Files as they come: each opens, and says what is wrong in it, or is refused in a sentence."""

from __future__ import annotations

import gzip
import os
import re

import pytest

from klaviyo_gui.core.errors import SourceError
from klaviyo_gui.core.problem import Code
from klaviyo_gui.source import causes, gauge
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.survey import new_survey, survey_range
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.wording import error_words, fault_words
from tests.source.test_archive import zipped
from tests.source.workbooks import table, workbook

PLAIN = "name;note\nAda;Größe\nBob;x\n"
ROWS = [["Ada", "Größe"], ["Bob", "x"]]
LONG = "x" * 2_000_000
MANY = "".join(f"{row},n{row}@shop.io,Oslo,{row}.5,ok\n" for row in range(30_000))
HEAD = "id,mail,town,price,state\n"

UNITS = "".join(f"{n};{n}.5;2024-05-{n}\n" for n in range(10, 20))


def _locked(content):
    """Set the sign of encryption in the directory of a ZIP archive."""
    found = bytearray(content)
    found[found.index(b"PK\x01\x02") + 8] |= 1
    return bytes(found)


OPENED = {
    "UTF-8": (PLAIN.encode(), ROWS, set()),
    "UTF-8 with a mark": (PLAIN.encode("utf-8-sig"), ROWS, set()),
    "UTF-16 of Excel": (PLAIN.encode("utf-16"), ROWS, set()),
    "UTF-16 without a mark": (PLAIN.encode("utf-16-le"), ROWS, set()),
    "UTF-32": (PLAIN.encode("utf-32"), ROWS, set()),
    "Windows-1252": (PLAIN.encode("cp1252"), ROWS, set()),
    "ISO-2022-JP": ("name;note\n山田;東京\n".encode("iso2022_jp"), [["山田", "東京"]], set()),
    "ISO-2022-KR": ("name;note\n김철수;서울\n".encode("iso2022_kr"), [["김철수", "서울"]], set()),
    "HZ": (
        "name;note\n王小明;北京\n李;上海\n".encode("hz"),
        [["王小明", "北京"], ["李", "上海"]],
        set(),
    ),
    "UTF-7": (
        "name;note\nZoë;Köln\nJosé;Málaga\n".encode("utf-7"),
        [["Zoë", "Köln"], ["José", "Málaga"]],
        set(),
    ),
    "CESU-8 of an old database": (
        b"name;note\nAda;\xed\xa0\xbd\xed\xb8\x80\n",
        [["Ada", "\N{GRINNING FACE}"]],
        set(),
    ),
    "one row of CESU-8": (
        b"a;b\n" + "Größe;1\n".encode() * 9 + b"\xed\xa0\xbd\xed\xb8\x80\xff;1\n",
        None,
        {Code.ROW_UNDECODABLE},
    ),
    "a mainframe": (PLAIN.encode("cp500"), ROWS, set()),
    "a German mainframe with its own line ends": (
        PLAIN.encode("cp273").replace(b"\x25", b"\x15"),
        ROWS,
        set(),
    ),
    "DOS": ("name;note\nMüller;Größe\nJörg;Bär\nRené;Café\n".encode("cp850"), None, set()),
    "a declared separator within quotes": (b'"sep=;"\n' + PLAIN.encode(), ROWS, set()),
    "a declared separator with a mark": (
        "sep=;\n".encode("utf-8-sig") + PLAIN.encode(),
        ROWS,
        set(),
    ),
    "a declared separator in UTF-16": (("sep=;\r\n" + PLAIN).encode("utf-16"), ROWS, set()),
    "a declared separator that Excel filled up": (b"sep=;,\n" + PLAIN.encode(), ROWS, set()),
    "a declared separator that lies": (b"sep=,\n" + PLAIN.encode(), ROWS, set()),
    "names that nobody sees": (
        "\u200bname;no\u00a0te\nAda;x\nBob;y\n".encode(),
        [["Ada", "x"], ["Bob", "y"]],
        {causes.HEADER_UNSEEN},
    ),
    "names in the wrong letters": (
        "Größe;note\n1;x\n2;y\n".encode().decode("cp1252").encode(),
        [["1", "x"], ["2", "y"]],
        {causes.HEADER_MOJIBAKE},
    ),
    "names that look alike": (
        b"Email;email ;E-mail\na@x.io;b@x.io;c\nd@x.io;e@x.io;f\n",
        None,
        {causes.HEADER_ALIKE},
    ),
    "names of several lines": (
        b'"Order\r\ntotal";"Day\nof order"\r\n1.5;2024-05-01\r\n2.5;2024-05-02\r\n',
        [["1.5", "2024-05-01"], ["2.5", "2024-05-02"]],
        set(),
    ),
    "units below the header": (
        ("weight;price;day\nkg;EUR;date\n" + UNITS).encode(),
        None,
        {causes.HEADER_SECOND},
    ),
    "machine names below the header": (
        ("Order;Price;Day\norder_id;total_price;paid_at\n" + UNITS).encode(),
        None,
        {causes.HEADER_SECOND},
    ),
    "line ends of Windows": (PLAIN.replace("\n", "\r\n").encode(), ROWS, set()),
    "line ends of an old Mac": (PLAIN.replace("\n", "\r").encode(), ROWS, set()),
    "line ends of every kind": (
        PLAIN.replace("\nB", "\r\nB").encode() + b"Cid;y\rDan;z\n",
        [*ROWS, ["Cid", "y"], ["Dan", "z"]],
        {causes.LONE_RETURN},
    ),
    "no end of the last line": (PLAIN.rstrip("\n").encode(), ROWS, set()),
    "blank lines above": (b"\n\n" + PLAIN.encode(), ROWS, set()),
    "blank lines below": (PLAIN.encode() + b"\n\r\n", ROWS, {causes.BLANK_LINE}),
    "blank lines between rows": (
        PLAIN.replace("\nB", "\n\nB").encode(),
        ROWS,
        {causes.BLANK_LINE},
    ),
    "a declared separator": (b"sep=;\n" + PLAIN.encode(), ROWS, set()),
    "the end of a file of DOS": (PLAIN.encode() + b"\x1a", [*ROWS, ["\x1a"]], {"row_too_short"}),
    "an archive": (gzip.compress(PLAIN.encode()), ROWS, set()),
    "a ZIP with one file": (zipped({"out/a.csv": PLAIN}), ROWS, set()),
    "a workbook": (
        workbook({"Orders": table(["name", "note"], *ROWS)}),
        ROWS,
        set(),
    ),
    "a title above": (b"Export of May\n\n" + PLAIN.encode(), ROWS, set()),
    "columns with one name and with none": (
        b"name;name;\nAda;x;1\nBob;y;2\n",
        [["Ada", "x", "1"], ["Bob", "y", "2"]],
        {causes.HEADER_REPEATED, causes.HEADER_EMPTY},
    ),
    "rows too short and too long": (
        b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3\n",
        [["1", "2", "3"], ["1", "2"], ["1", "2", "3", "4"], ["1", "2", "3"]],
        {"row_too_short", "row_too_long"},
    ),
    "NUL bytes": (
        b"a,b,c\n1,x\0y,3\n4,5,6\n",
        [["1", "x\0y", "3"], ["4", "5", "6"]],
        {causes.NUL_BYTE, Code.INVISIBLE_CHARACTERS},
    ),
    "one row in another encoding": (
        b"a;b\n" + "Größe;1\n".encode() * 9 + "Höhe;2\n".encode("cp1252"),
        [["Größe", "1"]] * 9 + [["H\udcf6he", "2"]],
        {Code.ROW_UNDECODABLE},
    ),
    "an unclosed quote": (
        b'a,b\n1,2\n"3,4\n5,6\n',
        [["1", "2"], ['"3', "4"], ["5", "6"]],
        {Code.QUOTE_OPEN},
    ),
    "an unclosed quote that a later one closes": (
        b'a,b,c,d\n1,"x",y,z\n2,"x,y,z\n3,x,y,z\n4,"x",y,z\n5,"x",y,z\n6,"x",y,z\n',
        None,
        {Code.LINES_SWALLOWED, Code.TEXT_AFTER_QUOTE},
    ),
    "two quotes around a line's end in a narrow file": (
        b'a,b\n1,"x\n2,y"\n3,"z, w"\n4,"v, u"\n',
        [["1", "x\n2,y"], ["3", "z, w"], ["4", "v, u"]],
        {Code.LINES_SWALLOWED},
    ),
    "two open quotes in a narrow file": (
        b'name,note\nAda,"hello\nBob,"bye\n' + b'Cid,"so, so"\n' * 9,
        None,
        {Code.LINES_SWALLOWED, Code.TEXT_AFTER_QUOTE},
    ),
    "a comment whose lines could be rows": (
        b'name,note\nAda,"Dear all,\nthanks, Bob"\nCid,"x, y"\nDan,"z, w"\n',
        [["Ada", "Dear all,\nthanks, Bob"], ["Cid", "x, y"], ["Dan", "z, w"]],
        {Code.LINES_DOUBTFUL},
    ),
    "e-mail addresses of two lines in one column": (
        b'email\n"a@b.io\nb@b.io"\n"c@b.io"\n"d@b.io"\n',
        None,
        {Code.LINES_SWALLOWED},
    ),
    "a quote that was lost in front of two lines": (
        b'id,note\n1,"a, b"\n2,x\n3,y"\n4,"c, d"\n5,"e, f"\n',
        [["1", "a, b"], ["2", "x"], ["3", 'y"'], ["4", "c, d"], ["5", "e, f"]],
        {Code.QUOTE_LOST, Code.QUOTE_ASTRAY},
    ),
    "comments of Excel, with line feeds within rows of CRLF": (
        b'id,note\r\n1,"a,\n2,b"\r\n2,"c, d"\r\n3,"e\nf"\r\n',
        [["1", "a,\n2,b"], ["2", "c, d"], ["3", "e\nf"]],
        set(),
    ),
    "addresses of several lines where all is quoted": (
        b'"name","address"\n"Ada","1 Oak St,\nRome, IT"\n"Bob","2 Elm St,\nOslo, NO"\n',
        [["Ada", "1 Oak St,\nRome, IT"], ["Bob", "2 Elm St,\nOslo, NO"]],
        set(),
    ),
    "a header that swallowed its rows": (
        b'"email\na@b.io"\n"c@b.io"\n"d@b.io"\n',
        None,
        {Code.LINES_DOUBTFUL},
    ),
    "text after a quote": (
        b'a,b\n1,"x"\n2,"y"z\n3,"w"\n',
        None,
        {Code.TEXT_AFTER_QUOTE},
    ),
    "a mark in the middle of a joined file": (
        PLAIN.encode() + PLAIN.encode("utf-8-sig"),
        [*ROWS, ["\ufeffname", "note"], *ROWS],
        {Code.HEADER_INSIDE},
    ),
    "a cell of two megabytes": (f"a;b\n1;{LONG}\n".encode(), [["1", LONG]], set()),
    "five thousand columns": (
        (";".join(f"c{at}" for at in range(5_000)) + "\n" + ";" * 4_999 + "\n").encode(),
        [[""] * 5_000],
        {Code.ROW_BLANK},
    ),
    "what Excel made of numbers": (
        b"id,price\n4.91E+11,1.5\n4.92E+11,2.5\n",
        [["4.91E+11", "1.5"], ["4.92E+11", "2.5"]],
        {Code.EXPONENT_LOST},
    ),
    "what people write for Excel": (
        b"""id,code,page\n="007",'0123,"=HYPERLINK(""x.io"";""Shop"")"\n""",
        [['="007"', "'0123", '=HYPERLINK("x.io";"Shop")']],
        {Code.TEXT_FORMULA, Code.TEXT_APOSTROPHE, Code.FORMULA, Code.QUOTE_ASTRAY},
    ),
    "characters that cannot be seen": (
        "id,mail\nA\u200b1,\ufeffada@shop.io\nA2,bob@shop.io\u00a0\n".encode(),
        [["A\u200b1", "\ufeffada@shop.io"], ["A2", "bob@shop.io\u00a0"]],
        {Code.INVISIBLE_CHARACTERS},
    ),
}

SAVE = "Open it where it was made, and save it as CSV UTF-8"
UNPACK = "Unpack it"
AGAIN = "Export it again"
DOWNLOAD = "Download or export it again"

REFUSED = {
    "nothing": (b"", "is empty", AGAIN),
    "a mark alone": (b"\xef\xbb\xbf", "is empty", AGAIN),
    "blank lines alone": (b"\r\n \r\n", "is empty", AGAIN),
    "a header alone": (b"a,b\n", "a header and no row below it", AGAIN),
    "an empty archive": (gzip.compress(b""), "is empty", AGAIN),
    "a PDF": (b"%PDF-1.7\n1 0 obj", "looks like a PDF document", SAVE),
    "a picture": (
        b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9,
        "looks like a file of bytes",
        "Export the table",
    ),
    "a web page": (
        b"<!DOCTYPE html><table><tr>",
        "looks like a web page",
        "Open it in Excel",
    ),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "old Excel workbook", SAVE),
    "a database": (
        b"SQLite format 3\0" + bytes(99),
        "looks like an SQLite database",
        "Export its table",
    ),
    "a Word document": (zipped({"word/document.xml": b"x"}), "Word document", SAVE),
    "two tables in a ZIP": (
        zipped({"a.csv": PLAIN, "b.csv": PLAIN}),
        "a ZIP archive of 2 files",
        "Choose one, or unpack it and open the one that you want: a.csv, b.csv",
    ),
    "an archive within an archive": (
        gzip.compress(gzip.compress(PLAIN.encode())),
        "archive with another file in it",
        UNPACK,
    ),
    "half an archive": (
        gzip.compress(os.urandom(999))[:-99],
        "archive that is damaged or cut off",
        DOWNLOAD,
    ),
    "half a ZIP": (zipped({"a.csv": PLAIN})[:-30], "damaged or cut off", DOWNLOAD),
    "an empty ZIP": (zipped({}), "a ZIP archive without a file in it", AGAIN),
    "a ZIP behind a password": (
        _locked(zipped({"a.csv": PLAIN})),
        "looks like a password-protected ZIP archive",
        "Unpack it with its password",
    ),
    "a mainframe's text without lines": (
        "".join(f"{n:05}MUELLER   BERLIN    " for n in range(40)).encode("cp500"),
        "text of a mainframe (EBCDIC) in which no line ends",
        "Ask for it as CSV UTF-8",
    ),
    "Japanese that breaks off": (
        "名前;町\n山田;東京\n".encode("iso2022_jp") + b"x;\x1b$B\x7f\x7f\x7f\n",
        "is no text in iso2022_jp (line 3)",
        "Choose another encoding",
    ),
    "a workbook without a cell": (workbook({"Orders": table()}), "is empty", AGAIN),
}


def looked_at(path):
    """Read a file as the program does: all rows, and all that was found."""
    file = open_csv(path)
    index = file.index()
    found = new_survey(file.header, file.raw_header, file.dialect, file.header_cause)
    for part in index.ranges():
        found.merge(
            survey_range(file.data, file.dialect, part, file.header, file.raw_header),
        )
    assert sum(each.filled for each in found.profiles.all()) <= index.rows * len(file.header)
    return file, file.rows(index, 0, 10**6).cells, found.faults.all()


@pytest.mark.parametrize(("content", "rows", "found"), OPENED.values(), ids=OPENED)
def test_a_file_opens_and_says_what_is_wrong_in_it(write, content, rows, found):
    file, cells, faults = looked_at(write(content))
    if rows is not None:
        assert cells == rows
    assert {each.code for each in faults} == found
    assert all(each.lines and fault_words(each).advice for each in faults)
    assert file.header


@pytest.mark.parametrize(("content", "what", "advice"), REFUSED.values(), ids=REFUSED)
def test_a_file_is_refused_in_a_sentence_that_says_what_to_do(write, content, what, advice):
    path = write(content, "Käufe.csv")
    with pytest.raises(SourceError) as refused:
        looked_at(path)
    words = error_words(refused.value)
    assert words.what.startswith("Käufe.csv ")
    assert what in words.what
    assert words.advice.startswith(advice)


def test_a_bomb_is_refused_before_it_fills_the_disk(write, monkeypatch):
    monkeypatch.setattr(gauge, "SIZE_LIMIT", 1_000_000)
    with pytest.raises(SourceError) as refused:
        open_csv(write(gzip.compress(bytes(9_000_000)), "a.csv.gz"))
    assert error_words(refused.value).sentence.startswith("a.csv.gz ")


def test_a_quote_that_swallows_the_rest_is_told_with_its_line(write):
    rows = MANY.replace("20000,n20000", '20000,"n20000')
    path = write(HEAD + '0,"a@b.io",Oslo,1,"ok"\n' * 200 + rows)
    with pytest.raises(SourceError) as refused:
        looked_at(path)
    words = error_words(refused.value)
    assert words.what.startswith("A quote opened in line 20202 of table.csv is never closed")
    assert words.advice.startswith("Close the quote in that line")


def test_a_quote_left_open_where_nothing_is_quoted_costs_one_row(write):
    rows = MANY.replace("500,n500@", '500,"n500@').splitlines(keepends=True)
    _, cells, faults = looked_at(write(HEAD + "".join(rows[:1_000])))
    assert len(cells) == 1_000
    assert [(each.code, each.lines) for each in faults] == [(Code.QUOTE_OPEN, (502,))]


TOO_LARGE = {
    "a row of four megabytes without a quote": "x" * 4_000_000,
    "a quoted cell of four megabytes": f'"{"x, y " * 800_000}"',
}


@pytest.mark.parametrize("long", TOO_LARGE.values(), ids=TOO_LARGE)
def test_a_row_that_is_too_large_is_not_called_an_open_quote(write, long):
    with pytest.raises(SourceError) as refused:
        looked_at(write(f'a,b\n1,"x"\n2,"y, z"\n3,{long}\n4,"w"\n'))
    words = error_words(refused.value)
    assert re.match(
        r"The row in line 4 of table.csv is \d\.\d MB long, more than a row may be \(3 MB\); "
        r"the 2 rows above can be read, the rest cannot\.",
        words.what,
    )
    assert words.advice.startswith("Klaviyo takes no text")


@pytest.mark.parametrize(
    ("name", "overrides", "what"),
    [
        ("missing.csv", Overrides(), "There is no file at"),
        (".", Overrides(), "is a folder and no file"),
        ("table.csv", Overrides(encoding="ascii"), "table.csv is no text in ascii (line 2)."),
        ("table.csv", Overrides(header_line=9), "table.csv has no line 9"),
    ],
)
def test_what_cannot_be_opened_is_told(write, tmp_path, name, overrides, what):
    write(PLAIN)
    with pytest.raises(SourceError) as refused:
        open_csv(tmp_path / name, overrides)
    words = error_words(refused.value)
    assert what in words.what
    assert words.advice
