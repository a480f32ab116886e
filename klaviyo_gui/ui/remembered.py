"""Panes that stand again where somebody drew their edges."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from klaviyo_gui.store import settings
from klaviyo_gui.ui.folding import FoldingSplitter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter

_REST_MS = 400
"""How long an edge must rest before its place is written: not at every pixel of a drag."""


def remember(splitter: QSplitter, name: str) -> None:
    """Divide panes as they were divided last, and keep how they are drawn from now on."""
    kept = settings.sizes(name)
    if len(kept) == splitter.count() and any(kept):
        splitter.setSizes(list(kept))
    rest = QTimer(splitter)
    rest.setSingleShot(True)
    rest.setInterval(_REST_MS)
    rest.timeout.connect(partial(_keep, splitter, name))
    splitter.splitterMoved.connect(rest.start)


def _keep(splitter: QSplitter, name: str) -> None:
    # What stands one below the other has heights, which say nothing of widths.
    if not (isinstance(splitter, FoldingSplitter) and splitter.is_folded):
        settings.set_sizes(name, tuple(splitter.sizes()))
