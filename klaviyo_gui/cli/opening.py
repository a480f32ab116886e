"""What every command does first: open the file, find the preset, let the options overrule both."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from klaviyo_gui import paths
from klaviyo_gui.core.convert import checked_country, zone
from klaviyo_gui.core.errors import OptionError, PresetUnreadable
from klaviyo_gui.core.mapping import Options
from klaviyo_gui.core.record import check_mapping
from klaviyo_gui.source.table import CsvFile, Overrides, open_csv
from klaviyo_gui.store import presets

if TYPE_CHECKING:
    import argparse

    from klaviyo_gui.core.mapping import Mapping

_OLD_SUFFIX = ".py"
_NONE = "none"

Value = TypeVar("Value")


def opened(arguments: argparse.Namespace, reading: presets.Reading | None = None) -> CsvFile:
    """Open the file as the options say, else as the preset says, else as detected."""
    _options(arguments, Options())
    told = reading_of(arguments, reading or presets.Reading())
    return open_csv(arguments.file, Overrides(**asdict(told)))


def reading_of(arguments: argparse.Namespace, saved: presets.Reading) -> presets.Reading:
    """Return how the command line says to read the file, and for the rest the preset."""
    quote = "" if arguments.quote == _NONE else arguments.quote
    if arguments.quote == "":
        raise OptionError("--quote", "")
    return presets.Reading(
        _first(arguments.delimiter, saved.delimiter),
        _first(arguments.encoding, saved.encoding),
        _first(arguments.header_line, saved.header_line),
        _first(quote, saved.quote),
        saved.escape,
        _first(arguments.sheet, saved.sheet),
    )


def opened_with_preset(arguments: argparse.Namespace) -> tuple[CsvFile, presets.Preset]:
    """Open the file and the preset; raises what makes either unusable."""
    preset = _found(arguments.preset)
    file = opened(arguments, preset.reading)
    preset = replace(preset, mapping=with_options(arguments, preset.mapping))
    check_mapping(preset.mapping, file.header)
    return file, preset


def with_options(arguments: argparse.Namespace, mapping: Mapping) -> Mapping:
    """Return the mapping with the time zone and phone country of the command line."""
    return mapping.with_options(_options(arguments, mapping.options))


def _options(arguments: argparse.Namespace, options: Options) -> Options:
    """Return the options that the command line leaves or sets; raises OptionError."""
    time_zone = _first(arguments.time_zone, options.time_zone)
    country = _first(arguments.phone_country, options.phone_country)
    # Those of a preset are looked at too: a slip in them must not wait for a cell that needs them.
    return replace(options, time_zone=zone(time_zone).key, phone_country=checked_country(country))


def _found(wanted: str) -> presets.Preset:
    path = Path.cwd() / wanted
    if path.suffix == _OLD_SUFFIX and path.is_file():
        raise PresetUnreadable(wanted, "this version does not read an old config.py yet")
    return presets.find(paths.presets(), wanted, Path.cwd())


def _first(chosen: Value | None, saved: Value) -> Value:
    """Return the choice of the command line; even an empty one, which is then refused."""
    return saved if chosen is None else chosen
