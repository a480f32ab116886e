"""The files that a preset joins to the one that a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.cli.exits import exit_code
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.core.errors import JoinFileMissing
from klaviyo_gui.sending.seconds import with_seconds
from klaviyo_gui.wording import error_words

if TYPE_CHECKING:
    import argparse

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.source.table import CsvFile


def joined(arguments: argparse.Namespace, file: CsvFile, mapping: Mapping) -> CsvFile:
    """Return the file with those that its mapping joins, as the command line says or beside it."""
    try:
        return with_seconds(file, mapping, arguments.join)
    except JoinFileMissing as error:
        raise missing(error) from error


def missing(error: JoinFileMissing) -> Failure:
    """Return that a file to be joined is not there, with what the command line can do about it."""
    advice = f"Put it there, or say where it lies: --join FOLDER/{error.file}."
    return Failure(type(error).__name__, error_words(error).what, advice, exit_code(error))
