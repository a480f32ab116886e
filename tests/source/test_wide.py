from __future__ import annotations

import codecs

import pytest

from klaviyo_gui.core.errors import FileUndecodable, OptionError
from klaviyo_gui.source import wide
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.table import open_csv

TEXT = 'Größe;note\r\nä€😀;"two\nlines"\r\rb;\r\n'


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("order", ["", "-le", "-be"])
def test_wide_text_reads_as_it_is(write, encoding, order):
    mark = "\ufeff" if order else ""
    file = open_csv(write((mark + TEXT).encode(encoding + order)))
    assert file.header == ("Größe", "note")
    assert file.head_rows.cells == [["ä€😀", "two\nlines"], ["b", ""]]
    assert file.head_rows.lines == [2, 5]
    assert file.encoding == encoding
    assert file.dialect.encoding == "utf-8"
    assert file.data.read_bytes() == TEXT.encode()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark_can_be_chosen(write, encoding):
    path = write(TEXT.encode(encoding))
    for chosen in (encoding, encoding[:6] + encoding[6:].replace("-", "_").upper()):
        file = open_csv(path, Overrides(encoding=chosen))
        assert file.header == ("Größe", "note")
        assert file.encoding == encoding


def test_the_order_of_bytes_need_not_be_chosen(write):
    for encoding in ("utf-16-le", "utf-16-be"):
        file = open_csv(write("name\nAda\n".encode(encoding)), Overrides(encoding="utf-16"))
        assert (file.encoding, file.header) == (encoding, ("name",))


def test_a_character_cut_by_the_end_of_a_piece_is_whole(write, monkeypatch):
    monkeypatch.setattr(wide, "_CHUNK", 3)
    file = open_csv(write(TEXT.encode("utf-16")))
    assert file.data.read_bytes() == TEXT.encode()


@pytest.mark.parametrize("order", ["-le", "-be"])
def test_what_is_no_wide_text_is_refused_with_its_line(write, order):
    raw = "\ufeffa\nb\nc".encode("utf-16" + order) + b"\xd8\xd8\xd8\xd8"
    with pytest.raises(FileUndecodable) as caught:
        open_csv(write(raw))
    assert (caught.value.path.name, caught.value.encoding) == ("table.csv", "utf-16")
    assert caught.value.line == 3


def test_an_unknown_encoding_is_an_option_error(write):
    for name in ("utf-161", "no\0ne", "idna"):
        with pytest.raises(OptionError):
            open_csv(write(codecs.BOM_UTF16 + b"a\0"), Overrides(encoding=name))
