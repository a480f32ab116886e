"""How a file's bytes are cut into cells."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from klaviyo_gui.source.cesu import make_known
from klaviyo_gui.source.wrapping import Unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from klaviyo_gui.source.wrapping import Records

# Whoever reads in a dialect, also in a worker, knows its encoding.
make_known()

# A cell may be as long as a record may be; the number is the largest C long of Windows.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file's bytes are cut into cells.

    ``encoding`` is the name of a Python codec, and a byte order mark is never part of it. An
    empty ``quote`` means that nothing is quoted, and an empty ``escape`` that no character takes
    the meaning from the next. ``header_line`` counts physical lines from 1; 0 means that there is
    no header, and then the rows begin in ``first_line``. ``line_feed`` is what stands for a line
    feed within cells where each row is one line, as in the copy of a workbook. With
    ``is_wrapped`` rows are quoted once more as a whole. ``is_quote_told`` means that somebody said
    how cells are quoted, and need not be asked again. ``is_arranged`` means that what is read is an
    arranged copy, which has a form of its own; the rest then tells of the user's file.
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str = '"'
    header_line: int = 1
    escape: str = ""
    first_line: int = 1
    line_feed: str = ""
    is_wrapped: bool = False
    is_quote_told: bool = field(default=False, compare=False)
    is_arranged: bool = False

    @property
    def top_line(self) -> int:
        """Tell the physical line in which the table begins, with its header if it has one."""
        return self.header_line or self.first_line

    def unquoted(self) -> Dialect:
        """Return the dialect in which a quote is a character like any other."""
        return replace(self, quote="", is_quote_told=True)

    def records(self, lines: Iterable[str]) -> Records:
        """Cut lines, which keep their ends, into records: the one reading that is the truth."""
        cut = self._cut(lines)
        return Unwrapped(cut, self._cut) if self.is_wrapped else cut

    def _cut(self, lines: Iterable[str]) -> Records:
        return csv.reader(
            self._with_plain_escapes(lines) if self.escape else lines,
            delimiter=self.delimiter,
            quotechar=self.quote or None,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            escapechar=self.escape or None,
            doublequote=True,
            strict=False,
        )

    def _with_plain_escapes(self, lines: Iterable[str]) -> Iterator[str]:
        r"""Double every escape character that escapes nothing, so that it stays in its cell.

        ``csv.reader`` would make ``N`` of MySQL's ``\N`` and ``C:new`` of ``C:\new``, and a line
        feed of an escape character at the file's end. Escaped, a line's end of two characters
        would be torn, but for one right behind a quote: there it is not, within quotes, or the
        escape character is none, behind them.
        """
        escape, quote = re.escape(self.escape), re.escape(self.quote)
        special = re.escape(self.escape + self.delimiter + self.quote)
        behind_quote = f"(?P<kept>{quote}{escape}++\r\n)|" if quote else ""
        found = re.compile(f"{behind_quote}{escape}(?:(?P<end>\r\n)|(?P<escaped>[{special}\r\n]))?")

        def _spelled(match: re.Match[str]) -> str:
            if match.lastgroup == "end":
                return f"{self.escape}\r{self.escape}\n"
            return match[0] if match.lastgroup else self.escape * 2

        return (found.sub(_spelled, line) for line in lines)


@dataclass(frozen=True, slots=True)
class Overrides:
    """What somebody knows better than the detection; None leaves it to the detection.

    ``member`` is a file within an archive.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header_line: int | None = None
    quote: str | None = None
    escape: str | None = None
    sheet: str | None = None
    member: str | None = None
    is_wrapped: bool | None = None
