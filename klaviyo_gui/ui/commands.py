"""The one command that changes a mapping, and takes the change back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from klaviyo_gui.wording.cells import quoting_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from klaviyo_gui.core.amendments import Amendments
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.source.table import Overrides
    from klaviyo_gui.ui.standing import Standing

    Apply = Callable[[Mapping, "Besides"], "Besides"]
    """Shows a mapping with what else a step changes; returns the same as it was before."""

    Say = Callable[[], str]
    """Names a step, with the values in its name as they may be seen when it is asked."""


@dataclass(frozen=True, slots=True)
class Besides:
    """What a step changes besides the mapping; None for what it leaves alone.

    ``reading`` is a file with how it is read, and ``amended`` the key of one with what is changed
    of its rows.
    """

    standing: Standing | None = None
    reading: tuple[Path, Overrides] | None = None
    amended: tuple[str, Amendments] | None = None


NOTHING_ELSE = Besides()
"""The mapping is all that a step changes."""

_ALONE, _MERGING = -1, 1
"""What Qt asks of a command: only those with the same other number are put together."""


class ChangeMapping(QUndoCommand):
    """Puts ``after`` in the place of ``before``; a mapping is frozen, so this serves every edit.

    A step may change something ``besides``. Both ways it keeps what it takes away, so that a name
    under which the mapping was saved later is not lost, nor a reading that was chosen later.
    Steps that follow one another with the same ``merging``, such as letters typed into one field,
    are taken back as one. A name that quotes values other than in quotes is one to ``say``.
    """

    def __init__(  # noqa: PLR0913 - what is changed, how, and with what else
        self,
        text: str | Say,
        before: Mapping,
        after: Mapping,
        apply: Apply,
        besides: Besides = NOTHING_ELSE,
        *,
        merging: str = "",
    ) -> None:
        self._say: Say = (lambda: text) if isinstance(text, str) else text
        super().__init__(quoting_words(self._say()))
        self._before = before
        self._after = after
        self._apply = apply
        self._besides = besides
        self._merging = merging

    @property
    def after(self) -> Mapping:
        """Return the mapping that it leads to."""
        return self._after

    @property
    def say(self) -> Say:
        """Return what names it, also once values are masked or shown again."""
        return self._say

    def say_name(self) -> None:
        """Show its name as it may be seen now: it may quote a cell."""
        self.setText(quoting_words(self._say()))

    @property
    def merging(self) -> str:
        """Return with which steps it is one, empty for none."""
        return self._merging

    def id(self) -> int:
        """Return whether it may be put together with the next one, as Qt asks for it."""
        return _MERGING if self._merging else _ALONE

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take the next step into this one, where both are of one kind."""
        if not isinstance(other, ChangeMapping) or other.merging != self._merging:
            return False
        self._after = other.after
        self._say = other.say
        self.say_name()
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        """Show the mapping after the change."""
        self._show(self._after)

    def undo(self) -> None:
        """Show the mapping before the change."""
        self._show(self._before)

    def _show(self, mapping: Mapping) -> None:
        self._besides = self._apply(mapping, self._besides)
