"""What is pasted, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core import errors
from klaviyo_gui.language import grouped, long_day, tr
from klaviyo_gui.wording.amounts import cause_words
from klaviyo_gui.wording.words import Words

if TYPE_CHECKING:
    from datetime import datetime

PasteError = (
    errors.PasteEmpty | errors.PasteTooShort | errors.PasteTooLarge | errors.PasteUnwritable
)


def pasted_name(moment: datetime) -> str:
    """Return what a file of rows pasted at this moment is called, without its ending."""
    # No system takes a colon in the name of a file.
    return tr("Pasted {day}, {time}", day=long_day(moment), time=f"{moment:%H.%M}")


def paste_error_words(error: PasteError) -> Words:
    """Return in words why nothing of the clipboard can be opened."""
    match error:
        case errors.PasteEmpty():
            return Words(
                tr("There is nothing to paste: the clipboard holds no text."),
                tr("Copy rows in your spreadsheet or mail, their titles too, and paste again."),
            )
        case errors.PasteTooShort():
            return Words(
                tr("Only one line was copied."),
                tr("Copy the line of titles and the rows below it, and paste again."),
            )
        case errors.PasteTooLarge(most):
            return Words(
                tr("More than {most} characters were copied.", most=grouped(most)),
                tr("Save them as a CSV or Excel file instead, and open that."),
            )
        case errors.PasteUnwritable(folder, cause):
            return Words(
                tr(
                    "What you pasted cannot be kept in {folder}: {cause}.",
                    folder=folder,
                    cause=cause_words(cause),
                ),
                tr("Make room there, or let the program write there, and paste again."),
            )
