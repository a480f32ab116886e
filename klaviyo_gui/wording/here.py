"""What can be done about a problem in the window, where cells can be edited and rows left out."""

from __future__ import annotations

from klaviyo_gui.core.problem import Code
from klaviyo_gui.language import mark, tr
from klaviyo_gui.wording.problems import PROBLEMS

_CORRECT = mark("Correct it here or in the file.")

BY_EDITING: dict[Code, str] = {
    Code.ROW_TOO_SHORT: mark("Fill in here the cells that it lacks, or mend the row in the file."),
    Code.IDENTIFIER_MISSING: mark("Fill in one of them here or in the file."),
    Code.EMAIL_INVALID: _CORRECT,
    Code.EMAIL_TOO_LONG: _CORRECT,
    Code.EMAIL_DROPPED: mark("Type a real address here or in the file, or leave the row out."),
    Code.EMAIL_TYPO: mark("It is sent as it is; if it is wrong, mend it here or in the file."),
    Code.PHONE_INVALID: mark(
        "Write it here or in the file with the country code; where the rows name no country, "
        "choose that of the file."
    ),
    Code.METRIC_TOO_LONG: mark("Shorten it here or in the file."),
    Code.METRIC_ALIKE: mark(
        "Klaviyo makes two of them, for good; write one as the other here, all at once or cell by "
        "cell."
    ),
    Code.TIME_MISSING: mark(
        "Fill it in here or in the file; an old order must not look like one of today."
    ),
    Code.TIME_INVALID: mark(
        "Choose in Map how this column writes its dates, or write it here as 2024-05-31 14:30:00."
    ),
    Code.HOUR_MISSING: mark(
        "Fill in the time here or in the file, or choose in Map what such dates become."
    ),
    Code.TIME_OUT_OF_RANGE: _CORRECT,
    Code.TIME_IN_GAP: mark(
        "So 02:30 becomes 03:30; if that is wrong, correct it here, or the zone in Map."
    ),
    Code.TIME_TWICE: mark(
        "Where the second is meant, write it here with its distance from Greenwich: 01:30 -05:00."
    ),
    Code.NUMBER_INVALID: mark(
        "Write it here with digits, such as 1234.50; or send the column as text."
    ),
    Code.YES_NO_INVALID: mark("Choose in Map what it means, or write here yes or no."),
    Code.LIST_INVALID: mark(
        "Choose in Map which sign separates the items, or correct the cell here or in the file."
    ),
    Code.LIST_TOO_LONG: mark("Shorten it here or in the file."),
    Code.LIST_TOO_DEEP: mark("Make it flatter here or in the file."),
    Code.CURRENCY_INVALID: mark("Use three letters, such as USD, here or in the file."),
    Code.CURRENCY_UNKNOWN: mark(
        "It is sent as it is, and the value may be counted wrongly; correct it here or in the file."
    ),
    Code.CURRENCY_CONTRADICTS: mark(
        "Correct the currency or the sum here or in the file, or choose another currency in Map."
    ),
    Code.ID_TOO_LONG: mark("Choose a shorter id, or shorten it here or in the file."),
    Code.ID_MISSING: mark("Give the row an id here or in the file if it has one."),
    Code.ID_PADDED: mark("Take the blank away here or in the file if it does not belong there."),
    Code.TEXT_TOO_LONG: mark("Shorten it here or in the file, or leave the column out."),
    Code.VALUE_BLANK: mark("Fill it in here or in the file if it should count."),
    Code.REPEATED: mark(
        "Klaviyo keeps the first of them, so only that is sent; give this row an id of its own "
        "here or in the file."
    ),
    Code.VALUES_DIFFER: mark("The later row wins; correct here whichever is wrong."),
    Code.PERSON_CHANGES: mark(
        "Klaviyo keeps what it takes last, mostly the later row; correct here whichever is wrong."
    ),
    Code.IDENTIFIER_SHARED: mark(
        "Klaviyo keeps it with one person, and may refuse the other or take both for one; correct "
        "here whichever is wrong."
    ),
    Code.IDENTIFIER_JOINS: mark(
        "Klaviyo takes both rows for one person; blank it here in one of them if they are two."
    ),
    Code.TOTALS_ROW: mark("It is left out; if it is a record, fill in here what it lacks."),
}
"""What to do where another text in a cell of the row would help."""


def advice_here(code: Code) -> str:
    """Return what to do about a problem in the window."""
    return tr(BY_EDITING.get(code, PROBLEMS[code][1]))
