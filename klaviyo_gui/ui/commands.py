"""The one command that changes a mapping, and takes the change back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.core.mapping import Mapping


class ChangeMapping(QUndoCommand):
    """Puts ``after`` in the place of ``before``; a mapping is frozen, so this serves every edit."""

    def __init__(
        self, text: str, before: Mapping, after: Mapping, apply: Callable[[Mapping], None]
    ) -> None:
        super().__init__(text)
        self._before = before
        self._after = after
        self._apply = apply

    def redo(self) -> None:
        """Show the mapping after the change."""
        self._apply(self._after)

    def undo(self) -> None:
        """Show the mapping before the change."""
        self._apply(self._before)
