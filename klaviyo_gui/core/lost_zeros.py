"""The rule by which the zeros in front of a column's numbers are put back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from klaviyo_gui.core.countries import country_code

_FIVE_DIGITS = frozenset({"US", "DE", "FR", "IT", "ES", "FI", "MX", "TR", "HR", "EE"})
"""Countries whose postal codes are five digits, some with a zero in front (UPU)."""


@lru_cache(maxsize=1_000)
def has_five_digits(country: str) -> bool | None:
    """Tell whether a country's postal codes are five digits; None where the country is unknown."""
    code = country_code(country)
    return code in _FIVE_DIGITS if code else None


def is_bare(cell: str, length: int) -> bool:
    """Tell whether a cell is so many digits without a zero in front."""
    return len(cell) == length and cell[:1] != "0" and cell.isdecimal()


@dataclass(frozen=True, slots=True)
class LostZeros:
    """Numbers of these lengths have lost zeros, and how long they were before.

    Where ``country`` names a column, only in rows whose country has postal codes of five digits;
    with ``in_unknown`` also in rows whose country is not known.
    """

    lengths: tuple[tuple[int, int], ...]
    country: str = ""
    in_unknown: bool = True

    def restored(self, cell: str, country: str) -> str | None:
        """Return the cell with its zeros; None where it has lost none."""
        for length, before in self.lengths:
            if is_bare(cell, length):
                has_five = has_five_digits(country) if self.country else None
                is_meant = self.in_unknown if has_five is None else has_five
                return cell.zfill(before) if is_meant else None
        return None
