"""What Klaviyo lets one write and this program does not, with the reason for each.

The paths are those of the specification, revision 2026-07-15, below the attributes of an event or
of a profile.
"""

from __future__ import annotations

LEFT_OUT = {
    "backfill": "It is chosen for the whole run: history or live.",
    "metric.service": "For companies that publish an integration; Klaviyo's default is right.",
    "meta.patch_properties.append": "It adds to what is there, so a repeat would add twice.",
    "meta.patch_properties.unappend": "It takes away what is there; an import only adds.",
    "meta.patch_properties.unset": "It erases what is there; an import only adds.",
    "meta.patch_identifiers.append": "It joins addresses to one person for good.",
    "meta.patch_identifiers.unappend": "It takes addresses away from a person.",
}
"""``path → reason`` for every attribute that no property of the catalogue writes."""

CONSENT_LEGACY = ("$consent", "$consent_timestamp", "$consent_method", "$source")
"""Older names without an equal today: neither an event nor an import sets consent."""
