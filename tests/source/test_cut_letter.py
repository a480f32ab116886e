"""A file that ends in the middle of a letter is UTF-8 that was cut, and told as such."""

from __future__ import annotations

import pytest

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source import causes
from klaviyo_gui.source.causes import Recovery
from klaviyo_gui.source.charset import charset_of
from klaviyo_gui.source.cut_letter import cut_letter
from klaviyo_gui.source.excerpts import Excerpt
from tests.source.test_hostile_list import looked_at

LETTERS = ["ë", "€", "\N{GRINNING FACE}"]
PLAIN, ACCENTED = "name,town\nAnn,Rome\n", "name,town\nJürgen,Köln\nHélène,Dijon\nZoë,Brno\n"


@pytest.mark.parametrize("letter", LETTERS)
def test_the_bytes_of_a_letter_that_lacks_some_are_counted(letter):
    raw = f"Zo{letter}".encode()
    whole = len(letter.encode())
    counts = [cut_letter(raw[: len(raw) - missing]) for missing in range(whole + 1)]
    alone = int(whole == len("ë".encode()))
    assert counts == [0, *range(whole - 1, 1, -1), alone, 0]
    assert cut_letter(b"") == cut_letter(b"\xbf\xbf\xbf") == cut_letter(b"\xff") == 0
    assert cut_letter(raw[-1:]) == cut_letter(b"\xc3") == 0


@pytest.mark.parametrize("text", [PLAIN, ACCENTED, PLAIN * 4_000, ACCENTED * 4_000])
@pytest.mark.parametrize("letter", LETTERS)
def test_a_cut_letter_is_told_and_nothing_is_invented_for_it(write, text, letter):
    file, _, faults = looked_at(write(text.encode() + b"Ann,Zo" + letter.encode()[:-1]))
    assert file.encoding == "utf-8"
    assert file.guess.charset.is_certain
    (fault,) = [each for each in faults if each.code == causes.LETTER_CUT]
    assert fault.lines == (text.count("\n") + 1,)
    assert fault.recovery is Recovery.LOST
    assert {mended for _, mended in fault.examples} == {""}
    assert Code.ROW_UNDECODABLE not in {each.code for each in faults}


@pytest.mark.parametrize("text", ["Ann;café", "IRMÃ", "Ann,Zoë\nBob,José", "Ã", "Ann;città"])
def test_a_letter_of_a_code_page_at_the_end_is_no_cut_one(text):
    found = charset_of([Excerpt(text.encode("cp1252"))])
    assert text.encode("cp1252").decode(found.encoding) == text or not found.is_certain
    assert found.encoding != "utf-8"


def test_other_bytes_that_are_no_text_in_the_last_row_are_told_as_before(write):
    _, _, faults = looked_at(write(ACCENTED.encode() * 9 + b"Jos\xe9,Zo\xc3"))
    assert causes.LETTER_CUT not in {each.code for each in faults}
    assert Code.ROW_UNDECODABLE in {each.code for each in faults}
