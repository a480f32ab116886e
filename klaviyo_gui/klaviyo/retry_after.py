"""How long Klaviyo asks to wait."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# The steady window is 60 s, so nothing honest asks for more than a few of them.
LONGEST: Final = 300.0
# Without a usable word: the burst window, the shorter of the two.
DEFAULT: Final = 1.0


def seconds_to_wait(headers: Mapping[str, str], now: datetime | None = None) -> float:
    """Return the seconds that Retry-After asks for, in whatever form it is written.

    Klaviyo writes whole seconds; a proxy may write a date, which counts from the answer's own
    Date where there is one, since the clock of this computer may be wrong, and else from ``now``.
    https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling
    """
    written = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]+(?:\.[0-9]*)?", written):
        seconds = float(written)
    else:
        until, start = _moment(written), _moment(headers.get("date", "")) or now
        seconds = (until - start).total_seconds() if until and start else 0.0
    return min(seconds, LONGEST) if seconds > 0 else DEFAULT


def _moment(written: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
