"""What travels with the mouse: columns to a property, a property to a column, or what fills one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from klaviyo_gui.core.mapping import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = "application/x-klaviyo-gui-columns"
TARGET = "application/x-klaviyo-gui-target"
ORIGIN = "application/x-klaviyo-gui-origin"


def columns_data(columns: Sequence[str]) -> QMimeData:
    """Return the load of a drag of these columns; as text it is their names."""
    data = QMimeData()
    data.setData(COLUMNS, json.dumps(list(columns)).encode())
    data.setText("\n".join(columns))
    return data


def columns_of(data: QMimeData) -> tuple[str, ...]:
    """Return the columns in a load, none when it holds something else."""
    if not data.hasFormat(COLUMNS):
        return ()
    return tuple(json.loads(bytes(data.data(COLUMNS).data())))


def target_data(kind: Kind, key: str) -> QMimeData:
    """Return the load of a drag of one property."""
    data = QMimeData()
    data.setData(TARGET, json.dumps([kind, key]).encode())
    return data


def target_of(data: QMimeData) -> tuple[Kind, str] | None:
    """Return the property in a load, None when it holds something else."""
    if not data.hasFormat(TARGET):
        return None
    kind, key = json.loads(bytes(data.data(TARGET).data()))
    return Kind(kind), key


def chip_data(kind: Kind, key: str, columns: Sequence[str]) -> QMimeData:
    """Return the load of a drag of what fills a property, out of it."""
    data = columns_data(columns)
    data.setData(ORIGIN, json.dumps([kind, key]).encode())
    return data


def origin_of(data: QMimeData) -> tuple[Kind, str] | None:
    """Return the property that a load leaves, None when it comes from elsewhere."""
    if not data.hasFormat(ORIGIN):
        return None
    kind, key = json.loads(bytes(data.data(ORIGIN).data()))
    return Kind(kind), key
