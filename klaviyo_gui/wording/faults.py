"""Damages of a file in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.causes import MEANINGS
from klaviyo_gui.wording.problems import CODES, PROBLEMS
from klaviyo_gui.wording.words import Words

if TYPE_CHECKING:
    from klaviyo_gui.source.faults import Fault


_FAULTS = {
    "header_repeated": (
        "Several columns have the same name.",
        "The later ones are called by a number, such as “Name (2)”.",
    ),
    "header_empty": (
        "Columns have no name.",
        "They are called by their place, such as “Column 5”.",
    ),
    "quote_unclosed": (
        "A quote opens a cell here and is never closed, so the rest of the file is one cell.",
        "Close the quote in that line, or read the file without quotes; else nothing can be sent.",
    ),
    "row_too_large": (
        "The row is longer than 3 MB, so it and what follows cannot be read.",
        "Shorten it in the file, or put back the line breaks if it was several rows.",
    ),
    "header_mojibake": (
        "Names of columns hold letters that were read in the wrong encoding.",
        "Map the columns by what they are meant to be called, or export the file again as UTF-8.",
    ),
    "header_unseen": (
        "Names of columns hold characters that nobody sees, or blanks of another kind.",
        "They are shown here without; a mapping by the visible name fits.",
    ),
    "header_alike": (
        "Names of columns differ only in capitals, blanks or characters that nobody sees.",
        "Look at their values before you map one of them.",
    ),
    "header_second": (
        "The row below the header seems to hold more titles, and no record.",
        "Choose that line as the header, or take it out of the file.",
    ),
    "letter_cut": (
        "The file ends in the middle of a letter, so it was not written to its end.",
        "Export it again; what stood behind this row is missing as well.",
    ),
    "nul_byte": (
        "The row holds NUL bytes.",
        "The program that wrote the file failed, or it is UTF-16; export it again as UTF-8.",
    ),
    "lone_return": (
        "The row ends with a lone carriage return, unlike the others.",
        "If one cell was cut into two rows there, put the cell in quotes.",
    ),
    "blank_line": ("There are blank lines.", "They are passed over."),
    **{code: PROBLEMS[Code(code)] for code in MEANINGS.keys() & CODES},
}


def fault_words(fault: Fault) -> Words:
    """Return a fault of the file's structure in words."""
    what, advice = _FAULTS[fault.code]
    if fault.names:
        what = f"{what[:-1]}: {', '.join(fault.names)}."
    return Words(what, advice)
