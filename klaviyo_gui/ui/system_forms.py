"""How the system writes numbers, days and times, without a word of its own.

Signs and their order are those of the system, which people are used to, whatever language was
chosen; words within them (of a month, of the half of a day) are those of the language spoken, so
that no text speaks two. Figures are those of the texts around them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from klaviyo_gui.language import Forms

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, time

_LITERAL = re.compile(r"\s*'[^']*'\.?\s*")
"""What a pattern quotes (doc.qt.io/qt-6/qlocale.html#toString), as the Bulgarian one for years."""

_DAY = re.compile(r"y+|M+|d+")
_NO_DAY = re.compile(r"d{3,}|[^-yMd./ ]+")
"""What is neither a part of a day in figures nor stands between two: names of weekdays, letters."""

_HALVES = re.compile(r"[aA]")
_CLOCK = re.compile(r"([hH]+)(.*?)m+")
_IN_FIGURES = 2
"""Letters of a month up to which it is written in figures, "7" or "07"; three are its name."""

_NOON = 12
_PADDED = {1: "{}", 2: "{:02}"}


def forms(locale: QLocale, language: str) -> Forms:
    """Return how numbers and days are written there; where nothing is said, as programs do."""
    plain = Forms()
    if locale.language() is QLocale.Language.C:
        return plain
    is_ours = locale.zeroDigit() == "0"
    return Forms(
        locale.groupSeparator() if is_ours else plain.thousands,
        locale.decimalPoint() if is_ours else plain.decimal,
        _days(locale.dateFormat(QLocale.FormatType.ShortFormat)) or plain.day,
        _clocks(locale.timeFormat(QLocale.FormatType.ShortFormat), language) or plain.clock,
    )


def _days(pattern: str) -> Callable[[date], str] | None:
    """Return what writes a day as this pattern does; None for one that cannot do without words."""
    pattern = _NO_DAY.sub("", _LITERAL.sub(" ", pattern)).strip()
    parts = _DAY.findall(pattern)
    if sorted(part[0] for part in parts) != ["M", "d", "y"] or "" in _DAY.split(pattern)[1:-1]:
        return None

    def figure(part: str, moment: date) -> str:
        if part[0] == "y":
            # Whose century one must guess is not clear enough for what cannot be undone.
            return f"{moment.year:04}"
        number = moment.month if part[0] == "M" else moment.day
        return _PADDED[min(len(part), _IN_FIGURES)].format(number)

    def day(moment: date) -> str:
        return _DAY.sub(lambda part: figure(part.group(), moment), pattern)

    return day


def _clocks(pattern: str, language: str) -> Callable[[time], str] | None:
    """Return what writes a time of day as this pattern does; None for one without hours."""
    pattern = _LITERAL.sub(" ", pattern)
    found = _CLOCK.search(pattern)
    if found is None:
        return None
    hours = _PADDED[min(len(found[1]), _IN_FIGURES)]
    between = "." if "." in found[2] else ":"
    if not _HALVES.search(pattern):
        return lambda moment: f"{hours.format(moment.hour)}{between}{moment.minute:02}"
    spoken = QLocale(language)
    halves = spoken.amText(), spoken.pmText()

    def clock(moment: time) -> str:
        hour = hours.format(moment.hour % _NOON or _NOON)
        return f"{hour}{between}{moment.minute:02}\u00a0{halves[moment.hour >= _NOON]}"

    return clock
