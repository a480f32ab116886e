"""A preset and its fit as lines for people at a terminal, and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from klaviyo_gui.cli.output import write_text
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.preset_words import evidence_words, fit_words, setting_value
from klaviyo_gui.store.conversion_form import conversion_as_json
from klaviyo_gui.wording import (
    filter_words,
    further_words,
    join_words,
    repair_words,
    source_words,
    target_label,
)

if TYPE_CHECKING:
    from klaviyo_gui.core.fit import Fit
    from klaviyo_gui.core.mapping import Mapping, Pair
    from klaviyo_gui.store.presets import Preset


def print_preset(preset: Preset) -> None:
    """Print what a preset holds."""
    write_text(preset.name)
    for kind in Kind:
        for pair in preset.mapping.pairs(kind):
            label = target_label(kind, pair.target)
            write_text(f"{kind:9} {source_words(pair):28} → {label}{_how(pair)}")
    _print_steps(preset.mapping)
    if preset.mapping.left_out:
        write_text(f"left out: {', '.join(preset.mapping.left_out)}")
    for repair in preset.mapping.repairs:
        write_text(f"{repair.column}: {repair_words(repair.code)}")
    if preset.mapping.contact_list is not None:
        write_text(f"list to join: {preset.mapping.contact_list.name}")
    for name, value in {**asdict(preset.mapping.options), **asdict(preset.reading)}.items():
        if value not in {None, ""} or name == "time_zone":
            write_text(f"{name.replace('_', ' ')}: {setting_value(name, value)}")


def _print_steps(mapping: Mapping) -> None:
    """Print what is done with rows before records are built of them, in that order."""
    for join in mapping.joins:
        write_text(f"joined: {join_words(join)}")
    if mapping.row_filter is not None:
        write_text(f"rows: {filter_words(mapping.row_filter)}")
    if mapping.grouping is not None:
        write_text(f"rows: {setting_value('grouping', mapping.grouping)}")
    if mapping.condition is not None:
        write_text(f"the event is sent of: {filter_words(mapping.condition)}")
    for each in mapping.further:
        write_text(f"further event: {further_words((each,))}")
        for pair in each.pairs:
            label = target_label(Kind.EVENTS, pair.target)
            write_text(f"{'':9} {source_words(pair):28} → {label}{_how(pair)}")


def _how(pair: Pair) -> str:
    """Return what somebody chose about the text of a pair, in brackets."""
    chosen = conversion_as_json(pair.conversion)
    words = [f"{name}: {_value(value)}" for name, value in chosen.items()]
    words = [pair.type.value, *words] if pair.type is not None else words
    return f"  ({', '.join(words)})" if words else ""


def _value(value: object) -> str:
    match value:
        case tuple():
            return "; ".join(
                " → ".join(each) if isinstance(each, tuple) else each for each in value
            )
        case bool():
            return "yes" if value else "no"
    return str(value)


def fit_as_json(fit: Fit) -> dict[str, Any]:
    """Return how a preset fits a file, as plain values."""
    return {
        "columns": fit.columns,
        "present": fit.present,
        "words": fit_words(fit),
        "drift": [
            {"column": each.column, "now": each.now or None, "reason": evidence_words(each)}
            for each in fit.drifts
        ],
    }
