"""The parts of a reading that can be chosen, each with what speaks for and against it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.file.words import dialect_phrase, encoding_words, header_phrases

if TYPE_CHECKING:
    from klaviyo_gui.source.readings import Reading
    from klaviyo_gui.source.table import CsvFile


class Part(StrEnum):
    """What one chip is about."""

    SEPARATOR = mark("Separator")
    ENCODING = mark("Encoding")
    HEADER = mark("Header")
    QUOTES = mark("Quotes")
    SHEET = mark("Sheet")

    @property
    def words(self) -> str:
        """Return its name."""
        return tr(self.value)


_DOUBTS = {
    Part.SEPARATOR: {"delimiter"},
    Part.ENCODING: {"encoding"},
    Part.HEADER: {"header_line"},
    Part.QUOTES: {"quote", "escape"},
    Part.SHEET: {"sheet"},
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading to choose: what to override for it, and its view of real lines.

    ``kept`` is a sentence for staying with it, ``used`` for going over to it. Each line has what
    it is called, empty where nobody counted it, and its cells.
    """

    kept: str
    used: str
    chosen: dict[str, str | int | bool]
    lines: tuple[tuple[str, tuple[str, ...]], ...]


def is_doubtful(file: CsvFile, part: Part) -> bool:
    """Tell whether the detection is not certain of a part."""
    return not _DOUBTS[part].isdisjoint(file.guess.doubts)


def parts_of(file: CsvFile) -> tuple[Part, ...]:
    """Return the parts that this file has."""
    if file.sheets:
        return (Part.SHEET, Part.HEADER)
    return (Part.SEPARATOR, Part.ENCODING, Part.HEADER, Part.QUOTES)


def candidates(file: CsvFile, part: Part) -> tuple[Candidate, ...]:
    """Return the readings that the detection could not tell apart, the present one first."""
    guess = file.guess
    if part is Part.SHEET and is_doubtful(file, part):
        return tuple(
            Candidate(
                tr("Keep the sheet {name}", name=each),
                tr("Use the sheet {name}", name=each),
                {"sheet": each},
                _seen_by(guess.sheet_rows, at),
            )
            for at, each in enumerate(guess.sheets)
        )
    if part is Part.ENCODING and len(guess.charset.candidates) > 1:
        return tuple(
            Candidate(
                tr("Keep {encoding}", encoding=encoding_words(each.encoding)),
                tr("Use {encoding}", encoding=encoding_words(each.encoding)),
                {"encoding": each.encoding},
                _seen_by(guess.texts, at),
            )
            for at, each in enumerate(guess.charset.candidates)
        )
    if part in {Part.SEPARATOR, Part.QUOTES} and is_doubtful(file, part) and guess.others:
        return tuple(
            Candidate(
                tr("Keep {reading}", reading=dialect_phrase(each)),
                tr("Use {reading}", reading=dialect_phrase(each)),
                {
                    "delimiter": each.delimiter,
                    "quote": each.quote,
                    "escape": each.escape,
                    "is_wrapped": each.is_wrapped,
                },
                _seen_by(guess.lines, at),
            )
            for at, each in enumerate((guess.dialect, *guess.others))
        )
    if part is Part.HEADER and is_doubtful(file, part) and guess.other_header is not None:
        return tuple(
            Candidate(*header_phrases(line), {"header_line": line}, _top_by(guess.headers, at))
            for at, line in enumerate((guess.dialect.header_line, guess.other_header))
        )
    return ()


def _seen_by(readings: tuple[Reading, ...], at: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (tr("Line {line}", line=each.line) if each.line is not None else "", each.readings[at])
        for each in readings
    )


def _top_by(readings: tuple[Reading, ...], at: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return names and first row: each choice has them in lines of its own."""
    found = (each.readings[at] for each in readings)
    return tuple(zip((tr("Names"), tr("First row")), found, strict=True))
