"""Words of a command as a shell takes them apart again."""

from __future__ import annotations

import re
import shlex
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

IS_WINDOWS = sys.platform == "win32"

_PLAIN = re.compile(r"(?![@,])[\w@+=:,./\\-]+", re.ASCII)
"""Words that no shell of Windows reads otherwise."""

_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")
"""What no line holds, nor the clipboard: what stands for bytes of a name that are no letters."""

_ASTRAY = re.compile(r'[%"$`“”„\x00-\x1f\ud800-\udfff]')
"""Within quotes the command prompt of Windows gives a meaning to the first two, PowerShell to the
rest: https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules
"""


def quoted(words: Iterable[str], *, is_windows: bool = IS_WINDOWS) -> str:
    """Return the line that a shell of the system takes for these words."""
    return " ".join(map(_on_windows, words)) if is_windows else shlex.join(words)


def astray(words: Iterable[str], *, is_windows: bool = IS_WINDOWS) -> str:
    """Return the first word that no line can hold so that every shell reads it, empty for none."""
    unsafe = _ASTRAY if is_windows else _NO_TEXT
    return next((word for word in words if unsafe.search(word)), "")


def _on_windows(word: str) -> str:
    if _PLAIN.fullmatch(word):
        return word
    # Before a quote a program takes two backslashes for one.
    # https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments
    tail = word[len(word.rstrip("\\")) :]
    return f'"{word}{tail}"'
