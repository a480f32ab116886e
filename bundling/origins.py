"""Whose work lies in the frozen app: the licences of all files that were collected."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from klaviyo_gui import licences
from klaviyo_gui.licences import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

_FREEZER: Final = "pyinstaller"
"""Its loader and the modules that prepare the start lie in every app that it makes."""

_SHARED_TEXTS: Final = re.compile(r"/usr/share/common-licenses/([\w.-]*\w)")


class Unowned(Exception):
    """Files of which nobody knows whose they are: with them the app may not be passed on."""

    def __init__(self, files: Iterable[Path]) -> None:
        names = ", ".join(sorted(map(str, files)))
        super().__init__(f"No licence is known of {names}: see bundling/origins.py.")


def parts_of(files: Iterable[Path], root: Path, made: Path) -> tuple[Part, ...]:
    """Return the parts from which these files come, the program in ``root`` first.

    Those in ``made`` were put together of others while the app was frozen. Raises Unowned where
    that of a file is not known.
    """
    owners = _owners()
    known = (root / "klaviyo_gui", root / "resources", made.resolve(), _home_of_python())
    found: dict[str, metadata.Distribution] = {}
    strange: set[Path] = set()
    for file in {file.resolve() for file in files}:
        owner = owners.get(file)
        if owner is not None:
            found[owner.metadata["Name"]] = owner
        elif not any(file.is_relative_to(place) for place in known):
            strange.add(file)
    found[_FREEZER] = metadata.distribution(_FREEZER)
    found.pop(licences.PROGRAM, None)
    others = [
        part
        for name in sorted(found, key=str.lower)
        for part in licences.of_distribution(found[name])
    ]
    return (_own(root), licences.python(), *others, *_of_system(strange))


def _own(root: Path) -> Part:
    texts = [(root / name).read_text(encoding="utf-8") for name in ("LICENSE", "LICENSE-UNICODE")]
    own = licences.own()
    return Part(own.name, own.version, own.licence, "\n\n".join(texts))


def _home_of_python() -> Path:
    """Return the folder in which all is Python's; of a system's own Python its library alone."""
    prefix = Path(sys.base_prefix).resolve()
    return Path(sysconfig.get_path("stdlib")).resolve() if prefix == Path("/usr") else prefix


def _owners() -> dict[Path, metadata.Distribution]:
    return {
        Path(str(each.locate_file(file))).resolve(): each
        for each in metadata.distributions()
        for file in each.files or ()
    }


def _of_system(files: set[Path]) -> list[Part]:
    """Return the packages of Debian or a descendant to which these files of the system belong."""
    if not files:
        return []
    if shutil.which("dpkg-query") is None:
        raise Unowned(files)
    packages = {file: _package_of(file) for file in files}
    if unknown := {file for file, package in packages.items() if not package}:
        raise Unowned(unknown)
    parts, shared = [], set()
    for package in sorted(set(packages.values())):
        version = _answer("dpkg-query", "--show", "--showformat=${Version}", package)
        name = package.split(":")[0]
        text = Path("/usr/share/doc", name, "copyright").read_text(encoding="utf-8")
        shared |= {each for each in _SHARED_TEXTS.findall(text) if _shared_text(each).is_file()}
        parts.append(Part(name, version, "as its text says", text))
    texts = [
        Part(
            f"Text of the licence {name}", "", name, _shared_text(name).read_text(encoding="utf-8")
        )
        for name in sorted(shared)
    ]
    return parts + texts


def _shared_text(name: str) -> Path:
    return Path("/usr/share/common-licenses", name)


def _package_of(file: Path) -> str:
    """Return the package of a file, "" where there is none; it may know it by its older place."""
    places = [file, Path("/") / file.relative_to("/usr")] if file.is_relative_to("/usr") else [file]
    for place in places:
        answer = _answer("dpkg-query", "--search", str(place))
        if answer:
            return answer.splitlines()[0].split(": ")[0].split(",")[0]
    return ""


def _answer(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a list
    return done.stdout.strip() if done.returncode == 0 else ""
