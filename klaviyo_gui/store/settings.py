"""What somebody chose for the program: its looks, how long runs are kept; nothing of files."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from typing import Any

import orjson

from klaviyo_gui import paths
from klaviyo_gui.store import atomic

_FILE = "settings.json"
_VERSION = 1
_THEME, _SIZES, _DAYS, _WELCOMED = "theme", "sizes", "days_kept", "welcomed"
_ZOOM, _CALM, _LANGUAGE, _MASKED = "zoom", "calm", "language", "masked"
_WITHOUT_INSPECTOR = "without_inspector"

DAYS_KEPT = 30
"""Days after which the customers' data of a finished run is erased, unless somebody chose."""

DAYS_MAX = 3_650

_guard = Lock()


def theme() -> str:
    """Return the name of the theme that was chosen, empty where none was."""
    found = _read().get(_THEME)
    return found if isinstance(found, str) else ""


def set_theme(name: str) -> None:
    """Keep the theme that was chosen."""
    with _guard:
        _write(_read() | {_THEME: name})


def zoom() -> int:
    """Return the size of type that was chosen, in percent of the usual one; 0 where none was."""
    found = _read().get(_ZOOM)
    return found if type(found) is int else 0


def set_zoom(percent: int) -> None:
    """Keep the size of type that was chosen."""
    with _guard:
        _write(_read() | {_ZOOM: percent})


def is_calm() -> bool:
    """Tell whether somebody asked that nothing moves by itself."""
    return _read().get(_CALM) is True


def set_calm(*, is_calm: bool) -> None:
    """Keep whether somebody asked that nothing moves by itself."""
    with _guard:
        _write(_read() | {_CALM: is_calm})


def language() -> str:
    """Return the language that was chosen, by ISO 639-1; empty where none was."""
    found = _read().get(_LANGUAGE)
    return found if isinstance(found, str) else ""


def set_language(name: str) -> None:
    """Keep the language that was chosen."""
    with _guard:
        _write(_read() | {_LANGUAGE: name})


def is_masked() -> bool:
    """Tell whether values were masked last."""
    return _read().get(_MASKED) is True


def set_masked(*, is_masked: bool) -> None:
    """Keep whether values are masked."""
    with _guard:
        _write(_read() | {_MASKED: is_masked})


def has_inspector() -> bool:
    """Tell whether the row at which a list stands is shown in full beside it."""
    return _read().get(_WITHOUT_INSPECTOR) is not True


def set_inspector(*, is_shown: bool) -> None:
    """Keep whether the row at which a list stands is shown in full beside it."""
    with _guard:
        _write(_read() | {_WITHOUT_INSPECTOR: not is_shown})


def sizes(name: str) -> tuple[int, ...]:
    """Return the sizes, in pixels, to which the panes of this name were drawn; none if never."""
    found = _all_sizes(_read()).get(name)
    if not isinstance(found, list) or not all(type(each) is int and each >= 0 for each in found):
        return ()
    return tuple(found)


def set_sizes(name: str, sizes: tuple[int, ...]) -> None:
    """Keep the sizes of the panes of this name, in pixels."""
    with _guard:
        content = _read()
        _write(content | {_SIZES: _all_sizes(content) | {name: list(sizes)}})


def days_kept() -> int:
    """Return for how many days the customers' data of a finished run is kept."""
    found = _read().get(_DAYS)
    return found if type(found) is int and 1 <= found <= DAYS_MAX else DAYS_KEPT


def set_days_kept(days: int) -> None:
    """Keep the customers' data of finished runs for so many days."""
    with _guard:
        _write(_read() | {_DAYS: days})


def is_welcomed() -> bool:
    """Tell whether somebody has passed over what is shown at the first start."""
    return _read().get(_WELCOMED) is True


def set_welcomed() -> None:
    """Show what is for the first start no more."""
    with _guard:
        _write(_read() | {_WELCOMED: True})


def _all_sizes(content: dict[str, Any]) -> dict[str, Any]:
    found = content.get(_SIZES)
    return found if isinstance(found, dict) else {}


def _read() -> dict[str, Any]:
    """Read what is kept; a file that is damaged or of a later version counts as empty."""
    try:
        content = orjson.loads((paths.home() / _FILE).read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return {}
    is_known = isinstance(content, dict) and content.get("version") == _VERSION
    return content if is_known else {}


def _write(content: dict[str, Any]) -> None:
    # A comfort only: where nothing can be written, nothing is remembered.
    with suppress(OSError):
        atomic.write_bytes(paths.home() / _FILE, orjson.dumps(content | {"version": _VERSION}))
