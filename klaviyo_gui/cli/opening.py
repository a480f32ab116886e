"""What every command does first: open the file, find the preset, let the options overrule both."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.core.convert import checked_country, zone
from klaviyo_gui.core.record import check_mapping
from klaviyo_gui.source.table import CsvFile, Overrides, open_csv
from klaviyo_gui.store import presets

if TYPE_CHECKING:
    import argparse

    from klaviyo_gui.core.mapping import Mapping


def opened(arguments: argparse.Namespace, reading: presets.Reading | None = None) -> CsvFile:
    """Open the file as the options say, else as the preset says, else as detected."""
    saved = reading or presets.Reading()
    return open_csv(
        arguments.file,
        Overrides(
            encoding=arguments.encoding or saved.encoding,
            delimiter=arguments.delimiter or saved.delimiter,
            header_line=arguments.header_line or saved.header_line,
        ),
    )


def opened_with_preset(arguments: argparse.Namespace) -> tuple[CsvFile, presets.Preset]:
    """Open the file and the preset; raises what makes either unusable."""
    preset = presets.find(paths.presets(), arguments.preset, Path.cwd())
    file = opened(arguments, preset.reading)
    preset = replace(preset, mapping=with_options(arguments, preset.mapping))
    check_mapping(preset.mapping, file.header)
    return file, preset


def with_options(arguments: argparse.Namespace, mapping: Mapping) -> Mapping:
    """Return the mapping with the time zone and phone country of the command line."""
    options = mapping.options
    if arguments.time_zone is not None:
        options = replace(options, time_zone=zone(arguments.time_zone).key)
    if arguments.phone_country is not None:
        options = replace(options, phone_country=checked_country(arguments.phone_country))
    return mapping.with_options(options)
