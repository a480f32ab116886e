"""The one command that changes a mapping, and takes the change back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.ui.standing import Standing

    Apply = Callable[[Mapping, Standing | None], Standing]
    """Shows a mapping, of another standing where one is given; returns the standing before."""


class ChangeMapping(QUndoCommand):
    """Puts ``after`` in the place of ``before``; a mapping is frozen, so this serves every edit.

    A step with a ``standing`` gives the mapping another one. Both ways it keeps the one that it
    takes away, so that a name under which the mapping was saved later is not lost.
    """

    def __init__(
        self,
        text: str,
        before: Mapping,
        after: Mapping,
        apply: Apply,
        standing: Standing | None = None,
    ) -> None:
        super().__init__(text)
        self._before = before
        self._after = after
        self._apply = apply
        self._other = standing

    def redo(self) -> None:
        """Show the mapping after the change."""
        self._show(self._after)

    def undo(self) -> None:
        """Show the mapping before the change."""
        self._show(self._before)

    def _show(self, mapping: Mapping) -> None:
        other = self._other
        before = self._apply(mapping, other)
        self._other = before if other is not None else None
