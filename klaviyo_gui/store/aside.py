"""Move a damaged file aside under a name that says so; nothing is ever overwritten by it."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from klaviyo_gui.store.atomic import sync_folder

if TYPE_CHECKING:
    from pathlib import Path


def move_aside(path: Path) -> Path:
    """Rename ``orders.json`` to ``orders.json.damaged-2026-11-26`` or the like; return the path.

    The folder must be held by the caller, so that nobody takes the free name in between.
    """
    name = f"{path.name}.damaged-{datetime.now(UTC).date().isoformat()}"
    free = next(
        each
        for each in (path.with_name(name if at == 1 else f"{name}-{at}") for at in count(1))
        if not each.exists()
    )
    path.replace(free)
    sync_folder(path.parent)
    return free
