"""What whoever watches a run wishes of it while it is on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SHARE: Final = 0.8
"""The part of the account's limit that is ours: a fifth is left to the shop's other programs."""


@dataclass(slots=True)
class Helm:
    """Set from any thread, read by the run a few times a second; to end it is another event's task.

    ``share`` is the part of the account's limit that the run may use. While ``is_paused`` nothing
    new goes out; what is on its way is finished and recorded.
    """

    share: float = SHARE
    is_paused: bool = False
