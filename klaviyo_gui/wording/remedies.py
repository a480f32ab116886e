"""Remedies of findings in words: what a button says, and what Undo calls it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import CallingCode, MissingHour, Others
from klaviyo_gui.core.likely_countries import calling_code
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.remedies import Way, named_texts
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.pill import DATE_WORDS, NUMBER_WORDS, PERCENT_WORDS, city
from klaviyo_gui.wording.repairs import repair_words
from klaviyo_gui.wording.sources import target_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.remedies import Remedy

_HOURS = {
    MissingHour.MIDNIGHT: "Send such dates as midnight",
    MissingHour.NOON: "Send such dates as noon",
    MissingHour.DATE: "Send them as dates without a time",
}
_CALLING_CODES = {
    CallingCode.WRITTEN: "Read them with their country code",
    CallingCode.MISSING: "Put the country code before them, whatever they begin with",
}
_OTHERS = {
    Others.KEEP: "Send such values as they are",
    Others.LEAVE_OUT: "Send these rows without the value",
}
_WORDS = {
    Way.DATES: "Read this column {detail}",
    Way.NUMBERS: "Read numbers as {detail}",
    Way.PERCENT: "Say that {detail}",
    Way.HOUR: "{detail}",
    Way.ZONE: "Say that the clock of {detail} wrote them",
    Way.COUNTRY: "Assume {detail} for these numbers",
    Way.CALLING_CODE: "{detail}",
    Way.MEND: "{detail}",
    Way.OTHERS: "{detail}",
    Way.TABLE: "Send “{detail}” for {texts}",
    Way.BLANK: "Send nothing for {label} where it cannot be read",
    Way.CURRENCY: "Read {texts} as {detail}",
    Way.YES: "Read {texts} as yes",
    Way.NO: "Read {texts} as no",
    Way.ALL_SUMS: "Send every sum as {detail}",
    Way.AS_TEXT: "Send {label} as text",
    Way.AS_DATE: "Send {label} as a date, read {detail}",
    Way.AS_NUMBER: "Send {label} as a number, and nothing where it is none",
    Way.NAMES: "Write {detail}",
    Way.RENAME: "Send it under the name “{detail}”",
    Way.WITHOUT: "Send {label} of no row",
    Way.APART: "Send each of them, as an event of its own",
    Way.WHEN_FILLED: "Send this event only of rows in which {detail} is filled",
    Way.TRIM: "Take the blanks around it away",
    Way.REPLACE: "Mend “{detail}” in {label}",
    Way.FILL: "Fill {label} from {detail}",
    Way.FALLBACK: "Where it is blank, take the id from {detail}",
    Way.ANOTHER_ID: "Take the id of every row from {detail}",
    Way.CONFIRM: "Say that {detail} is right for this file",
    Way.FIRST_JOINED: "Take the first of several rows of {detail}",
    Way.LAST_JOINED: "Take the last of several rows of {detail}",
    Way.DOMAINS: "Mend {detail}",
}
_DATES = {str(key): words for key, words in DATE_WORDS.items()}
_SHOWN = 30
"""Characters of a cell within a sentence."""

_NAMES_SHOWN = 3


def _names(detail: str) -> str:
    """Return names of events with those that are meant, the first of many."""
    pairs = json.loads(detail)
    # On a button a name is one line.
    found = [" as ".join(f"“{' '.join(name.splitlines())}”" for name in pair) for pair in pairs]
    more = len(found) - _NAMES_SHOWN
    listed = [*found[:_NAMES_SHOWN], *([f"{more:,} more alike"] if more > 0 else [])]
    return " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))


_DETAILS: dict[Way, Callable[[str], str]] = {
    Way.DATES: _DATES.__getitem__,
    Way.AS_DATE: _DATES.__getitem__,
    Way.NAMES: _names,
    Way.NUMBERS: {str(key): words for key, words in NUMBER_WORDS.items()}.__getitem__,
    Way.PERCENT: {str(key): words for key, words in PERCENT_WORDS.items()}.__getitem__,
    Way.HOUR: {str(key): words for key, words in _HOURS.items()}.__getitem__,
    Way.OTHERS: {str(key): words for key, words in _OTHERS.items()}.__getitem__,
    Way.ZONE: city,
    Way.COUNTRY: lambda code: f"+{calling_code(code)} ({code})",
    Way.CALLING_CODE: {str(key): words for key, words in _CALLING_CODES.items()}.__getitem__,
    Way.MEND: lambda code: repair_words(Code(code)),
    Way.REPLACE: lambda cell: cell_words(cell).strip(),
    Way.TABLE: cell_words,
    Way.DOMAINS: cell_words,
    Way.CONFIRM: {
        **{str(key): f"“{words}”" for key, words in DATE_WORDS.items()},
        **{str(key): words for key, words in NUMBER_WORDS.items()},
    }.__getitem__,
}


def remedy_words(remedy: Remedy, finding: Finding) -> str:
    """Return what a remedy does, for a button."""
    texts = [f"“{cell_words(each)[:_SHOWN].strip()}”" for each in named_texts(finding)]
    listed = " and ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))
    return _WORDS[remedy.way].format(
        detail=_DETAILS.get(remedy.way, str)(remedy.detail),
        label=target_label(finding.kind, remedy.target or finding.target),
        texts=listed,
    )
