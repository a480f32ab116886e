"""Find out how a file is written, and tell what is doubtful about it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.source.candidates import ranked
from klaviyo_gui.source.charset import Candidate, Charset, charset_of
from klaviyo_gui.source.dialect import Dialect, Overrides
from klaviyo_gui.source.encoding import check_encoding, mark_size, stands_alone
from klaviyo_gui.source.evidence import Sample
from klaviyo_gui.source.excerpts import Excerpt, excerpt_of
from klaviyo_gui.source.readings import Reading, cells_of, headers_of, texts_of
from klaviyo_gui.source.second_header import is_second_header
from klaviyo_gui.source.top import Top, find_top

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Excel's own way to name the delimiter, in the first line.
_DECLARED = re.compile(
    r""""?sep=(\\t|[\x01\t\x1f !#-/:-@\[-`{-~])"?[ \t,;|]*(?:\r\n|\r|\n|\Z)""", re.IGNORECASE
)

_NEAR = 16
"""Bytes in which a declared separator stands."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_TOP_SIZE = 48 * 1024
_PLACE_SIZE = 12 * 1024
_PLACES = 3
_ROWS_BELOW = 60


@dataclass(frozen=True, slots=True)
class Guess:
    """How a file seems to be written, with what else it could be.

    ``others`` are at most three further dialects of nearly the same likelihood, and ``lines`` the
    first lines that they cut differently: the cells by ``dialect``, then by each of the others.
    ``texts`` are the lines that the candidates of ``charset`` read differently, in their order.
    ``other_header`` is the line that may be the header instead, 0 for none, and ``headers`` show
    the names and the first row by ``dialect`` and with that header.
    ``sheets`` are those of a workbook that may be meant, that of ``dialect`` first, and
    ``sheet_rows`` first rows of each.
    ``doubts`` names the parts of the dialect, as its fields are called, that are not certain.
    """

    dialect: Dialect
    charset: Charset
    others: tuple[Dialect, ...] = ()
    lines: tuple[Reading, ...] = ()
    texts: tuple[Reading, ...] = ()
    other_header: int | None = None
    headers: tuple[Reading, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet_rows: tuple[Reading, ...] = ()
    doubts: frozenset[str] = frozenset()

    @property
    def is_certain(self) -> bool:
        """Tell whether nothing is doubtful."""
        return not self.doubts

    def of_copy(self, charset: Charset, texts: tuple[Reading, ...]) -> Guess:
        """Return the guess for a file that is read through a copy, of which only this is known."""
        doubts = self.doubts - {"encoding"} if charset.is_certain else self.doubts | {"encoding"}
        return replace(self, charset=charset, texts=texts, doubts=doubts)

    def of_sheets(self, sheets: tuple[str, ...], rows: tuple[Reading, ...]) -> Guess:
        """Return the guess for the first of several sheets that may be meant."""
        return replace(self, sheets=sheets, sheet_rows=rows, doubts=self.doubts | {"sheet"})


def guess(excerpts: Sequence[Excerpt], overrides: Overrides) -> Guess:
    """Find the dialect of a file from excerpts of it; OptionError for an override that cannot be.

    The file's structure must be ASCII bytes: ``hidden_charset`` knows the other encodings.
    """
    excerpts = (_unmarked(excerpts[0]), *excerpts[1:])
    if overrides.encoding is None:
        charset = _with_declared(charset_of(excerpts), excerpts[0].data)
    else:
        charset = Charset((Candidate(check_encoding(overrides.encoding), 1.0),))
    encoding = charset.encoding
    overrides = _checked(overrides, encoding)
    samples = list(_samples(excerpts, encoding))
    declared = _DECLARED.match(samples[0].text)
    if declared:
        samples[0] = replace(samples[0], text=samples[0].text[declared.end() :])
    first_line = 1 + bool(declared)
    start = Dialect(encoding)
    if declared and overrides.delimiter is None:
        found = _ranked_as_declared(samples, start, overrides, _character(declared[1]))
    else:
        found = ranked(samples, start, overrides)
    text = samples[0].text
    tops = [_top(text, each, first_line, overrides) for each in found]
    first, *others = [
        replace(each, header_line=top.header_line, first_line=top.first_line)
        for each, top in zip(found, tops, strict=True)
    ]
    apart = {each: cells_of(excerpts, [first, each]) for each in others}
    others = [each for each in others if apart[each]]
    cells = apart[others[0]] if len(others) == 1 else ()
    if len(others) > 1:
        cells = cells_of(excerpts, [first, *others])
    header = None if tops[0].is_certain else _other_header(first, text, first_line)
    if header is None and overrides.header_line is None:
        header = _second_header(first, text, first_line)
    return Guess(
        first,
        charset,
        tuple(others),
        cells,
        texts_of(excerpts, [each.encoding for each in charset.candidates]),
        None if header is None else header.header_line,
        () if header is None else headers_of(text, [first, header], first_line),
        doubts=frozenset(_doubts(charset, [first, *others], header)),
    )


def _with_declared(charset: Charset, top: bytes) -> Charset:
    """Put first the encodings in which a declared separator is a character of its own."""
    declared = _DECLARED.match(top[:_NEAR].decode("latin-1"))
    if declared is None:
        return charset
    sign = _character(declared[1])
    ranked_anew = sorted(charset.candidates, key=lambda each: not stands_alone(each.encoding, sign))
    return replace(charset, candidates=tuple(ranked_anew))


def _character(declared: str) -> str:
    return "\t" if declared == r"\t" else declared


def _ranked_as_declared(
    samples: Sequence[Sample], start: Dialect, overrides: Overrides, declared: str
) -> tuple[Dialect, ...]:
    """Believe a declared separator, but not blindly: it may cut nothing, or be an old one."""
    told = ranked(samples, start, replace(overrides, delimiter=declared))
    evident = ranked(samples, start, overrides)
    likeliest = evident[0].delimiter
    if declared == likeliest or not stands_alone(start.encoding, declared):
        return told if stands_alone(start.encoding, declared) else evident
    first_line = next((each for each in samples[0].text.splitlines() if each.strip()), "")
    if likeliest not in first_line:
        return _with_wrapped(told, samples[0].text)
    pair = (told[0], evident[0])
    return pair if declared in first_line else pair[::-1]


def _with_wrapped(dialects: tuple[Dialect, ...], text: str) -> tuple[Dialect, ...]:
    """Offer rows that stand whole in quotes, where the separator is only within quoted cells."""
    first = dialects[0]
    sign = re.escape(first.delimiter)
    whole = re.compile(rf"""^"(?:[^"\r\n]|"")*{sign}(?:[^"\r\n]|"")*"\r?$""", re.MULTILINE)
    if not first.quote or first.is_wrapped or not whole.search(text):
        return dialects
    return (*dialects, replace(first, is_wrapped=True))


def _other_header(dialect: Dialect, text: str, first_line: int) -> Dialect | None:
    """Give the same dialect with what else may be the header; None if nothing else may."""
    if not dialect.header_line:
        return replace(dialect, header_line=dialect.first_line, first_line=1)
    lines = text.splitlines()[: dialect.header_line - first_line]
    above = next((at for at, each in enumerate(lines) if each.strip()), None)
    if above is not None:
        return replace(dialect, header_line=first_line + above)
    return replace(dialect, header_line=0, first_line=dialect.header_line)


def _second_header(dialect: Dialect, text: str, first_line: int) -> Dialect | None:
    """Give the same dialect with the line below as the header, if that holds more titles."""
    if not dialect.header_line:
        return None
    lines = io.StringIO(text, newline="").readlines()[dialect.header_line - first_line :]
    records = dialect.records(lines)
    next(records, None)
    line = dialect.header_line + records.line_num
    second, *below = [*islice(records, _ROWS_BELOW)] or [[]]
    if second and is_second_header(second, [row for row in below if row]):
        return replace(dialect, header_line=line)
    return None


def _unmarked(excerpt: Excerpt) -> Excerpt:
    size = mark_size(excerpt.data)
    return replace(excerpt, data=excerpt.data[size:], offset=excerpt.offset + size)


def _checked(overrides: Overrides, encoding: str) -> Overrides:
    if overrides.header_line is not None and overrides.header_line < 0:
        raise OptionError("--header-line", str(overrides.header_line))
    delimiter = overrides.delimiter
    if delimiter is not None:
        if delimiter.lower() in {"tab", r"\t"}:
            delimiter = "\t"
        if not _can_be(delimiter, encoding) or delimiter == '"':
            raise OptionError("--delimiter", overrides.delimiter or "")
    for option, value in (("--quote", overrides.quote), ("--escape", overrides.escape)):
        if value and (not _can_be(value, encoding) or value == delimiter):
            raise OptionError(option, value)
    return replace(overrides, delimiter=delimiter)


def _can_be(character: str, encoding: str) -> bool:
    """Tell whether a character can stand for structure: one byte that is nothing else."""
    return (
        len(character) == 1
        and character.isascii()
        and character not in "\r\n\0"
        and stands_alone(encoding, character)
    )


def _samples(excerpts: Sequence[Excerpt], encoding: str) -> Iterator[Sample]:
    """Decode the beginning and a few other places, as much as detection has time for."""
    step = max((len(excerpts) - 1 + _PLACES - 1) // _PLACES, 1)
    chosen = [excerpts[0], *reversed(excerpts[:0:-step])]
    for excerpt in chosen:
        is_top = excerpt is excerpts[0]
        size = _TOP_SIZE if is_top else _PLACE_SIZE
        is_whole = len(excerpt.data) <= size
        part = excerpt_of(excerpt.data[:size], is_whole=is_whole)
        text = part.data.decode(encoding, "replace")
        yield Sample(text, is_top, is_end=is_whole and excerpt.is_end)


def _top(text: str, dialect: Dialect, line: int, overrides: Overrides) -> Top:
    found = find_top(text, dialect, line)
    if overrides.header_line is None:
        return found
    begins_in = 1 if overrides.header_line else found.header_line or found.first_line
    return Top(overrides.header_line, begins_in, is_certain=True)


def _doubts(charset: Charset, dialects: Sequence[Dialect], header: Dialect | None) -> Iterator[str]:
    first = dialects[0]
    if not charset.is_certain:
        yield "encoding"
    for name in ("delimiter", "quote", "escape"):
        if any(getattr(other, name) != getattr(first, name) for other in dialects[1:]):
            yield name
    if any(other.is_wrapped != first.is_wrapped for other in dialects[1:]):
        yield "quote"
    if header is not None:
        yield "header_line"
