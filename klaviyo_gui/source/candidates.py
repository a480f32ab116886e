"""Find the dialects that a text may be written in, the likeliest first."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.source.encoding import stands_alone
from klaviyo_gui.source.evidence import (
    PRIORS,
    Evidence,
    Sample,
    aligned,
    are_values,
    records_of,
    weigh,
    weigh_one_column,
)
from klaviyo_gui.source.kinds import DATA, kind_of
from klaviyo_gui.source.known_titles import are_surely_titles
from klaviyo_gui.source.quoting import quoting_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.source.dialect import Dialect, Overrides

_USUAL = frozenset("\t;|,")
_UNUSUAL = "^~:\x01\x1f"
_SELDOM_TEXT = frozenset("\x01\x1f^~")
_UNUSED = ",;\t|\x1f"
_ESCAPE = "\\"
_MOST = 0.8
_SELDOM = 50
_FEW = 2
_RIVAL = 0.6
_EVEN_RIVAL = 0.4
_EVENER_RIVAL = 0.2
_EVEN, _EVEN_BELOW = 0.95, 0.6
_FAINT = 0.3
_LOOKED_AT = 8_000
_LINES = 400
_WEAK = 0.12
_KEPT = 4
_THIN, _TINY = 8, 4
_TINY_RIVAL = 0.25

_A_ROW = 4
"""Lines of the text in which there is a row at least, be its cells of several lines."""


def _and_wrapped(
    dialects: list[Dialect], samples: Sequence[Sample], overrides: Overrides
) -> list[Dialect]:
    """Return the dialects, then each of them that may have its rows wrapped, so unless told."""
    if overrides.is_wrapped is not None:
        return dialects
    wrapped = [each for each in dialects if _may_wrap(samples, each)]
    return [*dialects, *(replace(each, is_wrapped=True) for each in wrapped)]


def ranked(samples: Sequence[Sample], start: Dialect, overrides: Overrides) -> tuple[Dialect, ...]:
    """Rank the dialects that the samples may be in: at most four, the likeliest first.

    All are nearly as likely as the first, unless even that one leaves much unexplained.
    ``start`` has the encoding.
    """
    start = replace(_as_told(start, overrides), is_wrapped=bool(overrides.is_wrapped))
    text = "".join(sample.text for sample in samples)
    possible = _and_wrapped(list(_possible(text, start, overrides)), samples, overrides)
    found = [_weighed(samples, each, overrides) for each in possible]
    is_cut = any(each.widest > 1 for each in found)
    if overrides.delimiter is None:
        found += _one_column(samples, text, start, overrides)
        # Where the delimiter only comes escaped, the escape is what is read differently.
        found += [
            weigh_one_column(samples, each)
            for each in possible
            if each.escape and _ESCAPE + each.delimiter in text
        ]
    else:
        found += [weigh_one_column(samples, each) for each in possible if not each.is_wrapped]
    # The order of the candidates decides between equals.
    found.sort(key=lambda each: -each.score)
    best = found[0]
    is_weak = is_cut if best.widest == 1 else best.score < _WEAK
    is_tiny = _is_thin(text, _TINY)
    kept = [
        each
        for each in found
        if each.score >= best.score * (_TINY_RIVAL if is_tiny and each.widest > 1 else _floor(each))
        or _is_evener(each, best)
    ]
    if _ESCAPE + best.dialect.delimiter in text:
        escaping = replace(best.dialect, escape=_ESCAPE)
        kept += [each for each in found if each.dialect == escaping]
    if best.dialect.is_wrapped and overrides.is_wrapped is None:
        # However likely, who quotes a row whole may have meant a cell.
        kept += [each for each in found if each.widest == 1 and each.score > 0]
    if overrides.delimiter is not None:
        return _ranking(kept, is_weak=False)
    is_open = (
        is_weak
        or any(each.widest == 1 for each in kept)
        or not best.is_from_top
        or best.even < _MOST
    )
    doubtful = [each for each in _faintly(text, start, overrides) if each not in possible]
    doubtful = _and_wrapped(doubtful, samples, overrides)
    faint = [_weighed(samples, each, overrides) for each in doubtful]
    faint.sort(key=lambda each: -each.score)
    floor = best.score * (_FAINT if is_open else _RIVAL)
    is_thin = _is_thin(text, _THIN if is_open else _FEW)
    offered = [
        each
        for each in faint
        if each.score >= floor
        or _is_evener(each, best)
        or _ends_all(each.dialect.delimiter, text)
        or (is_thin and each.widest > 1)
    ]
    if best.is_from_top:
        may_be_values = is_thin and best.even < _MOST
    else:
        may_be_values = is_thin or best.even < _EVEN
    if best.widest > 1 and (may_be_values or are_values([*map(str.strip, _first_lines(text))])):
        # What is cut unevenly, or below a line that is not cut, may be the values of one column.
        kept += [each for each in found if each.widest == 1][:1]
    # Other ways not to cut at all come last.
    at = 1 if best.widest == 1 else len(kept)
    kept[at:at] = offered
    is_weak = is_weak or bool(offered)
    if is_weak:
        kept += [each for each in found if each.score > 0]
        others = [each for each in found if each.dialect.delimiter != best.dialect.delimiter]
        others.sort(key=lambda each: (each.widest == 1, -text.count(each.dialect.delimiter)))
        kept += others[:_KEPT]
    return _ranking(kept if is_weak else _asked(kept, samples[0]), is_weak=is_weak)


def _asked(kept: Sequence[Evidence], top: Sample) -> Sequence[Evidence]:
    """Leave out that lines may be whole values, if the first that is cut gives usual titles."""
    dialect = kept[0].dialect
    if dialect.is_wrapped:
        return kept
    records = records_of(top, aligned(top, dialect), dialect)
    cut = [each for each in records if len(each) > 1]
    if not cut or not are_surely_titles(cut[0], cut[1:]):
        return kept
    return [each for each in kept if each.widest > 1]


def _is_evener(found: Evidence, best: Evidence) -> bool:
    """Tell whether the rows are cut alike where the best leaves some of other widths."""
    return found.even >= _EVEN > best.even and found.score >= best.score * _EVENER_RIVAL


def _floor(found: Evidence) -> float:
    """Tell which share of the best score is enough: less for what cuts the rows alike.

    What does not cut the first line was given less already.
    """
    enough = _EVEN if found.is_from_top else _EVEN_BELOW
    return _EVEN_RIVAL if found.even >= enough else _RIVAL


def _ranking(kept: Sequence[Evidence], *, is_weak: bool) -> tuple[Dialect, ...]:
    """Keep a few, each delimiter once before any but the best is kept with other quotes."""
    first = {each.dialect.delimiter: each.dialect for each in reversed(kept)}
    dialects = dict.fromkeys(each.dialect for each in kept)
    if is_weak:
        best = kept[0].dialect
        escaping = [each for each in dialects if each == replace(best, escape=each.escape)]
        by_delimiter = [each for each in dialects if first[each.delimiter] == each]
        dialects = dict.fromkeys([*escaping, *by_delimiter, *dialects])
    return tuple(dialects)[:_KEPT]


def _first_lines(text: str) -> list[str]:
    """Return the first lines that are not blank, as many as show how the others are."""
    return [line for line in text.splitlines()[:_LINES] if line.strip()]


def _first_line(text: str) -> str:
    return text.lstrip("\r\n").partition("\n")[0].partition("\r")[0]


def _is_thin(text: str, most: int) -> bool:
    """Tell whether there are too few lines to prove anything."""
    return sum(1 for line in text[:_LOOKED_AT].splitlines() if line.strip()) <= most


def _faintly(text: str, start: Dialect, overrides: Overrides) -> Iterator[Dialect]:
    """Give the readings by separators that are not believed where they are not even."""
    lines = _first_lines(text)
    first = _first_line(text)
    for delimiter in _UNUSUAL:
        is_there = (
            delimiter in first
            or _A_ROW * text.count(delimiter) >= len(lines)
            or len(lines) <= _THIN
        )
        if delimiter in text and is_there and stands_alone(start.encoding, delimiter):
            yield from _possible(text, start, replace(overrides, delimiter=delimiter))


def _ends_all(sign: str, text: str) -> bool:
    """Tell whether a sign that few texts end with stands at the end of nearly every line."""
    lines = _first_lines(text)
    return sum(line.endswith(sign) for line in lines) > _EVEN * len(lines)


def _as_told(start: Dialect, overrides: Overrides) -> Dialect:
    quote = start.quote if overrides.quote is None else overrides.quote
    return replace(start, quote=quote, escape=overrides.escape or start.escape)


def _weighed(samples: Sequence[Sample], dialect: Dialect, overrides: Overrides) -> Evidence:
    """Weigh a dialect; of one that was told to quote nothing, the separator shows as if it did."""
    found = weigh(samples, dialect)
    if overrides.quote != "":
        return found
    quoted = replace(weigh(samples, replace(dialect, quote='"')), dialect=dialect)
    return max(found, quoted, key=lambda each: each.score)


def _one_column(
    samples: Sequence[Sample], text: str, start: Dialect, overrides: Overrides
) -> Iterator[Evidence]:
    unused = next((each for each in _UNUSED if each not in text), _UNUSED[-1])
    for dialect in _possible(text, start, replace(overrides, delimiter=unused)):
        yield weigh_one_column(samples, dialect)


def _possible(text: str, start: Dialect, overrides: Overrides) -> Iterator[Dialect]:
    delimiters = [overrides.delimiter] if overrides.delimiter else _delimiters(text, start)
    for delimiter in delimiters:
        for quote in _quotes(text, delimiter) if overrides.quote is None else [overrides.quote]:
            dialect = replace(start, delimiter=delimiter, quote=quote)
            if overrides.escape is not None:
                yield replace(dialect, escape=overrides.escape)
                continue
            yield dialect
            if _may_escape(text, dialect):
                yield replace(dialect, escape=_ESCAPE)


def _delimiters(text: str, start: Dialect) -> Iterator[str]:
    """Give the separators that are there; the unusual only if most lines have them."""
    lines = _first_lines(text)
    for delimiter in PRIORS:
        if delimiter not in text or not stands_alone(start.encoding, delimiter):
            continue
        if (
            delimiter in _USUAL
            or (delimiter in _SELDOM_TEXT and _A_ROW * text.count(delimiter) >= len(lines))
            or _is_clearly(delimiter, lines)
        ):
            yield delimiter


def _is_clearly(delimiter: str, lines: Sequence[str]) -> bool:
    """Tell whether nearly all lines have an unusual separator, and equally often."""
    counts = [line.count(delimiter) for line in lines]
    usual = max(set(counts), key=counts.count)
    is_even = counts.count(usual) >= _MOST * len(counts) and usual > 0
    if delimiter not in ": " or not is_even:
        return is_even
    # A colon and a space lie in times and names: only several, cutting values, are clear.
    cells = [cell for line in lines[1:60] for cell in line.split(delimiter)]
    values = sum(kind_of(cell) in DATA for cell in cells)
    return (
        usual > 1
        and "" not in cells[:60]
        and 2 * values >= len(cells) > 0
        and not any(kind_of(line) in DATA for line in lines[:9])
    )


def _quotes(text: str, delimiter: str) -> Iterator[str]:
    double = quoting_of(text, delimiter, '"')
    yield '"'
    if "'" in text:
        single = max(
            (quoting_of(text, delimiter, "'", escape) for escape in ("", _ESCAPE)),
            key=lambda found: found.proper,
        )
        seldom = text.count("\n") // _SELDOM
        if single.proper > max(double.proper, 2 * single.astray, seldom):
            yield "'"
    if double.astray or (0 < double.proper <= _FEW and double.long):
        yield ""


def _may_wrap(samples: Sequence[Sample], dialect: Dialect) -> bool:
    """Tell whether rows seem to stand whole in quotes, all or those that hold quotes."""
    delimiter, quote = dialect.delimiter, dialect.quote
    if not quote or dialect.escape or f"\n{quote}" not in samples[0].text.replace("\r", "\n"):
        return False
    top = samples[0].text[:_LOOKED_AT]
    records = records_of(replace(samples[0], text=top), top, dialect)
    blank = f"{delimiter} \r\n"
    wrapped = [each for each in records if len(each) == 1 and delimiter in each[0].strip(blank)]
    if any(quote in cell for (cell,) in wrapped):
        return True
    # A column alone may hold amounts, or words as people write them.
    rows = [
        each for each in wrapped if f"{delimiter} " not in each[0] and kind_of(each[0]) not in DATA
    ]
    # Above them there may be titles.
    return bool(rows) and 2 * len(rows) >= len(records) - records.index(rows[0])


def _may_escape(text: str, dialect: Dialect) -> bool:
    """Tell whether the backslashes may stand before what would end a cell."""
    if _ESCAPE not in text or not stands_alone(dialect.encoding, _ESCAPE):
        return False
    if any(_ESCAPE + each in text for each in (dialect.quote, dialect.delimiter) if each):
        return True
    special = re.escape(_ESCAPE + dialect.delimiter + dialect.quote)
    # Pairs alone are doubtful: a writer that escapes, or a path on a server.
    return not re.search(rf"\\(?![{special}\r\n])", re.sub(rf"\\[{special}]", "", text))
