"""Remedies of findings in words: what a button says, and what Undo calls it."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from klaviyo_gui.core.conversion import CallingCode, MissingHour, Others
from klaviyo_gui.core.likely_countries import calling_code
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.remedies import Way, named_texts
from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.wording.amounts import listed
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.phrases import quoted
from klaviyo_gui.wording.pill import DATE_WORDS, NUMBER_WORDS, PERCENT_WORDS, city
from klaviyo_gui.wording.repairs import repair_words
from klaviyo_gui.wording.sources import target_label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.remedies import Remedy

_Detail = TypeVar("_Detail", bound=StrEnum)

_HOURS = {
    MissingHour.MIDNIGHT: mark("Send such dates as midnight"),
    MissingHour.NOON: mark("Send such dates as noon"),
    MissingHour.DATE: mark("Send them as dates without a time"),
}
_CALLING_CODES = {
    CallingCode.WRITTEN: mark("Read them with their country code"),
    CallingCode.MISSING: mark("Put the country code before them, whatever they begin with"),
}
_OTHERS = {
    Others.KEEP: mark("Send such values as they are"),
    Others.LEAVE_OUT: mark("Send these rows without the value"),
}
_WORDS = {
    Way.DATES: mark("Read this column {detail}"),
    Way.NUMBERS: mark("Read numbers as {detail}"),
    Way.PERCENT: mark("Say that {detail}"),
    Way.HOUR: "{detail}",
    Way.ZONE: mark("Say that the clock of {detail} wrote them"),
    Way.COUNTRY: mark("Assume {detail} for these numbers"),
    Way.CALLING_CODE: "{detail}",
    Way.MEND: "{detail}",
    Way.OTHERS: "{detail}",
    Way.TABLE: mark("Send “{detail}” for {texts}"),
    Way.BLANK: mark("Send nothing for {label} where it cannot be read"),
    Way.CURRENCY: mark("Read {texts} as {detail}"),
    Way.YES: mark("Read {texts} as yes"),
    Way.NO: mark("Read {texts} as no"),
    Way.ALL_SUMS: mark("Send every sum as {detail}"),
    Way.AS_TEXT: mark("Send {label} as text"),
    Way.AS_DATE: mark("Send {label} as a date, read {detail}"),
    Way.AS_NUMBER: mark("Send {label} as a number, and nothing where it is none"),
    Way.NAMES: mark("Write {detail}"),
    Way.RENAME: mark("Send it under the name “{detail}”"),
    Way.WITHOUT: mark("Send {label} of no row"),
    Way.APART: mark("Send each of them, as an event of its own"),
    Way.WHEN_FILLED: mark("Send this event only of rows in which {detail} is filled"),
    Way.TRIM: mark("Take the blanks around it away"),
    Way.REPLACE: mark("Mend “{detail}” in {label}"),
    Way.FILL: mark("Fill {label} from {detail}"),
    Way.FALLBACK: mark("Where it is blank, take the id from {detail}"),
    Way.ANOTHER_ID: mark("Take the id of every row from {detail}"),
    Way.CONFIRM: mark("Say that {detail} is right for this file"),
    Way.FIRST_JOINED: mark("Take the first of several rows of {detail}"),
    Way.LAST_JOINED: mark("Take the last of several rows of {detail}"),
    Way.DOMAINS: mark("Mend {detail}"),
}
_SHOWN = 30
"""Characters of a cell within a sentence."""

_NAMES_SHOWN = 3


def _names(detail: str) -> str:
    """Return names of events with those that are meant, the first of many."""
    pairs = json.loads(detail)
    # On a button a name is one line.
    lines = [[quoted(" ".join(name.splitlines())) for name in pair] for pair in pairs]
    found = [tr("{name} as {other}", name=name, other=other) for name, other in lines]
    more = len(found) - _NAMES_SHOWN
    if more > 0:
        rest = counted(more, "{count} more alike", "{count} more alike")
        found = [*found[:_NAMES_SHOWN], rest]
    return listed(found)


def _said(words: Mapping[_Detail, str]) -> Callable[[str], str]:
    """Return what tells a detail by a table of its words."""
    texts = {str(key): each for key, each in words.items()}
    return lambda detail: tr(texts[detail])


_date, _number = _said(DATE_WORDS), _said(NUMBER_WORDS)


def _style(detail: str) -> str:
    """Return how dates or numbers are written, the words of dates in quotes."""
    return quoted(_date(detail)) if detail in {*DATE_WORDS} else _number(detail)


_DETAILS: dict[Way, Callable[[str], str]] = {
    Way.DATES: _date,
    Way.AS_DATE: _date,
    Way.NAMES: _names,
    Way.NUMBERS: _number,
    Way.PERCENT: _said(PERCENT_WORDS),
    Way.HOUR: _said(_HOURS),
    Way.OTHERS: _said(_OTHERS),
    Way.ZONE: city,
    Way.COUNTRY: lambda code: f"+{calling_code(code)} ({code})",
    Way.CALLING_CODE: _said(_CALLING_CODES),
    Way.MEND: lambda code: repair_words(Code(code)),
    Way.REPLACE: lambda cell: cell_words(cell).strip(),
    Way.TABLE: cell_words,
    Way.DOMAINS: cell_words,
    Way.CONFIRM: _style,
}


def remedy_words(remedy: Remedy, finding: Finding) -> str:
    """Return what a remedy does, for a button."""
    texts = [quoted(cell_words(each)[:_SHOWN].strip()) for each in named_texts(finding)]
    return tr(
        _WORDS[remedy.way],
        detail=_DETAILS.get(remedy.way, str)(remedy.detail),
        label=target_label(finding.kind, remedy.target or finding.target),
        texts=listed(texts) if texts else "",
    )
