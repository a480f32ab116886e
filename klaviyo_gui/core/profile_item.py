"""The cells of a row become the item of one profile, as it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.core.batch import ITEM_MAX_BYTES
from klaviyo_gui.core.built import Build, Record, finished, is_held_for_who, resource
from klaviyo_gui.core.catalog import TEXT_MAX_BYTES
from klaviyo_gui.core.ids import claims, digest
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.people import identifiers, identifying, person, tells_who_shares
from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    from klaviyo_gui.core.filling import Fill
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.core.sources import Cells


_LIMIT = ITEM_MAX_BYTES[Kind.PROFILES]


def profile_builder(plan: Plan, fill: Fill, careful: Build | None) -> Build:
    """Return what builds profiles from filled parts; too long a text is left to ``careful``."""
    keys = identifying(plan.mapping, Kind.PROFILES)
    has_several = tells_who_shares(plan.mapping) is Kind.PROFILES

    def build(cells: Cells) -> Record:
        problems: list[Problem] = []
        _, _, attributes, _, _ = fill(cells, problems)
        identifier, who = person(attributes, keys)
        if not who and not is_held_for_who(problems):
            problems.append(Problem(Code.IDENTIFIER_MISSING, Severity.HOLD))
        body = orjson.dumps(resource(attributes))
        if len(body) > TEXT_MAX_BYTES and careful is not None:
            return careful(cells)
        if len(body) > _LIMIT:
            problems.append(Problem(Code.ITEM_TOO_LARGE, Severity.HOLD))
        named = claims(identifiers(attributes)) if has_several else ()
        return finished(Record(body, digest(identifier, who), (), claims=named), problems)

    return build
