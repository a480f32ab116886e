"""Whether what was chosen for a mapping last time may be proposed again, by what is seen now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.effect_choice import EffectChoice, LastTime, flow_changes

if TYPE_CHECKING:
    from datetime import datetime

    from klaviyo_gui.core.time_picture import TimePicture
    from klaviyo_gui.sending.account_look import AccountReport


def last_time(choice: EffectChoice, report: AccountReport | None, times: TimePicture) -> LastTime:
    """Return an earlier choice beside what was seen now, None where nobody could look.

    ``times`` are those of the events that would be sent.
    """
    is_as_young = choice.suits(times.ages)
    if report is None or not report.is_whole:
        return LastTime(choice, is_seen=False, is_as_young=is_as_young)
    changes = flow_changes(choice.flows, report.seen)
    return LastTime(choice, changes, is_as_young=is_as_young)


def choice_now(
    report: AccountReport | None,
    times: TimePicture,
    chosen_at: datetime,
    *,
    is_history: bool,
    history_before: datetime | None,
) -> EffectChoice | None:
    """Return what is chosen now as it is to be remembered; nothing of flows that nobody saw."""
    if report is None or not report.is_whole:
        return None
    return EffectChoice(is_history, chosen_at, history_before, report.seen, times.ages)
