from __future__ import annotations

import codecs

import pytest

from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.source.encoding import check_encoding, detect_encoding, mark_size, stands_alone


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b"", "utf-8"),
        (b"plain", "utf-8"),
        ("é€".encode(), "utf-8"),
        (codecs.BOM_UTF8 + b"a", "utf-8"),
        ("é €".encode("cp1252"), "cp1252"),
        (b"\x81\xe9", "latin-1"),
        ("a".encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + b"\0a", "utf-16"),
        ("a".encode("utf-32"), "utf-32"),
        (codecs.BOM_UTF32_BE + b"\0\0\0a", "utf-32"),
    ],
)
def test_the_encoding_is_told_by_the_bytes(head, encoding):
    assert detect_encoding(head) == encoding


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["a,b\n1,2\n", "имя,город\nЮлий,Рим\n", "山田,東京\n" * 9])
@pytest.mark.parametrize("cut", [0, 1, 2, 3])
def test_a_wide_encoding_without_a_mark_is_told_by_its_nul_bytes(encoding, text, cut):
    raw = text.encode(encoding)
    assert detect_encoding(raw[: len(raw) - cut]) == encoding


@pytest.mark.parametrize("raw", [b"a,b\n1,\0\n", b"a\0b,c\0d" * 3, b"a,b\n" * 99 + bytes(3)])
def test_nul_bytes_in_narrow_text_are_no_wide_encoding(raw):
    assert detect_encoding(raw) == "utf-8"


def test_a_character_cut_by_the_end_of_the_head_is_no_error():
    assert detect_encoding("caf€".encode()[:-1]) == "utf-8"


def test_a_character_cut_by_the_end_of_the_file_is_one():
    assert detect_encoding("café".encode("cp1252"), is_whole=True) == "cp1252"


def test_only_the_mark_of_utf8_is_taken_off():
    assert mark_size(codecs.BOM_UTF8 + b"a") == 3
    assert mark_size(b"abc") == 0


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("UTF8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("Windows-1252", "cp1252"),
        ("latin-1", "iso8859-1"),
        ("Shift_JIS", "shift_jis"),
        ("gb18030", "gb18030"),
    ],
)
def test_a_chosen_encoding_gets_the_name_that_python_gives_it(name, encoding):
    assert check_encoding(name) == encoding


@pytest.mark.parametrize(
    "name",
    [
        "nonsense",
        "é",
        "a\x00b",
        "base64",
        "rot13",
        "undefined",
        "cp037",
        "utf-16",
        "utf-32",
        "utf-7",
        "iso2022_jp",
        "hz",
        "mac_farsi",
        "unicode_escape",
        "raw_unicode_escape",
        "idna",
        "punycode",
    ],
)
def test_an_encoding_that_hides_commas_or_does_not_exist_cannot_be_chosen(name):
    with pytest.raises(OptionError) as caught:
        check_encoding(name)
    assert (caught.value.option, caught.value.value) == ("--encoding", name)


def test_no_encoding_is_called_nothing():
    with pytest.raises(OptionError):
        check_encoding("")


def test_a_bar_may_be_half_of_a_japanese_character():
    assert not stands_alone("shift_jis", "|")
    assert stands_alone("shift_jis", ",")
    assert stands_alone("euc_jp", "|")
