"""The last look at an account, between the press of the button and what it sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.ui.send.looking import Find, Looking, Question


class LastLook(QObject):
    """Looks once more, and compares what was agreed to with what is there then.

    Flows are switched on by others at any time, and no answer is as old as that of a computer that
    slept. ``agreed`` gives all that somebody agrees to by the press. ``is_same`` fires where the
    account is as it was, ``is_other`` where anything is otherwise, and then nothing may be sent.
    """

    is_same = Signal()
    is_other = Signal()

    def __init__(self, looking: Looking, agreed: Callable[[], object]) -> None:
        super().__init__(looking)
        self._looking = looking
        self._agreed = agreed
        self._before: object = None
        looking.seen_again.connect(self._compare)

    def begin(self, question: Question, find: Find) -> None:
        """Look, beside the window."""
        self._before = self._agreed()
        self._looking.look_again(question, find)

    @Slot()
    def _compare(self) -> None:
        (self.is_same if self._agreed() == self._before else self.is_other).emit()
