"""What can be done about a finding without touching the file: one change of the mapping each.

No remedy is ever chosen by the program: what it makes of the rows is shown, and somebody decides.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import KNOWN_BY_OTHERS
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.remedies import joins, names, reading, sources, types, values
from klaviyo_gui.core.remedies.remedy import Known, Remedy, Way
from klaviyo_gui.core.remedies.values import named_texts
from klaviyo_gui.core.repair import REPAIRABLE
from klaviyo_gui.core.shown_event import event_told, put_back, showing, told_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.mapping import Mapping

    Offer = Callable[[Finding, Mapping, Known], Iterator[Remedy]]

__all__ = ["UNOFFERED", "Known", "Remedy", "Way", "named_texts", "remedies"]

_OFFERS: dict[Code, tuple[Offer, ...]] = {
    **dict.fromkeys(REPAIRABLE, (reading.mend,)),
    Code.DATE_AMBIGUOUS: (reading.dates,),
    Code.DATE_OTHERWISE: (reading.dates, reading.confirm),
    Code.NUMBER_AMBIGUOUS: (reading.numbers,),
    Code.NUMBER_OTHERWISE: (reading.numbers, reading.confirm),
    Code.PERCENT_UNSAID: (reading.percent,),
    Code.HOUR_MISSING: (reading.hour,),
    Code.ZONE_UNSAID: (reading.zone,),
    Code.TIME_WITHOUT_HOUR: (reading.hour,),
    Code.DATE_AS_TEXT: (types.date,),
    Code.TYPES_MIXED: (types.number,),
    Code.ZEROS_CUT: (types.text,),
    Code.ZERO_IGNORED: (types.text,),
    Code.PHONE_INVALID: (reading.country,),
    Code.PHONE_COUNTRY_UNKNOWN: (reading.country_unknown,),
    Code.PHONE_AMBIGUOUS: (reading.calling_code,),
    Code.METRIC_ALIKE: (names.alike,),
    Code.NAME_RESERVED: (names.without_sign,),
    Code.VALUE_UNKNOWN: (values.table,),
    Code.CURRENCY_CONTRADICTS: (values.written_currency,),
    Code.CURRENCY_INVALID: (values.currency, values.unread),
    Code.CURRENCY_UNKNOWN: (values.currency, values.unread),
    Code.YES_NO_INVALID: (values.yes_no, values.unread, types.text),
    Code.NUMBER_INVALID: (values.unread, types.text),
    Code.NUMBER_INEXACT: (values.unread, types.text),
    Code.LIST_INVALID: (values.unread, types.text),
    Code.TIME_INVALID: (values.unread, types.text),
    Code.TIME_MISSING: (sources.when_filled,),
    Code.TEXT_TOO_LONG: (names.without,),
    Code.LIST_TOO_LONG: (names.without,),
    Code.LIST_TOO_DEEP: (names.without,),
    Code.EMAIL_INVALID: (values.address,),
    Code.EMAIL_TYPO: (values.domains,),
    Code.ID_PADDED: (values.trim,),
    Code.ID_MISSING: (sources.other_id,),
    Code.ID_TOO_LONG: (sources.another_id,),
    Code.REPEATED: (sources.another_id,),
    Code.CONTENT_REPEATED: (sources.apart,),
    Code.SAME_SECOND: (sources.own_id,),
    Code.TIME_PLANNED: (sources.time,),
    Code.IDENTIFIER_MISSING: (sources.who,),
    Code.PHONE_ALONE: (sources.who,),
    Code.JOIN_DOUBLE: (joins.doubles,),
}

_OF_THE_READING = frozenset(
    {
        *(Code.ROW_TOO_SHORT, Code.ROW_TOO_LONG, Code.ROW_UNDECODABLE, Code.OTHER_ENCODING),
        *(Code.LINES_SWALLOWED, Code.LINES_DOUBTFUL, Code.QUOTE_OPEN, Code.QUOTE_KEPT),
        *(Code.QUOTE_LOST, Code.QUOTE_ASTRAY, Code.TEXT_AFTER_QUOTE, Code.CELLS_SPARE),
        Code.ORDER_DAMAGED,
    }
)
"""How a file is cut into cells is chosen where it is opened; a mapping comes after that."""

_GONE = frozenset(
    {
        *(Code.NOT_CALCULATED, Code.EXPONENT_LOST, Code.DIGITS_LOST, Code.LETTERS_LOST),
        *(Code.CUT_AT_32767, Code.CUT_AT_255),
    }
)
"""What is missing is not in the file, so that nothing could put it back."""

_ONLY_SOMEBODY_KNOWS = frozenset(
    {
        *(Code.EMAIL_TOO_LONG, Code.EMAIL_DROPPED, Code.METRIC_MISSING, Code.METRIC_TOO_LONG),
        *(Code.TIME_OUT_OF_RANGE, Code.YEAR_SHORT, Code.TIME_IN_GAP),
        *(Code.TIME_TWICE, Code.VALUE_BLANK, Code.FORM_UNUSUAL, Code.TOTALS_DOUBTFUL),
        *(
            Code.VALUES_DIFFER,
            Code.PERSON_CHANGES,
            Code.IDENTIFIER_SHARED,
            Code.IDENTIFIER_JOINS,
            Code.MAY_REPEAT,
        ),
        *(Code.FILTER_UNREAD, Code.CONDITION_UNREAD, Code.EVENTS_ALIKE, Code.EVENTS_REPEATED),
        *(Code.JOIN_DAMAGED, Code.JOIN_DOUBTFUL, Code.JOIN_UNMATCHED),
        *(Code.LINES_DIFFER, Code.LINES_ALIKE, Code.LINES_UNSENT, Code.TOTAL_DIFFERS),
        *(Code.KEY_BLANK, Code.ID_BY_PLACE),
    }
)
"""What the cell should say, or which of two rows is right, no rule for a column can tell."""

_OF_MANY_COLUMNS = frozenset(
    {
        *(Code.METRICS_MANY, Code.ITEM_TOO_LARGE, Code.PERSON_TOO_LARGE),
        *(Code.PROPERTIES_TOO_MANY, Code.EVENTS_TOO_MANY),
    }
)
"""It is too much in all, and which part of it somebody can do without, only they can tell."""

_NO_HARM = frozenset(
    {
        *(Code.HEADER_INSIDE, Code.ROW_BLANK, Code.TOTALS_ROW, Code.ROW_REPEATED, Code.MERGED),
        *(Code.SENT_BEFORE, Code.SENT_IN_DOUBT, Code.SENT_CHANGED, Code.PERSON_UNCHANGED),
        *(Code.SENT_IN_PART, Code.SENT_IN_PART_PERHAPS, Code.ALL_HISTORY),
    }
)
"""What becomes of these rows is right already, or was settled by an earlier run."""

_CHOSEN = frozenset(
    {Code.VALUE_UNREAD, Code.KEPT_APART, Code.LEFT_OUT, Code.EDIT_ASTRAY, Code.NOT_WANTED}
)
"""Somebody chose it, and chooses otherwise where it was chosen."""

UNOFFERED = _OF_THE_READING | _GONE | _ONLY_SOMEBODY_KNOWS | _OF_MANY_COLUMNS | _NO_HARM | _CHOSEN
"""The problems for which no change of the mapping is a remedy, each for the reason said above."""


def remedies(finding: Finding, mapping: Mapping, known: Known) -> tuple[Remedy, ...]:
    """Return what can be done about a finding, the most likely first; empty for nothing.

    What only other rows tell of a row, no remedy can be counted for by building that row alone.
    """
    at, target = event_told(mapping, finding.target)
    if at:
        of_event = remedies(replace(finding, target=target), showing(mapping, at), known)
        return tuple(_put_back(mapping, each, at) for each in of_event)
    found = (
        remedy
        for offer in _OFFERS.get(finding.code, ())
        for remedy in offer(finding, mapping, known)
    )
    is_of_others = finding.code in KNOWN_BY_OTHERS
    return tuple(
        replace(each, is_of_rows=False) if is_of_others else each
        for each in found
        if each.after != mapping
    )


def _put_back(mapping: Mapping, remedy: Remedy, at: int) -> Remedy:
    """Return the remedy for one of several events as one of the whole mapping."""
    target = told_as(mapping, at, remedy.target) if remedy.target else ""
    return replace(remedy, after=put_back(mapping, remedy.after, at), target=target)
