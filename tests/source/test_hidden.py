"""Encodings whose bytes do not show the structure of a CSV."""

from __future__ import annotations

import gzip
import io

import pytest

from klaviyo_gui.core.errors import FileUndecodable, FileUnsupported
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.excerpts import Excerpt
from klaviyo_gui.source.hidden import hidden_charset
from klaviyo_gui.source.mainframe import is_unlined, telling_lines
from klaviyo_gui.source.table import open_csv

PLAIN = "".join(f"{n};Ann Lee;Rome;sent on time\n" for n in range(20_000))
JAPANESE = "名前;町\n山田;東京\n鈴木;大阪\n"


def charset(raw, chosen=None):
    return hidden_charset([Excerpt(raw)], chosen)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("iso2022_jp", "iso2022_jp"),
        ("iso2022_jp_2", "iso2022_jp"),
        ("iso2022_jp_2004", "iso2022_jp_2004"),
        ("iso2022_kr", "iso2022_kr"),
    ],
)
def test_text_that_shifts_by_escapes_is_read_through_a_copy(write, encoding, name):
    text = "이름;도시\n김철수;서울\n" if encoding == "iso2022_kr" else JAPANESE
    if name == "iso2022_jp_2004":
        text += "丂;俱\n"
    file = open_csv(write(text.encode(encoding)))
    assert (file.encoding, file.dialect.encoding) == (name, "utf-8")
    assert file.data.read_bytes() == text.encode()
    assert "encoding" not in file.guess.doubts


def test_what_shifts_only_deep_in_a_file_is_found(write):
    path = write(PLAIN.encode() + "山田;東京;x;y\n".encode("iso2022_jp") + PLAIN[:9_000].encode())
    assert open_csv(path).encoding == "iso2022_jp"


@pytest.mark.parametrize(
    "text",
    [
        "mail,n\nann+news@x.io,1\nbob+x@y.io,2\n",
        "phone,n\n+00491234,1\n+00495678,2\n",
        "phone,n\n+491701234567,1\n+4930123456,2\n+44 20 7946,3\n",
        "sum,n\na+b,1\n1+-1,2\n",
        "note,n\n~{,1\n~},2\n",
        "note,n\n~{x~},1\n",
        "a,b\n+,1\n",
    ],
)
def test_plus_signs_and_tildes_of_ordinary_text_hide_nothing(text):
    assert charset(text.encode()) is None


def test_little_evidence_is_doubted_with_both_readings(write):
    file = open_csv(write("name;note\nAnn;caf+AOk- bar\nBob;x\n"))
    assert [each.encoding for each in file.guess.charset.candidates] == ["utf-7", "utf-8"]
    assert file.guess.texts[0].readings == (("Ann;café bar",), ("Ann;caf+AOk- bar",))
    assert file.head_rows.cells[0] == ["Ann", "café bar"]
    plain = open_csv(file.path, Overrides(encoding="utf-8"))
    assert plain.head_rows.cells[0] == ["Ann", "caf+AOk- bar"]
    assert plain.guess.is_certain


def test_what_makes_no_words_is_read_as_it_is_and_doubted(write):
    file = open_csv(write("name;note\nAnn;+BEA- bar\nBob;x\n"))
    assert [each.encoding for each in file.guess.charset.candidates] == ["utf-8", "utf-7"]
    assert file.guess.doubts == {"encoding"}
    assert file.data == file.path
    packed = open_csv(write(gzip.compress(file.path.read_bytes()), "a.csv.gz"))
    assert packed.guess.doubts == {"encoding"}


@pytest.mark.parametrize("encoding", ["hz", "utf-7", "cp037", "iso2022_jp", "cp875"])
def test_a_hidden_encoding_can_be_chosen(write, encoding):
    file = open_csv(write("name;town\nAnn;Rome\n".encode(encoding)), Overrides(encoding=encoding))
    assert (file.encoding, file.head_rows.cells) == (encoding, [["Ann", "Rome"]])
    assert file.guess.is_certain


@pytest.mark.parametrize("encoding", ["cp037", "cp273", "cp500", "cp1140", "cp1026"])
@pytest.mark.parametrize("end", ["\n", "\x85", "\r\n", "\r"])
def test_text_of_a_mainframe_is_read_whatever_ends_its_lines(write, encoding, end):
    text = f"name;town{end}Ann Lee;Rome{end}Bob;Oslo{end}"
    file = open_csv(write(text.encode(encoding)))
    assert file.header == ("name", "town")
    assert file.head_rows.cells == [["Ann Lee", "Rome"], ["Bob", "Oslo"]]
    assert file.guess.is_certain


def test_code_pages_of_mainframes_are_doubted_where_they_differ_alone(write):
    text = "name;town\n" + "Ann Lee;Rome\n" * 9_000 + "Jörg Bär;Köln\n" + "Bob;Oslo\n" * 9_000
    file = open_csv(write(text.encode("cp273")))
    assert "cp273" in [each.encoding for each in file.guess.charset.candidates]
    assert file.guess.doubts == {"encoding"}
    (reading,) = file.guess.texts
    assert reading.line == 9_002
    assert ("Jörg Bär;Köln",) in reading.readings
    packed = open_csv(write(gzip.compress(text.encode("cp273")), "a.gz"))
    assert packed.guess.doubts == {"encoding"}


def test_the_lines_that_tell_code_pages_apart_are_found_to_the_last():
    found = list(telling_lines(io.BytesIO("a\nb!\nc\nd[".encode("cp037"))))
    assert [(each.line, each.is_end) for each in found] == [(2, False), (4, True)]
    many = list(telling_lines(io.BytesIO(("x" * 99 + "!\n").encode("cp037") * 999)))
    assert 300 < len(many) < 999


def test_text_of_a_mainframe_without_lines_is_refused(write):
    raw = "".join(f"{n:05}MUELLER   BERLIN    " for n in range(40)).encode("cp500")
    assert is_unlined(raw)
    assert not is_unlined(b"plain text")
    with pytest.raises(FileUnsupported):
        open_csv(write(raw))


@pytest.mark.parametrize("raw", [bytes(range(256)), "Größe\rHöhe\r".encode("cp1252"), b"\xff" * 99])
def test_other_bytes_are_no_text_of_a_mainframe(raw):
    assert charset(raw) is None


def test_what_breaks_off_is_refused_with_its_line(write):
    raw = "name\nAnn\nBob".encode("cp424") + b"\x25\x70\x70"
    with pytest.raises(FileUndecodable) as caught:
        open_csv(write(raw), Overrides(encoding="cp424"))
    assert caught.value.line == 4
