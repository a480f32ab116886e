"""Suspect that rows of a file hold totals and no records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.looks import looks_like_number
from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.kinds import Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORDS = frozenset(
    {
        *("total", "totals", "grand total", "grand totals", "subtotal", "sub-total", "sub total"),
        *("total general", "total général", "total geral", "suma total", "sous-total", "totaux"),
        *("sum", "average", "avg", "count", "row count"),
        *("summe", "gesamt", "gesamtsumme", "insgesamt", "zwischensumme", "endsumme"),
        *("mittelwert", "durchschnitt", "anzahl"),
        *("somme", "moyenne", "totaal", "subtotaal", "eindtotaal", "gemiddelde", "aantal"),
        *("totale", "totale generale", "subtotale", "totale complessivo", "somma"),
        *("suma", "soma", "promedio", "média", "totalt", "delsumma", "summa", "sum total"),
        *("razem", "ogółem", "łącznie", "celkem", "yhteensä", "toplam", "genel toplam", "итого"),
        *("всего", "合计", "总计", "合計", "総計", "小計"),
    }
)
_LONGEST = max(map(len, _WORDS)) + len(" :")
_AROUND = " :\u00a0\t"
_BEGINNINGS = frozenset(_AROUND).union(
    *((word[0], word[0].upper(), word[0].title()) for word in _WORDS)
)
"""With what a name of a total begins; most rows begin otherwise, and are done with that."""

_VALUES = frozenset({Kind.EMPTY, Kind.NUMBER, Kind.DATE, Kind.TIME})
"""What stands in a row of totals beside its name."""
_MOST = 0.9
_ROWS_MIN = 3


def totals_by_word(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Give each row that begins with the name of a total, as (index, cause).

    It is held where nothing but amounts and dates stands beside the name. Who is called so is
    known by an address or a name beside it, and is sent with a warning.
    """
    for at, row in enumerate(rows):
        name = row[0] if row and row[0] else next(filter(None, row), "")
        if name[:1] in _BEGINNINGS and len(name) <= _LONGEST and _bare(name) in _WORDS:
            is_alone = sum(kind_of(cell.strip()) not in _VALUES for cell in row) == 1
            yield at, Code.TOTALS_ROW if is_alone else Code.TOTALS_DOUBTFUL


def is_totals_row(cells: Sequence[str], above: Sequence[Sequence[str]]) -> bool:
    """Judge the last row by its words and by what the first rows fill.

    It is one if it leaves blank what all others fill, and either names itself a total or fills
    nothing but columns of numbers.
    """
    if len(above) < _ROWS_MIN:
        return False
    columns = list(zip(*above, strict=True))
    row = [*cells, *[""] * (len(columns) - len(cells))][: len(columns)]
    filled = [at for at, cell in enumerate(row) if cell.strip()]
    always = [at for at, column in enumerate(columns) if _share_filled(column) >= _MOST]
    missing = [at for at in always if not row[at].strip()]
    if not filled or not missing or any(kind_of(cell) is Kind.EMAIL for cell in row):
        return False
    if any(_is_word(row[at]) for at in filled):
        return True
    if len(cells) != len(columns) or always[0] in filled:
        return False
    are_numbers = all(_is_number(row[at]) and _all_numbers(columns[at]) for at in filled)
    # A record without its amounts is a record: half of the usual cells must be blank.
    has_no_identifier = any(not _all_numbers(columns[at]) for at in missing)
    return are_numbers and has_no_identifier and 2 * len(missing) >= len(always)


def _is_word(cell: str) -> bool:
    word = _bare(cell)
    return word in _WORDS or word.startswith(("total ", "total:", "grand total", "summe "))


def _bare(cell: str) -> str:
    return cell.strip(_AROUND).casefold()


def _share_filled(column: Sequence[str]) -> float:
    return sum(1 for cell in column if cell.strip()) / len(column)


def _all_numbers(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell.strip()]
    return bool(filled) and all(map(_is_number, filled))


def _is_number(cell: str) -> bool:
    text = cell.strip().strip("$€£ ").replace(",", "")
    return looks_like_number(text)
