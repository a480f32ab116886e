"""What a slot shows of its property."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Undated

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Pair, ValueType
    from klaviyo_gui.core.question import Question
    from klaviyo_gui.core.suggest import Suggestion


@dataclass(frozen=True, slots=True)
class Filling:
    """What a slot shows: what fills it, as which type, what is proposed, what is in hand.

    ``pill`` says how its text is read, ``asked`` what somebody must say of that.
    ``unsuited`` says why what is in hand does not suit it. ``undated`` is what was chosen for
    events of which nothing says when they happened, None where that is no question.
    """

    pair: Pair | None
    type: ValueType
    suggestion: Suggestion | None = None
    is_missing: bool = False
    hand: tuple[str, ...] = ()
    is_needed: bool = False
    pill: str = ""
    asked: Question | None = None
    unsuited: str = ""
    undated: Undated | None = None

    @property
    def is_by_sending(self) -> bool:
        """Tell whether the time of sending stands in for it."""
        return self.undated is Undated.SENDING

    @property
    def offers_sending(self) -> bool:
        """Tell whether the time of sending could stand in for it."""
        return self.undated is Undated.UNSAID


@dataclass(frozen=True, slots=True)
class FirstValue:
    """The value of the record on show: as it will be sent, or as the file has it."""

    text: str = ""
    is_sent: bool = False
