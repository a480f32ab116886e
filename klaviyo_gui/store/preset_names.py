"""What a saved preset may be called: a name that every system takes for a file."""

from __future__ import annotations

import re
import unicodedata

from klaviyo_gui.core.errors import PresetNameRefused

NAME_MAX = 50
"""Characters. At four bytes each, with the longest of our endings, any system takes the name."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_EDGES = re.compile(r"^[\s.]+|[\s.]+$")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
"""Names of Windows' devices, with any ending.

Source: learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
"""


def checked_name(name: str) -> str:
    """Return the name as it is saved; raises PresetNameRefused."""
    name = unicodedata.normalize("NFC", name).strip()
    if not name or fitting_name(name) != name:
        raise PresetNameRefused(name)
    return name


def fitting_name(name: str) -> str:
    """Return the nearest name that a preset may have."""
    name = unicodedata.normalize("NFC", name).encode("utf-8", "replace").decode()
    name = _EDGES.sub("", _EDGES.sub("", _FORBIDDEN.sub("-", name))[:NAME_MAX])
    if _RESERVED.fullmatch(name):
        name = f"preset {name}"
    return name or "preset"


def same_name(one: str, other: str) -> bool:
    """Tell whether two names mean one file on a system that does not tell A from a."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
