"""The automatic mapping: what is proposed for a file's columns, and why.

It compares whole names, never one shared word: "Email Marketing Consent" is not the e-mail.
"""

from __future__ import annotations

from klaviyo_gui.core.suggest.belied import as_text, is_belied, with_types
from klaviyo_gui.core.suggest.conversions import conversion_for, converted, with_conversions
from klaviyo_gui.core.suggest.grouping import (
    GroupingProposal,
    are_lines,
    grouped_by,
    likely_key,
    propose_grouping,
)
from klaviyo_gui.core.suggest.items import item_key, suggest_grouped, suggest_items, usual_type
from klaviyo_gui.core.suggest.levels import Level
from klaviyo_gui.core.suggest.listing import separator_of_lists
from klaviyo_gui.core.suggest.proposal import column_for, guess_meaning, suggest
from klaviyo_gui.core.suggest.suggestion import Suggestion, as_mapping
from klaviyo_gui.core.suggest.templated import suggest_template
from klaviyo_gui.core.suggest.types import PLAIN, TypeProposal, propose_type

__all__ = [
    "PLAIN",
    "GroupingProposal",
    "Level",
    "Suggestion",
    "TypeProposal",
    "are_lines",
    "as_mapping",
    "as_text",
    "column_for",
    "conversion_for",
    "converted",
    "grouped_by",
    "guess_meaning",
    "is_belied",
    "item_key",
    "likely_key",
    "propose_grouping",
    "propose_type",
    "separator_of_lists",
    "suggest",
    "suggest_grouped",
    "suggest_items",
    "suggest_template",
    "usual_type",
    "with_conversions",
    "with_types",
]
