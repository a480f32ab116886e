"""What is wrong with profiles, those of an import, with events, or from a client.

Source: schemas ``ProfileUpsertQueryResourceObject`` and ``OnsiteProfileCreateQueryResourceObject``
of Klaviyo's OpenAPI specification, revision 2026-07-15. ``meta`` (patches) is refused: a practice
that took it and did nothing would be a lie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.practice import checks
from klaviyo_gui.practice.shape import Problem, attributes_of, check_fields, items_of

if TYPE_CHECKING:
    from collections.abc import Mapping

PROFILES_MAX = 10_000
"""Profiles of one request."""

PROFILE_BYTES_MAX = 100_000
"""Bytes of one profile; "100 KB" is read as the smaller of its two meanings."""

EVENT_PROFILE_BYTES_MAX = 95_000
"""Bytes of a profile that comes with events (events_api_overview, Limitations)."""

PROFILES_POINTER = "/data/attributes/profiles/data"

_IDENTIFIERS = ("email", "phone_number", "external_id")
_EVENT_IDENTIFIERS = (*_IDENTIFIERS, "anonymous_id", "_kx")

_TEXTS = (
    "phone_number",
    "external_id",
    "_kx",
    "first_name",
    "last_name",
    "organization",
    "locale",
    "title",
    "image",
)
_PROFILE: Mapping[str, checks.Check] = {
    "email": checks.email,
    **dict.fromkeys(_TEXTS, str),
    "location": dict,
    "properties": checks.custom,
}
_EVENT_PROFILE: Mapping[str, checks.Check] = {**_PROFILE, "anonymous_id": str}
_PLACE_TEXTS = ("address1", "address2", "city", "region", "country", "zip", "timezone", "ip")
_LOCATION: Mapping[str, checks.Check] = {
    **dict.fromkeys(_PLACE_TEXTS, str),
    "latitude": checks.degrees,
    "longitude": checks.degrees,
}


def import_problems(document: object) -> list[Problem]:
    """Return what is wrong with the body of a profile import; nothing when it is sound."""
    problems: list[Problem] = []
    profiles = items_of(document, "profile-bulk-import-job", "profiles", problems)
    if profiles and isinstance(document, dict):
        _check_lists(document["data"].get("relationships"), problems)
    if len(profiles) > PROFILES_MAX:
        return [Problem(PROFILES_POINTER, f"A request can have at most {PROFILES_MAX} profiles.")]
    for index, profile in enumerate(profiles):
        pointer = f"{PROFILES_POINTER}/{index}"
        attributes = attributes_of(profile, "profile", pointer, problems, "id")
        if attributes is not None:
            check_fields(attributes, _PROFILE, "profile", f"{pointer}/attributes", problems)
            _check(profile, attributes, pointer, _IDENTIFIERS, problems)
            _check_size(profile, pointer, PROFILE_BYTES_MAX, problems)
    return problems


def client_profile_problems(document: object) -> list[Problem]:
    """Return what is wrong with the body of a client's profile; nothing when it is sound."""
    problems: list[Problem] = []
    data = document.get("data") if isinstance(document, dict) else None
    check_event_profile(data, "/data", problems, PROFILE_BYTES_MAX)
    return problems


def check_event_profile(
    profile: object, pointer: str, problems: list[Problem], limit: int = EVENT_PROFILE_BYTES_MAX
) -> None:
    """Add what is wrong with a profile that comes with events, or from a client."""
    attributes = attributes_of(profile, "profile", pointer, problems, "id")
    if attributes is not None and isinstance(profile, dict):
        check_fields(attributes, _EVENT_PROFILE, "profile", f"{pointer}/attributes", problems)
        _check(profile, attributes, pointer, _EVENT_IDENTIFIERS, problems)
        _check_size(profile, pointer, limit, problems)


def _check_lists(relationships: object, problems: list[Problem]) -> None:
    if relationships is None:
        return
    lists = relationships.get("lists") if isinstance(relationships, dict) else None
    entries = lists.get("data") if isinstance(lists, dict) else None
    if not isinstance(entries, list) or not all(
        isinstance(entry, dict) and entry.get("type") == "list" and isinstance(entry.get("id"), str)
        for entry in entries
    ):
        problems.append(Problem("/data/relationships/lists", "Expected a list of lists."))


def _check(
    profile: dict[str, Any],
    attributes: dict[str, Any],
    pointer: str,
    identifiers: tuple[str, ...],
    problems: list[Problem],
) -> None:
    location = attributes.get("location")
    if isinstance(location, dict):
        check_fields(location, _LOCATION, "location", f"{pointer}/attributes/location", problems)
    known = profile.get("id")
    if known is not None and not isinstance(known, str):
        problems.append(Problem(f"{pointer}/id", "Expected a string."))
    # The first is the e-mail address, which most profiles have.
    if not (attributes.get(identifiers[0]) or known or any(map(attributes.get, identifiers))):
        problems.append(
            Problem(f"{pointer}/attributes", "At least one profile identifier is required.")
        )
    number = attributes.get("phone_number")
    # With a good e-mail address the real API drops a bad number without a word.
    if (
        isinstance(number, str)
        and not checks.is_phone(number)
        and checks.email(attributes.get("email"))
    ):
        problems.append(Problem(f"{pointer}/attributes/phone_number", checks.PHONE_DETAIL))


def _check_size(profile: dict[str, Any], pointer: str, limit: int, problems: list[Problem]) -> None:
    if len(orjson.dumps(profile)) > limit:
        problems.append(Problem(pointer, f"A profile cannot be larger than {limit // 1000} KB."))
