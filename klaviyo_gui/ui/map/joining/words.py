"""What is said of second files, and of how they are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.join import Doubles
from klaviyo_gui.language import counted, decimal, grouped, mark, tr
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.file.words import dialect_words, encoding_words, header_words

if TYPE_CHECKING:
    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.key_proposal import KeyProposal
    from klaviyo_gui.source.table import CsvFile

ADDED_BY = mark("Join a second file…")
TITLE = mark("Join a second file")

TICKED = mark("Those with a tick stand behind your columns, to be dragged as they are.")
SEVERAL = mark("Where several rows belong to one and differ")
COUNTING = mark("By what both files belong together is looked for once all rows are counted.")
SEARCHING = mark("Looking which columns of both files hold the same texts…")
READ_OTHERWISE = mark(
    "If it is read wrongly: open it by itself (File, Open), choose there how it is read, and come "
    "back. Files with its columns are read so from then on."
)
ONE_COLUMN = mark("Tick at least one column: nothing else is joined.")
ONE_KEY = mark("Choose in both files the columns in which the same text stands.")
NOTHING_IN_COMMON = mark(
    "No column of {second} holds the texts of one of {first}. Choose the columns yourself, if you "
    "know better; the report below tells how many rows are found."
)
UNSURE = mark("Please look whether that is what both files have in common.")
SAME_FILE = mark("{file} is the file that is open: choose another one to join to it.")
SAME_NAME = mark(
    "Another file of the name {file} is joined already. Give one of them another name, and choose "
    "it again."
)
NO_FOLDERS = mark("{file} is a folder: choose a file in it.")

DOUBLES = {
    Doubles.HOLD: (
        mark("Hold the row"),
        mark("Nothing is sent of a row until you have decided, or mended the second file."),
    ),
    Doubles.FIRST: (
        mark("Take the first of them"),
        mark("The row that stands first in the second file counts."),
    ),
    Doubles.LAST: (
        mark("Take the last of them"),
        mark("The row that stands last in the second file counts: in most exports the newest."),
    ),
}
"""What each rule is called, and what it means."""

LOOKING = mark("All rows are being joined…")
UNCHECKED = mark("What is found is told once all rows are counted.")
STOPPED = mark("You stopped the look before its end, so it is not known what is found.")


_PERCENT = 100
_NOT_ONE = 1.05
"""Rows of the second file for a text, from which on it is worth a word: 1.0 would be none."""


def reading(file: CsvFile) -> str:
    """Say how a second file is read, as the bar of File says it of the first."""
    separator, quotes = dialect_words(file.dialect, len(file.header))
    parts = [
        tr("Sheet {sheet}", sheet=file.sheet) if file.sheet is not None else separator,
        encoding_words(file.encoding) if file.sheet is None else "",
        header_words(file.dialect.header_line),
        quotes if file.sheet is None else "",
        _columns(len(file.header)),
    ]
    return " · ".join(filter(None, parts))


def proposed(key: KeyProposal) -> str:
    """Say why two columns are proposed as the key."""
    values = {
        "share": _percent(key.share),
        "first": shortened(key.first),
        "second": shortened(key.second),
        "found": grouped(key.found),
        "total": grouped(key.looked_for),
    }
    if key.rows_each >= _NOT_ONE:
        said = tr(
            "{share}% of the texts of {first} that were looked for are found in {second} "
            "({found} of {total}), each in {rows} rows.",
            rows=decimal(key.rows_each, 1),
            **values,
        )
    else:
        said = tr(
            "{share}% of the texts of {first} that were looked for are found in {second} "
            "({found} of {total}).",
            **values,
        )
    return said if key.is_sure else f"{said} {tr(UNSURE)}"


def choice(key: KeyProposal) -> str:
    """Name a proposed key in a list: its columns, and the share that is found."""
    found = tr("{share}% found", share=_percent(key.share))
    return f"{shortened(key.first)} = {shortened(key.second)} · {found}"


def chip_of_many(joins: tuple[Join, ...], names: tuple[str, ...]) -> str:
    """Say in the steps bar which files are joined."""
    columns = sum(len(each.taken) for each in joins)
    files = ", ".join(map(shortened, names))
    return tr("{files} joined: {columns}", files=files, columns=_columns(columns))


def offer(second: str, first: str) -> str:
    """Offer to join a file that lies beside the first."""
    return tr(
        "{second} lies beside {first}: its columns can be joined to these rows.",
        second=shortened(second),
        first=shortened(first),
    )


def lacks(second: str, first: str) -> str:
    """Say that a joined file is not there, on one line."""
    return tr(
        "{second} is not beside {first}, and the mapping needs it.",
        second=shortened(second),
        first=shortened(first),
    )


def asked(second: str, first: str) -> str:
    """Ask what is to be done with a file that was dropped while another one is open."""
    return tr(
        "{second}: join its columns to {first}, or open it instead?",
        second=shortened(second),
        first=shortened(first),
    )


def stands_in(second: str, missing: str) -> str:
    """Ask the same where the mapping waits for a file to be joined."""
    return tr(
        "{file}: is this {missing} now, or should it be opened instead?",
        file=shortened(second),
        missing=shortened(missing),
    )


def join_words(columns: int) -> str:
    """Name the button that joins the file."""
    if not columns:
        return tr("Join")
    return counted(columns, "Join {count} column", "Join {count} columns")


def choose(file: str) -> str:
    """Name the window in which a file is chosen that stands in for another."""
    return tr("Choose {file}", file=file)


def _columns(count: int) -> str:
    return counted(count, "{count} column", "{count} columns")


def _percent(share: float) -> str:
    return decimal(share * _PERCENT, 0)
