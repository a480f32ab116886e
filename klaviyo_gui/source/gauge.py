"""Stop an archive that unpacks to more than any table holds."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import FileUnreadable, FileUnsupported
from klaviyo_gui.language import told

if TYPE_CHECKING:
    from pathlib import Path

GIBIBYTE = 1024**3

RATIO_LIMIT = 200
"""Times its size to which an archive may unpack.

Tables shrink to a fifth or a twentieth, and to a hundredth where their rows are nearly the same.
What shrinks to a thousandth, the most that gzip can do, is one byte repeated.
"""

RATIO_FREE = 64 * 1024 * 1024
"""Bytes up to which the ratio is no matter: so little harms nobody."""

SIZE_LIMIT = 16 * GIBIBYTE
"""Bytes to which an archive may unpack: some hundred million rows, and still room on most disks."""

ROOM_KEPT = GIBIBYTE // 4
"""Bytes of the disk that are left to others, above all to the journals of runs."""

_ROOM_STEP = 32 * 1024 * 1024


class Gauge:
    """Counts the bytes that come out of an archive, whatever its headers promise."""

    def __init__(self, path: Path, packed: int, kind: str, folder: Path) -> None:
        self._path = path
        self._packed = packed
        self._kind = kind
        self._folder = folder
        self._total = 0
        self._looked_at = 0

    def add(self, size: int) -> None:
        """Count more bytes; FileUnsupported for a bomb, FileUnreadable for a full disk."""
        self._total += size
        if self._total > SIZE_LIMIT:
            raise FileUnsupported(
                self._path,
                told(
                    "{kind} of more than {size} GB when unpacked",
                    kind=self._kind,
                    size=SIZE_LIMIT // GIBIBYTE,
                ),
            )
        if self._total > max(RATIO_FREE, RATIO_LIMIT * self._packed):
            raise FileUnsupported(
                self._path,
                told(
                    "{kind} that unpacks to over {times} times its size",
                    kind=self._kind,
                    times=RATIO_LIMIT,
                ),
            )
        if self._total - self._looked_at > _ROOM_STEP:
            self._looked_at = self._total
            if shutil.disk_usage(self._folder).free < ROOM_KEPT:
                raise FileUnreadable(self._path, os.strerror(errno.ENOSPC))
