"""Failures that only the command line knows, and the report of a fault of the program."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path
from typing import Any

from klaviyo_gui import __version__
from klaviyo_gui.cli.exits import WRONG_USE
from klaviyo_gui.wording import Words, bare

_PACKAGE = Path(__file__).resolve().parents[1]


class Failure(Exception):
    """The command ends here, with these words and this exit code; ``code`` names it in JSON.

    ``more`` stands in the JSON document beside the error.
    """

    def __init__(
        self,
        code: str,
        what: str,
        advice: str,
        exit_code: int = WRONG_USE,
        more: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.words = Words(what, advice)
        self.exit_code = exit_code
        self.more = more or {}


def system_failure(error: OSError) -> Failure:
    """Return what the system refused as a failure: a folder, a full disk."""
    where = f": {error.filename}" if error.filename is not None else ""
    return Failure(
        "SystemRefused",
        f"The system refuses: {bare(error.strerror or str(error))}{where}.",
        "Check that the place exists, that you may write there and that the disk is not full.",
    )


def report(error: BaseException) -> str:
    """Return the report of a fault: its type and the lines of code, never a value.

    The message of an exception may quote a cell, so it is left out.
    """
    version = f"klaviyo-gui {__version__}, Python {platform.python_version()}"
    lines = [f"{version}, {platform.system()} {platform.release()}"]
    link: BaseException | None = error
    while link is not None:
        lines += [f"{type(link).__module__}.{type(link).__qualname__}"]
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    return "\n".join(lines)


def _place(file: str) -> str:
    """Return a code file without the folders above, which may name a person."""
    path = Path(file)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return path.name
