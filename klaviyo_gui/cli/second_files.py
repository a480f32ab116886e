"""The files that a preset joins to the one that a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.cli.exits import exit_code
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.core.errors import JoinFileMissing, OptionError
from klaviyo_gui.sending.seconds import with_seconds
from klaviyo_gui.wording import error_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.source.table import CsvFile


def joined(arguments: argparse.Namespace, file: CsvFile, mapping: Mapping) -> CsvFile:
    """Return the file with those that its mapping joins, as the command line says or beside it."""
    check_joins(arguments.join, mapping)
    try:
        return with_seconds(file, mapping, arguments.join)
    except JoinFileMissing as error:
        raise missing(error) from error


def check_joins(given: Sequence[Path], mapping: Mapping) -> None:
    """Raise OptionError for a file that no join of the mapping could take."""
    if len(given) > len(mapping.joins):
        raise OptionError("--join", str(given[len(mapping.joins)]))


def missing(error: JoinFileMissing) -> Failure:
    """Return that a file to be joined is not there, with what the command line can do about it."""
    advice = f"Put it there, or say where it lies: --join FOLDER/{error.file}."
    return Failure(type(error).__name__, error_words(error).what, advice, exit_code(error))
