"""Damages of a file in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code
from klaviyo_gui.language import mark, tr
from klaviyo_gui.wording.amounts import bare
from klaviyo_gui.wording.problems import code_words
from klaviyo_gui.wording.words import Words

if TYPE_CHECKING:
    from klaviyo_gui.source.faults import Fault


_FAULTS = {
    "header_repeated": (
        mark("Several columns have the same name."),
        mark("The later ones are called by a number, such as “Name (2)”."),
    ),
    "header_empty": (
        mark("Columns have no name."),
        mark("They are called by their place, such as “Column 5”."),
    ),
    "quote_unclosed": (
        mark("A quote opens a cell here and is never closed, so the rest of the file is one cell."),
        mark(
            "Close the quote in that line, or read the file without quotes; else nothing can be "
            "sent."
        ),
    ),
    "row_too_large": (
        mark("The row is longer than 3 MB, so it and what follows cannot be read."),
        mark("Shorten it in the file, or put back the line breaks if it was several rows."),
    ),
    "header_mojibake": (
        mark("Names of columns hold letters that were read in the wrong encoding."),
        mark(
            "Map the columns by what they are meant to be called, or export the file again as "
            "UTF-8."
        ),
    ),
    "header_unseen": (
        mark("Names of columns hold characters that nobody sees, or blanks of another kind."),
        mark("They are shown here without; a mapping by the visible name fits."),
    ),
    "header_alike": (
        mark("Names of columns differ only in capitals, blanks or characters that nobody sees."),
        mark("Look at their values before you map one of them."),
    ),
    "header_second": (
        mark("The row below the header seems to hold more titles, and no record."),
        mark("Choose that line as the header, or take it out of the file."),
    ),
    "letter_cut": (
        mark("The file ends in the middle of a letter, so it was not written to its end."),
        mark("Export it again; what stood behind this row is missing as well."),
    ),
    "nul_byte": (
        mark("The row holds NUL bytes."),
        mark("The program that wrote the file failed, or it is UTF-16; export it again as UTF-8."),
    ),
    "lone_return": (
        mark("The row ends with a lone carriage return, unlike the others."),
        mark("If one cell was cut into two rows there, put the cell in quotes."),
    ),
    "blank_line": (mark("There are blank lines."), mark("They are passed over.")),
}
"""What concerns a file as a whole; the others are problems of its rows as well."""


def fault_words(fault: Fault) -> Words:
    """Return a fault of the file's structure in words."""
    own = _FAULTS.get(fault.code)
    words = Words(*map(tr, own)) if own is not None else code_words(Code(fault.code))
    if not fault.names:
        return words
    return Words(f"{bare(words.what)}: {', '.join(fault.names)}.", words.advice)
