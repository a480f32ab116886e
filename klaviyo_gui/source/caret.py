"""Show the place of a damage in the raw text of its line."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source import causes
from klaviyo_gui.source.quotes import astray, cell_starts
from klaviyo_gui.source.reader import NO_TEXT

if TYPE_CHECKING:
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.faults import Fault

WINDOW = 120
"""Characters of a line that are shown."""

_PICTURES = 0x2400
"""Unicode's pictures of control characters begin here."""
_SIGNS = {
    "\t": "→",
    "\x7f": "\N{SYMBOL FOR DELETE}",
    "\N{NO-BREAK SPACE}": "\N{SHOULDERED OPEN BOX}",
}
_SUBSTITUTE = "\N{SYMBOL FOR SUBSTITUTE FORM TWO}"
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories of characters that show nothing, or turn the text around."""


def excerpt(raw_line: str, column: int, window: int = WINDOW) -> tuple[str, str]:
    """Return the part of a line around a character, and a caret to stand below that character.

    What cannot be seen becomes a visible sign of the same width; ``…`` stands for what is cut.
    """
    line = raw_line.rstrip("\r\n")
    at = min(max(column, 0), len(line))
    start = max(0, min(at - window // 2, len(line) - window))
    stop = start + window
    before = ("…" if start else "") + _seen(line[start:at])
    after = _seen(line[at:stop]) + ("…" if stop < len(line) else "")
    return before + after, " " * sum(map(_width, before)) + "^"


def place(raw_line: str, fault: Fault, dialect: Dialect, width: int) -> int:
    """Find the character of a damaged line at which the damage shows.

    ``width`` counts the columns of the header. What does not show in the line is at its end,
    where a row is too short as well.
    """
    match fault.code:
        case Code.QUOTE_ASTRAY | Code.TEXT_AFTER_QUOTE:
            places = [at for code, _, at in astray(raw_line, dialect) if code == fault.code]
        case Code.QUOTE_OPEN | Code.QUOTE_KEPT:
            cells = cell_starts(raw_line, dialect)
            places = [at for at in cells if raw_line.startswith('"', at)]
        case causes.QUOTE_UNCLOSED | Code.LINES_SWALLOWED | Code.LINES_DOUBTFUL:
            places = [_open_quote(raw_line, dialect)]
        case causes.NUL_BYTE:
            places = [raw_line.find("\0")]
        case Code.ROW_UNDECODABLE | causes.LETTER_CUT:
            places = [found.start() for found in NO_TEXT.finditer(raw_line)]
        case "row_too_long" | Code.CELLS_SPARE:
            places = cell_starts(raw_line, dialect)[width:]
        case "row_too_short" | causes.LONE_RETURN | Code.QUOTE_LOST:
            places = []
        case _:
            position = fault.positions[0] if fault.positions else 0
            places = cell_starts(raw_line, dialect)[position:]
    return places[0] if places and places[0] >= 0 else len(raw_line.rstrip("\r\n"))


def _open_quote(line: str, dialect: Dialect) -> int:
    """Find the first quote that opens a cell and is closed nowhere in the line."""
    quote = re.escape(dialect.quote)
    opens = rf"(?<![^{re.escape(dialect.delimiter)}]){quote}(?:[^{quote}]|{quote}{quote})*+\Z"
    found = re.search(opens, line.rstrip("\r\n"))
    return found.start() if found else -1


def _seen(part: str) -> str:
    # Of most lines every character can be seen, and the window waits while they are shown.
    is_plain = part.isascii() and part.isprintable()
    return part if is_plain else "".join(map(_visible, part))


def _visible(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    if character < " ":
        return chr(_PICTURES + ord(character))
    is_seen = unicodedata.category(character) not in _UNSEEN
    return character if is_seen else _SUBSTITUTE


def _width(character: str) -> int:
    """Count the cells that a character takes in a font of even width."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
