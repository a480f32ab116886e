"""What every command does first: open the file, find the preset, let the options overrule both."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, TypeVar

from klaviyo_gui import paths
from klaviyo_gui.cli.exits import exit_code
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.cli.output import tell
from klaviyo_gui.cli.preset_file import found_preset
from klaviyo_gui.cli.preset_lines import fit_as_json
from klaviyo_gui.cli.second_files import joined
from klaviyo_gui.core.convert import checked_country, on_clock, zone
from klaviyo_gui.core.errors import ColumnsMissing, OptionError, SourceError
from klaviyo_gui.core.fit import fit
from klaviyo_gui.core.mapping import Options
from klaviyo_gui.core.record import Plan, check_mapping
from klaviyo_gui.core.region import phone_country, reads_by_guess
from klaviyo_gui.preset_words import fit_words, note_words
from klaviyo_gui.sending.binding import job_of
from klaviyo_gui.sending.preparing import with_readings
from klaviyo_gui.sending.readying import check_steps
from klaviyo_gui.source.table import CsvFile, Overrides, open_csv
from klaviyo_gui.store import presets
from klaviyo_gui.store.amendments import has_amendments
from klaviyo_gui.store.library import Library
from klaviyo_gui.wording import error_words

if TYPE_CHECKING:
    import argparse

    from klaviyo_gui.core.mapping import Mapping

_NONE = "none"
_CHANGED = (
    "Rows of this file were changed in the window. Here the file is taken as it is: no cell is "
    "edited, and no row is left out."
)

_GUESSED = (
    "Phone numbers without a country code are read as those of {country}, which the rows of this "
    "file name: a guess, until the preset or --phone-country says it."
)

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
        saved.is_wrapped,
    )


def opened_with_preset(arguments: argparse.Namespace) -> tuple[CsvFile, presets.Preset]:
    """Open the file and the preset; raises what makes either unusable.

    A moment of the command line that names no zone gets the one by which the file is read.
    """
    library = Library(paths.presets())
    preset, notes = found_preset(arguments.preset, library)
    for note in notes:
        tell(note_words(note))
    file = _opened_for(arguments, preset)
    guessing = preset.mapping.guessing(phone_country(file.header, file.head_rows.cells))
    preset = replace(preset, mapping=with_options(arguments, guessing))
    try:
        plan = with_readings(Plan(preset.mapping, file.header), file)
        check_mapping(preset.mapping, file.header, plan.readings)
        file = joined(arguments, file, preset.mapping)
        check_steps(file, Plan(preset.mapping, file.header))
    except ColumnsMissing as error:
        raise _drifted(error, file, preset) from error
    if reads_by_guess(preset.mapping):
        tell(_GUESSED.format(country=preset.mapping.options.country))
    if has_amendments(job_of(file).key):
        tell(_CHANGED)
    if arguments.preset in library.names:
        library.note_use(arguments.preset)
    if getattr(arguments, "history_before", None) is not None:
        time_zone = preset.mapping.options.time_zone
        arguments.history_before = on_clock(arguments.history_before, time_zone)
    return file, preset


def _opened_for(arguments: argparse.Namespace, preset: presets.Preset) -> CsvFile:
    """Open the file as the preset says, unless as it stands it has more of its columns."""
    file, wanted = opened(arguments, preset.reading), set(preset.mapping.file_columns)
    lacking = wanted.difference(file.header)
    if not lacking or preset.reading == presets.Reading():
        return file
    try:
        found = opened(arguments)
    except SourceError:
        return file
    is_better = len(wanted.difference(found.header)) < len(lacking)
    (file if is_better else found).close()
    if is_better:
        tell("The file is not read as the preset says: its columns would be missing.")
    return found if is_better else file


def with_options(arguments: argparse.Namespace, mapping: Mapping) -> Mapping:
    """Return the mapping with the time zone and phone country of the command line."""
    return mapping.with_options(_options(arguments, mapping.options))


def _options(arguments: argparse.Namespace, options: Options) -> Options:
    """Return the options that the command line leaves or sets; raises OptionError."""
    time_zone = _first(arguments.time_zone, options.time_zone or None)
    country = _first(arguments.phone_country, options.phone_country)
    guess = options.guessed_country if arguments.phone_country is None else ""
    # Those of a preset are looked at too: a slip in them must not wait for a cell that needs them.
    said = "" if time_zone is None else zone(time_zone).key
    return replace(
        options,
        time_zone=said,
        phone_country=checked_country(country),
        guessed_country=guess,
    )


def _drifted(error: ColumnsMissing, file: CsvFile, preset: presets.Preset) -> Failure:
    """Return the refusal of a preset of which the file lacks columns, with their likely names."""
    found = fit(preset.mapping, file.header, file.head_rows.cells, preset.places)
    words = error_words(error)
    advice = f"{fit_words(found)} {words.advice}"
    more = {"fit": fit_as_json(found)}
    return Failure(type(error).__name__, words.what, advice, exit_code(error), more)


def _first(chosen: Value | None, saved: Value) -> Value:
    """Return the choice of the command line; even an empty one, which is then refused."""
    return saved if chosen is None else chosen
