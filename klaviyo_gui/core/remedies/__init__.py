"""What can be done about a finding without touching the file: one change of the mapping each.

No remedy is ever chosen by the program: what it makes of the rows is shown, and somebody decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.remedies import reading, sources, values
from klaviyo_gui.core.remedies.remedy import Known, Remedy, Way
from klaviyo_gui.core.remedies.values import named_texts
from klaviyo_gui.core.repair import REPAIRABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.mapping import Mapping

    Offer = Callable[[Finding, Mapping, Known], Iterator[Remedy]]

__all__ = ["Known", "Remedy", "Way", "named_texts", "remedies"]

_OFFERS: dict[Code, tuple[Offer, ...]] = {
    **dict.fromkeys(REPAIRABLE, (reading.mend,)),
    Code.DATE_AMBIGUOUS: (reading.dates,),
    Code.DATE_OTHERWISE: (reading.dates, reading.confirm),
    Code.NUMBER_AMBIGUOUS: (reading.numbers,),
    Code.NUMBER_OTHERWISE: (reading.numbers, reading.confirm),
    Code.PERCENT_UNSAID: (reading.percent,),
    Code.HOUR_MISSING: (reading.hour,),
    Code.ZONE_UNSAID: (reading.zone,),
    Code.PHONE_INVALID: (reading.country,),
    Code.PHONE_AMBIGUOUS: (reading.calling_code,),
    Code.VALUE_UNKNOWN: (values.table,),
    Code.CURRENCY_INVALID: (values.currency, values.unread),
    Code.CURRENCY_UNKNOWN: (values.currency, values.unread),
    Code.YES_NO_INVALID: (values.yes_no, values.unread),
    Code.NUMBER_INVALID: (values.unread,),
    Code.NUMBER_INEXACT: (values.unread,),
    Code.LIST_INVALID: (values.unread,),
    Code.TIME_INVALID: (values.unread,),
    Code.EMAIL_INVALID: (values.address,),
    Code.EMAIL_TYPO: (values.domains,),
    Code.ID_PADDED: (values.trim,),
    Code.ID_MISSING: (sources.other_id,),
    Code.CONTENT_REPEATED: (sources.apart,),
    Code.SAME_SECOND: (sources.own_id,),
    Code.TIME_PLANNED: (sources.time,),
    Code.IDENTIFIER_MISSING: (sources.who,),
}


def remedies(finding: Finding, mapping: Mapping, known: Known) -> tuple[Remedy, ...]:
    """Return what can be done about a finding, the most likely first; empty for nothing."""
    found = (
        remedy
        for offer in _OFFERS.get(finding.code, ())
        for remedy in offer(finding, mapping, known)
    )
    return tuple(each for each in found if each.after != mapping)
