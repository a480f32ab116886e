"""What Klaviyo allows at most.

Source: developers.klaviyo.com/en/reference/events_api_overview#limitations and the OpenAPI
specification, revision 2026-07-15.
"""

from __future__ import annotations

METRIC_NAME_MAX = 127
"""Characters of a metric's name: it must be shorter than 128."""

UNIQUE_ID_MAX = 255
"""Characters of an event's unique id."""

EMAIL_MAX = 100
"""Characters of an e-mail address."""

PROPERTIES_MAX = 400
"""Custom properties of one event."""

TEXT_MAX_BYTES = 100_000
"""Bytes of one text value; "100 KB" is read as the smaller of its two meanings."""

LIST_MAX = 4_000
"""Items of one list."""

NESTING_MAX = 10
"""Levels of objects within objects."""
