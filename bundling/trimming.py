"""What of Qt the frozen app goes without, and what nothing else asks for then."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from PyInstaller.depend.bindepend import get_imports  # type: ignore[import-untyped]

from klaviyo_gui import paths
from klaviyo_gui.language import SOURCE, languages

if TYPE_CHECKING:
    from collections.abc import Iterable

    Entry = tuple[str, str, str]
    """The place in the app, the file or what a link leads to, and the kind of the entry."""

MODULES: Final = (
    # All that the hooks for PySide6 would bring beside QtCore, QtGui, QtNetwork, QtSvg, QtWidgets.
    "PySide6.QtDBus",
    "PySide6.QtOpenGL",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    # Comfort for who types at the terminal, by a library under the GPL.
    "readline",
    # Named by libraries for cases that do not arise here.
    "tkinter",
    "unittest",
    "pydoc",
    "pip",
    "setuptools",
    "pytest",
)
"""Modules of Python that stay out."""

_PLUGINS: Final[dict[str, set[str] | None]] = {
    # A screen of each system, and none: --demo and the tests show windows without one.
    "platforms": {"cocoa", "windows", "xcb", "wayland", "offscreen"},
    # Letters that are typed with several keys.
    "platforminputcontexts": None,
    # File dialogs, and light or dark, as the desktop says. Not GTK's: it brings half of the GTK of
    # the computer that builds, which is not that of the one it runs on.
    "platformthemes": {"xdgdesktopportal"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": None,
    # The looks of controls on Windows and macOS.
    "styles": None,
    # All pictures of the program are SVG; PNG is written without a plug-in.
    "iconengines": {"svgicon"},
    "imageformats": {"svg"},
}
"""The plug-ins of Qt that are needed, by folder; None stands for all of a folder.

The others are for what the program does not do: to speak TLS by Qt (Python does), to look at the
network, touch screens without a desktop, OpenGL, and all other formats of pictures.
"""


_QT_WORDS: Final = {f"qtbase_{name}" for name in languages(paths.languages()) if name != SOURCE}
"""Qt's own words, which it brings in dozens of languages."""


def trimmed(binaries: Iterable[Entry]) -> list[Entry]:
    """Return the libraries without the plug-ins that are not needed, and what only they needed."""
    entries = list(binaries)
    kept = [entry for entry in entries if is_needed(entry[0])]
    dropped = [entry for entry in entries if not is_needed(entry[0])]
    files = {PurePath(entry[0]).name: entry[1] for entry in kept if entry[2] != "SYMLINK"}
    # A library is no reason to stay for itself, nor is a link to it: somebody must ask for it.
    roots = {entry[0] for entry in kept if entry[2] == "EXTENSION" or _is_plugin(entry[0])}
    wanted = _reached({PurePath(root).name for root in roots}, files)
    lost = _reached({PurePath(entry[0]).name for entry in dropped}, files | _files(dropped))
    gone = lost - wanted
    return [entry for entry in kept if PurePath(entry[0]).name not in gone]


def is_needed(place: str) -> bool:
    """Tell whether what would lie at this place of the app is needed, as far as its name tells."""
    path = PurePath(place)
    if "PySide6" in path.parts and "translations" in path.parts:
        # What Qt says by itself, such as the buttons of its boxes, in the languages of the program.
        return path.stem in _QT_WORDS
    if path.suffix == ".po":
        # What people translate; the program reads what was made of it.
        return False
    if not _is_plugin(place):
        return True
    wanted = _PLUGINS.get(path.parent.name, set())
    name = path.name.split(".")[0].removeprefix("lib").removeprefix("q")
    return wanted is None or name in wanted


def _is_plugin(place: str) -> bool:
    parts = PurePath(place).parts
    return "PySide6" in parts and "plugins" in parts


def _files(entries: Iterable[Entry]) -> dict[str, str]:
    return {PurePath(place).name: file for place, file, _ in entries}


def _reached(names: set[str], files: dict[str, str]) -> set[str]:
    """Return these names, and those of all libraries that they ask for, step by step."""
    seen: set[str] = set()
    waiting = [name for name in names if name in files]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        asked = {PurePath(asked).name for asked, _ in get_imports(files[name])}
        waiting.extend(each for each in asked - seen if each in files)
    return seen
