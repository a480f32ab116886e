"""What is said of second files, and of how they are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.join import Doubles
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.file.words import dialect_words, encoding_words, header_words
from klaviyo_gui.wording import plural

if TYPE_CHECKING:
    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.key_proposal import KeyProposal
    from klaviyo_gui.source.table import CsvFile

ADDED_BY = "Join a second file…"

TICKED = "Those with a tick stand behind your columns, to be dragged as they are."
SEVERAL = "Where several rows belong to one and differ"
COUNTING = "By what both files belong together is looked for once all rows are counted."
SEARCHING = "Looking which columns of both files hold the same texts…"
READ_OTHERWISE = (
    "If it is read wrongly: open it by itself (File, Open), choose there how it is read, and come "
    "back. Files with its columns are read so from then on."
)
ONE_COLUMN = "Tick at least one column: nothing else is joined."
ONE_KEY = "Choose in both files the columns in which the same text stands."
NOTHING_IN_COMMON = (
    "No column of {second} holds the texts of one of {first}. Choose the columns yourself, if you "
    "know better; the report below tells how many rows are found."
)
UNSURE = " Please look whether that is what both files have in common."
SAME_FILE = "{file} is the file that is open: choose another one to join to it."
SAME_NAME = (
    "Another file of the name {file} is joined already. Give one of them another name, and choose "
    "it again."
)
NO_FOLDERS = "{file} is a folder: choose a file in it."

DOUBLES = {
    Doubles.HOLD: (
        "Hold the row",
        "Nothing is sent of a row until you have decided, or mended the second file.",
    ),
    Doubles.FIRST: (
        "Take the first of them",
        "The row that stands first in the second file counts.",
    ),
    Doubles.LAST: (
        "Take the last of them",
        "The row that stands last in the second file counts: in most exports the newest.",
    ),
}
"""What each rule is called, and what it means."""

LOOKING = "All rows are being joined…"
UNCHECKED = "What is found is told once all rows are counted."
STOPPED = "You stopped the look before its end, so it is not known what is found."


_NOT_ONE = 1.05
"""Rows of the second file for a text, from which on it is worth a word: 1.0 would be none."""


def reading(file: CsvFile) -> str:
    """Say how a second file is read, as the bar of File says it of the first."""
    separator, quotes = dialect_words(file.dialect, len(file.header))
    parts = [
        f"Sheet {file.sheet}" if file.sheet is not None else separator,
        encoding_words(file.encoding) if file.sheet is None else "",
        header_words(file.dialect.header_line),
        quotes if file.sheet is None else "",
        plural(len(file.header), "column"),
    ]
    return " · ".join(filter(None, parts))


def proposed(key: KeyProposal) -> str:
    """Say why two columns are proposed as the key."""
    said = (
        f"{key.share:.0%} of the texts of {shortened(key.first)} that were looked for are found in "
        f"{shortened(key.second)} ({key.found:,} of {key.looked_for:,})"
    )
    if key.rows_each >= _NOT_ONE:
        said += f", each in {key.rows_each:.1f} rows"
    return f"{said}.{'' if key.is_sure else UNSURE}"


def choice(key: KeyProposal) -> str:
    """Name a proposed key in a list: its columns, and the share that is found."""
    return f"{shortened(key.first)} = {shortened(key.second)} · {key.share:.0%} found"


def chip(join: Join, name: str) -> str:
    """Say in the steps bar that a file is joined."""
    return f"{shortened(name)} joined: {plural(len(join.taken), 'column')}"


def chip_of_many(joins: tuple[Join, ...], names: tuple[str, ...]) -> str:
    """Say in the steps bar which files are joined."""
    if len(joins) == 1:
        return chip(joins[0], names[0])
    columns = sum(len(each.taken) for each in joins)
    return f"{', '.join(map(shortened, names))} joined: {plural(columns, 'column')}"


def offer(second: str, first: str) -> str:
    """Offer to join a file that lies beside the first."""
    return (
        f"{shortened(second)} lies beside {shortened(first)}: its columns can be joined to "
        "these rows."
    )


def lacks(second: str, first: str) -> str:
    """Say that a joined file is not there, on one line."""
    return f"{shortened(second)} is not beside {shortened(first)}, and the mapping needs it."


def asked(second: str, first: str) -> str:
    """Ask what is to be done with a file that was dropped while another one is open."""
    return f"{shortened(second)}: join its columns to {shortened(first)}, or open it instead?"


def stands_in(second: str, missing: str) -> str:
    """Ask the same where the mapping waits for a file to be joined."""
    return f"{shortened(second)}: is this {shortened(missing)} now, or should it be opened instead?"


def join_words(columns: int) -> str:
    """Name the button that joins the file."""
    return f"Join {plural(columns, 'column')}" if columns else "Join"
