"""The cells of a row become the item of one profile, as it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.core.batch import ITEM_MAX_BYTES
from klaviyo_gui.core.built import Build, Record, finished, resource
from klaviyo_gui.core.catalog import TEXT_MAX_BYTES
from klaviyo_gui.core.ids import digest
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.parts import PERSON
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.remarks import note_who, remarks
from klaviyo_gui.core.same_person import identifying, person, tells_who_shares

if TYPE_CHECKING:
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.core.sources import Cells
    from klaviyo_gui.core.sweep import Fill


_LIMIT = ITEM_MAX_BYTES[Kind.PROFILES]


def profile_builder(plan: Plan, fill: Fill, careful: Build | None) -> Build:
    """Return what builds profiles from filled parts; too long a text is left to ``careful``."""
    keys = identifying(plan.mapping, Kind.PROFILES)
    looks = remarks(plan.mapping, Kind.PROFILES)
    has_several = tells_who_shares(plan.mapping) is Kind.PROFILES

    def build(cells: Cells) -> Record:
        problems: list[Problem] = []
        parts = fill(cells, problems)
        attributes = parts[PERSON]
        identifier, who = person(attributes, keys)
        for look in looks:
            look(parts, problems)
        note_who(Kind.PROFILES, identifier, attributes, problems)
        body = orjson.dumps(resource(attributes))
        if len(body) > TEXT_MAX_BYTES and careful is not None:
            return careful(cells)
        if len(body) > _LIMIT:
            problems.append(Problem(Code.ITEM_TOO_LARGE, Severity.HOLD))
        named = (keys[0], attributes) if has_several else None
        return finished(Record(body, digest(identifier, who), (), person=named), problems)

    return build
