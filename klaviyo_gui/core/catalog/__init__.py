"""What Klaviyo accepts: every property of an event and of a profile, in plain words.

Source: Klaviyo's OpenAPI specification, revision 2026-07-15, schemas
``BaseEventCreateQueryBulkEntryResourceObject``, ``OnsiteProfileCreateQueryResourceObject`` and
``ProfileLocation``.
"""

from __future__ import annotations

from klaviyo_gui.core.catalog.left_out import CONSENT_LEGACY, LEFT_OUT
from klaviyo_gui.core.catalog.limits import (
    EMAIL_MAX,
    LIST_MAX,
    METRIC_NAME_MAX,
    NESTING_MAX,
    PROPERTIES_MAX,
    TEXT_MAX_BYTES,
    UNIQUE_ID_MAX,
)
from klaviyo_gui.core.catalog.lookup import (
    CUSTOM,
    ID_TARGETS,
    PERSON,
    by_legacy,
    custom,
    find,
    identifiers,
    is_custom,
    sufficient,
    targets,
)
from klaviyo_gui.core.catalog.target import Group, Target

__all__ = [
    "CONSENT_LEGACY",
    "CUSTOM",
    "EMAIL_MAX",
    "ID_TARGETS",
    "LEFT_OUT",
    "LIST_MAX",
    "METRIC_NAME_MAX",
    "NESTING_MAX",
    "PERSON",
    "PROPERTIES_MAX",
    "TEXT_MAX_BYTES",
    "UNIQUE_ID_MAX",
    "Group",
    "Target",
    "by_legacy",
    "custom",
    "find",
    "identifiers",
    "is_custom",
    "sufficient",
    "targets",
]
