"""A preset and its fit as lines for people at a terminal, and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from klaviyo_gui.cli.output import write_text
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.preset_words import evidence_words, fit_words
from klaviyo_gui.wording import source_words, target_label

if TYPE_CHECKING:
    from klaviyo_gui.core.fit import Fit
    from klaviyo_gui.store.presets import Preset


def print_preset(preset: Preset) -> None:
    """Print what a preset holds."""
    write_text(preset.name)
    for kind in Kind:
        for pair in preset.mapping.pairs(kind):
            write_text(f"{kind:9} {source_words(pair):28} → {target_label(kind, pair.target)}")
    for name, value in {**asdict(preset.mapping.options), **asdict(preset.reading)}.items():
        if value not in {None, ""}:
            write_text(f"{name.replace('_', ' ')}: {value}")


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
