from __future__ import annotations

import codecs

import pytest

from klaviyo_gui.source.cesu import CESU_8, has_pairs, make_known
from klaviyo_gui.source.encoding import undecodable_at
from klaviyo_gui.source.table import open_csv

make_known()
FACE = "\N{GRINNING FACE}"
TEXT = f"Zoë,{FACE}\n{FACE}{FACE},ok\n"


def test_text_comes_back_as_it_was():
    raw = TEXT.encode(CESU_8)
    assert raw.decode(CESU_8) == TEXT
    assert has_pairs(raw)
    assert undecodable_at(raw, "utf-8", is_whole=True) is not None
    assert not has_pairs(TEXT.encode())


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7])
def test_it_may_be_cut_anywhere(size):
    raw = TEXT.encode(CESU_8)
    decoder = codecs.getincrementaldecoder(CESU_8)()
    pieces = [raw[at : at + size] for at in range(0, len(raw), size)]
    assert "".join(map(decoder.decode, pieces)) + decoder.decode(b"", final=True) == TEXT


def test_it_can_be_written_piece_by_piece():
    assert codecs.getincrementalencoder(CESU_8)().encode(TEXT) == TEXT.encode(CESU_8)


@pytest.mark.parametrize("raw", [b"\xed\xa0\xbd", b"\xed\xb8\x80", b"a\xff", b"\xed\xa0\xbdx"])
def test_a_half_alone_is_no_text(raw):
    with pytest.raises(UnicodeDecodeError):
        raw.decode(CESU_8)
    assert undecodable_at(raw, CESU_8, is_whole=True) is not None


def test_what_is_no_character_cannot_be_written():
    with pytest.raises(UnicodeEncodeError):
        "\ud83d".encode(CESU_8)


def test_the_bytes_astray_in_it_stay_what_they_are():
    raw = FACE.encode(CESU_8) + b"\xff"
    assert raw.decode(CESU_8, "surrogateescape") == FACE + "\udcff"


def test_faces_of_an_old_database_are_read(write):
    file = open_csv(write(("name,note\nZoë,ok\nAnn," + FACE + "\n").encode(CESU_8)))
    assert file.head_rows.cells == [["Zoë", "ok"], ["Ann", FACE]]
    assert (file.encoding, file.guess.is_certain) == (CESU_8, True)
