"""The parts that the program is made of, and the licences under which they come."""

from __future__ import annotations

import json
import platform
import re
import sysconfig
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from klaviyo_gui import __version__, paths

if TYPE_CHECKING:
    from collections.abc import Iterable

PROGRAM: Final = "klaviyo-gui"

_BUNDLED: Final = "parts.json"
"""Made while the app is frozen, which has other parts than an environment of Python."""

_QT: Final = "PySide6-Essentials"

_KEPT_TEXTS: Final = {"LGPL-3.0-only": ("LGPL-3.0.txt", "GPL-3.0.txt")}
"""For parts that come without the text of their licence; of this one the second is a part."""

_QT_NOTE: Final = """\
Qt is used under the GNU Lesser General Public License, version 3. Its libraries lie as files of
their own beside the program and may be replaced by other builds of them. Their source code is at
https://download.qt.io/official_releases/qt/, and which works of others are in it is told at
https://doc.qt.io/qt-6/licenses-used-in-qt.html."""

_TEXT_NAMES: Final = re.compile(r"(?i)(licen[cs]e|copying|notice)[^/]*$")

_SEPARATORS: Final = re.compile("[-_.]+")

_RULE: Final = f"\n\n{'—' * 40}\n\n"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the program, with the short name of its licence and all of its text."""

    name: str
    version: str
    licence: str
    text: str


def parts() -> tuple[Part, ...]:
    """Return all parts of the program as it runs here, the program itself first."""
    bundled = paths.resources() / _BUNDLED
    if bundled.is_file():
        return tuple(Part(**each) for each in json.loads(bundled.read_text(encoding="utf-8")))
    return installed()


def write(found: Iterable[Part], folder: Path) -> Path:
    """Write the parts of a frozen app into a folder, to lie among its resources; return where."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / _BUNDLED
    content = [asdict(each) for each in found]
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def installed() -> tuple[Part, ...]:
    """Return the program, Python, and what is installed of all that the program needs."""
    names = sorted(_needed(PROGRAM) - {PROGRAM}, key=str.lower)
    others = [part for name in names for part in of_distribution(metadata.distribution(name))]
    return (own(), python(), *others)


def own() -> Part:
    """Return the program itself."""
    try:
        text = _text_of(metadata.distribution(PROGRAM))
    except metadata.PackageNotFoundError:
        # A folder of sources that nobody installed.
        text = ""
    return Part("CSV to Klaviyo", __version__, "MIT", text)


def python() -> Part:
    """Return the interpreter with its standard library."""
    library = Path(sysconfig.get_path("stdlib"))
    files = (folder / "LICENSE.txt" for folder in (library, library.parent))
    text = next((file.read_text(encoding="utf-8") for file in files if file.is_file()), "")
    return Part("Python", platform.python_version(), "PSF-2.0", text)


def of_distribution(found: metadata.Distribution) -> list[Part]:
    """Return what an installed distribution brings: itself, and Qt where it is Qt's binding."""
    name = str(found.metadata["Name"])
    licence = _licence_of(found)
    text = _text_of(found) or _kept_text(licence)
    part = Part(name, found.version, licence, text)
    if normal(name) != normal(_QT):
        return [part]
    return [part, Part("Qt", found.version, "LGPL-3.0-only", f"{_QT_NOTE}{_RULE}{text}")]


def normal(name: str) -> str:
    """Return a distribution's name as package indexes compare it."""
    return _SEPARATORS.sub("-", name).lower()


def _needed(name: str) -> set[str]:
    """Return the names of the installed distributions that this one needs, itself included."""
    seen: set[str] = set()
    waiting = [normal(name)]
    while waiting:
        each = waiting.pop()
        try:
            wanted = metadata.requires(each) or []
        except metadata.PackageNotFoundError:
            # It is for another system, or for another Python.
            continue
        seen.add(each)
        names = {
            normal(re.split(r"[^\w.-]", requirement, maxsplit=1)[0])
            for requirement in wanted
            if "extra ==" not in requirement
        }
        waiting.extend(names - seen)
    return seen


def _licence_of(found: metadata.Distribution) -> str:
    """Return the short name of a licence; older metadata have it in one of three places."""
    about = found.metadata
    for field in ("License-Expression", "License"):
        for short in about.get_all(field, []):
            if short and "\n" not in short:
                return str(short)
    prefix = "License :: "
    named = [each for each in about.get_all("Classifier", []) if each.startswith(prefix)]
    return ", ".join(each.rsplit(" :: ", 1)[-1] for each in named)


def _text_of(found: metadata.Distribution) -> str:
    """Return the texts of the licences that a distribution brings along."""
    inner = [
        file
        for file in found.files or ()
        if ".dist-info" in file.parts[0] and _TEXT_NAMES.search(file.as_posix())
    ]
    texts = [Path(str(found.locate_file(file))).read_text(encoding="utf-8") for file in inner]
    return _RULE.join(text.strip() for text in texts)


def _kept_text(licence: str) -> str:
    folder = paths.resources() / "licences"
    return _RULE.join(
        (folder / name).read_text(encoding="utf-8").strip()
        for short, names in _KEPT_TEXTS.items()
        if short in licence
        for name in names
    )
