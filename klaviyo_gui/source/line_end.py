"""Tell how the lines of a file end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.source.opening import opened

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 64 * 1024


def line_end(path: Path) -> str | None:
    """Return the usual end of the first lines; None if no line ends there.

    In a file of Windows the cells of several lines often have shorter ends, so one of a kind does
    not decide.
    """
    with opened(path) as file:
        head = file.read(_HEAD)
    if len(head) == _HEAD:
        # It may be one half of an end.
        head = head.removesuffix(b"\r")
    pairs = head.count(b"\r\n")
    counts = {
        "\r\n": pairs,
        "\n": head.count(b"\n") - pairs,
        "\r": head.count(b"\r") - pairs,
    }
    usual = max(counts, key=lambda end: counts[end])
    return usual if counts[usual] else None
