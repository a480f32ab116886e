"""A name that events of an account have, whoever records them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class AccountMetric:
    """All metrics of one name; ``integrations`` are those that record some of them.

    ``is_of_api`` tells that what this program sends belongs to one that is there. ``updated`` is
    when Klaviyo changed it last, which is all that it tells of its use. ``flows`` counts those that
    live events may start, None while nobody knows.
    """

    name: str
    integrations: tuple[str, ...] = ()
    is_of_api: bool = False
    updated: datetime | None = None
    flows: int | None = None
