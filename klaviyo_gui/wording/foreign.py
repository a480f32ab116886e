"""Files that are something else than a CSV, in words."""

from __future__ import annotations

from typing import Final

from klaviyo_gui.language import mark, tr
from klaviyo_gui.wording.words import Words

_DAMAGED: Final = " that is damaged or not complete"

# The first that a description holds tells what to do about the file.
_ADVICE: Final = {
    "a pipe or a device": mark("Save what it gives as a file, and open that."),
    "times its size": mark(
        "Do not unpack it: it may be made to fill the disk. Ask for the CSV itself."
    ),
    "when unpacked": mark("Do not unpack it here: it may fill the disk. Ask for the CSV in parts."),
    "damaged or not complete": mark(
        "Download or export it again; if that does not help, ask its maker."
    ),
    "without a file in it": mark("Export it again, or choose another file."),
    "password-protected ZIP": mark(
        "Unpack it with its password, and open the CSV file that is in it."
    ),
    "password-protected": mark(
        "Open it with its password, and save it as CSV UTF-8 (comma separated)."
    ),
    "a sheet of more than": mark("Save the part that you need as CSV UTF-8 (comma separated)."),
    "archive": mark("Unpack it, and open the CSV file that is in it."),
    "a web page with a table": mark(
        "Open it in Excel, and save it as CSV UTF-8 (comma separated)."
    ),
    "web page": mark("Download the export itself: a link may have led to a page for logging in."),
    "programs exchange": mark("Export the table as CSV UTF-8 from the program that made it."),
    "mainframe": mark("Ask for it as CSV UTF-8, with the end of each line marked."),
    "bytes that are no text": mark("Export the table as CSV UTF-8 from the program that made it."),
    "database": mark("Export its table as CSV UTF-8, and open that."),
}

_OTHERWISE: Final = mark("Open it where it was made, and save it as CSV UTF-8 (comma separated).")


def foreign_words(file: str, found: str) -> Words:
    """Return what a file is that is no CSV, by what was found in it, and what to do about it."""
    advice = _advice(found)
    if found.endswith(_DAMAGED):
        kind = tr(found.removesuffix(_DAMAGED))
        return Words(
            tr(
                "{file} is {kind} that is damaged or cut off, so it cannot be opened.",
                file=file,
                kind=kind,
            ),
            advice,
        )
    return Words(
        tr("{file} is no CSV file; it looks like {kind}.", file=file, kind=tr(found)),
        advice,
    )


def _advice(found: str) -> str:
    fitting = (advice for part, advice in _ADVICE.items() if part in found)
    return tr(next(fitting, _OTHERWISE))
