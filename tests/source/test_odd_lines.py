"""Rows in another encoding than the rest are told by line, however deep in the file they are."""

from __future__ import annotations

import pytest

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.table import open_csv
from tests.source.test_hostile_list import looked_at

FEW, DEEP = 9, 25_000

# The encoding of the file, a row of it, and a row in another encoding.
MIXED = {
    "UTF-8 in Windows-1252": ("cp1252", "Zoë;Köln", "José;Bön".encode()),
    "UTF-8 in Windows-1250": ("cp1250", "Žižka;Děčín", "Žofie;Plzeň".encode()),
    "UTF-8 in Windows-1251": ("cp1251", "Иванов;Москва", "Петров;Тверь".encode()),
    "ISO-2022-JP in UTF-8": ("utf-8", "Zoë;Köln", "山田;東京".encode("iso2022_jp")),
    "HZ in UTF-8": ("utf-8", "Zoë;Köln", "王小明;北京".encode("hz")),
}
UNREADABLE = {
    "Windows-1252 in UTF-8": ("utf-8", "Zoë;Köln", "José;Bön".encode("cp1252")),
    "CESU-8 in UTF-8": ("utf-8", "Zoë;Köln", b"Ann;\xed\xa0\xbd\xed\xb8\x80"),
}


def mixed(encoding, row, odd, rows):
    """Make a file with one odd row in its middle; return it with that row's line."""
    line = row.encode(encoding) + b"\n"
    return b"name;town\n" + line * rows + odd + b"\nplain;text\n" + line * rows, rows + 2


@pytest.mark.parametrize("rows", [FEW, DEEP])
@pytest.mark.parametrize("name", MIXED)
def test_a_row_that_reads_as_other_text_is_told(write, name, rows):
    encoding, row, odd = MIXED[name]
    content, line = mixed(encoding, row, odd, rows)
    path = write(content)
    file, _, faults = looked_at(path)
    assert file.encoding == encoding
    assert (Code.OTHER_ENCODING, (line,)) in [(each.code, each.lines) for each in faults]


@pytest.mark.parametrize("rows", [FEW, DEEP])
@pytest.mark.parametrize("name", UNREADABLE)
def test_a_row_that_is_no_text_is_told(write, name, rows):
    encoding, row, odd = UNREADABLE[name]
    content, line = mixed(encoding, row, odd, rows)
    file, _, faults = looked_at(write(content))
    found = [(each.code, each.lines) for each in faults]
    assert (Code.ROW_UNDECODABLE, (line,)) in found or file.encoding == "cesu-8"


@pytest.mark.parametrize(
    ("encoding", "row"),
    [
        ("cp1252", "Zoë;Köln"),
        ("cp1251", "Иванов;Москва"),
        ("utf-8", "~{x~};tilde"),
        ("cp932", "山田;東京"),
        ("cp949", "김철수;서울"),
    ],
)
def test_a_file_in_one_encoding_raises_no_alarm(write, encoding, row):
    path = write(("name;town\n" + f"{row}\nplain;text\n" * FEW).encode(encoding))
    file = open_csv(path, Overrides(encoding=encoding))
    assert file.encoding == encoding
    _, _, faults = looked_at(path)
    assert Code.OTHER_ENCODING not in {each.code for each in faults}


def test_what_cannot_be_read_is_shown_as_it_was_meant(write):
    # Between the places that the detection looks at.
    row = "Größe;1\n".encode()
    content = b"a;b\n" + row * 66_000 + b"\xed\xa0\xbd\xed\xb8\x80;1\n" + row * 94_000
    _, _, faults = looked_at(write(content))
    (fault,) = [each for each in faults if each.code == Code.ROW_UNDECODABLE]
    assert fault.lines == (66_002,)
    assert [mended for _, mended in fault.examples] == ["\N{GRINNING FACE}"]
