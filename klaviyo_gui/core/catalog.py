"""What Klaviyo accepts: every property of an event and of a profile, in plain words.

Source: Klaviyo's OpenAPI specification, revision 2026-07-15, schemas
``BaseEventCreateQueryBulkEntryResourceObject``, ``OnsiteProfileCreateQueryResourceObject`` and
``ProfileLocation``; limits from
developers.klaviyo.com/en/reference/events_api_overview#limitations.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from klaviyo_gui.core.mapping import Kind, ValueType

PERSON = "profile."
"""Prefix of the person's own properties in the mapping of an event."""

CUSTOM = "properties."
"""Prefix of custom properties; after ``PERSON`` it means a custom property of the person."""

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


class Group(StrEnum):
    """The groups in which properties are shown."""

    WHO = "Who"
    WHAT = "What happened"
    DETAILS = "Event details"
    ABOUT = "About the person"


@dataclass(frozen=True, slots=True)
class Target:
    """One property that a column can fill.

    ``synonyms`` are header names that mean it, in lower case with single blanks between words.
    """

    key: str
    group: Group
    label: str
    type: ValueType
    meaning: str
    example: str
    synonyms: tuple[str, ...] = ()
    is_required: bool = False
    is_advised: bool = False
    is_identifier: bool = False
    is_custom: bool = False
    legacy: str = ""


_WHO = (
    Target(
        "email",
        Group.WHO,
        "E-mail",
        ValueType.EMAIL,
        "The person's e-mail address; the best way to recognise a person.",
        "sarah.mason@klaviyo-demo.com",
        (
            "email",
            "e mail",
            "email address",
            "e mail address",
            "mail",
            "customer email",
            "person email",
            "e mail adresse",
            "email adresse",
            "courriel",
            "adresse e mail",
        ),
        is_advised=True,
        is_identifier=True,
        legacy="$email",
    ),
    Target(
        "phone_number",
        Group.WHO,
        "Phone number",
        ValueType.PHONE,
        "The person's phone number with country code; Klaviyo drops others without a word.",
        "+15005550006",
        (
            "phone",
            "phone number",
            "telephone",
            "mobile",
            "mobile phone",
            "cell",
            "cell phone",
            "tel",
            "person phone",
            "telefon",
            "telefonnummer",
            "handy",
            "téléphone",
            "mobile number",
        ),
        is_identifier=True,
        legacy="$phone_number",
    ),
    Target(
        "external_id",
        Group.WHO,
        "Your own customer id",
        ValueType.TEXT,
        "The number under which your shop knows this person.",
        "C-10442",
        (
            "external id",
            "customer id",
            "customer number",
            "customer no",
            "user id",
            "client id",
            "person id",
            "kundennummer",
            "numéro client",
            "member id",
        ),
        is_identifier=True,
        legacy="$id",
    ),
)

_ABOUT = (
    Target(
        "first_name",
        Group.ABOUT,
        "First name",
        ValueType.TEXT,
        "The person's first name.",
        "Sarah",
        (
            "first name",
            "firstname",
            "given name",
            "forename",
            "fname",
            "person first name",
            "vorname",
            "prénom",
        ),
        legacy="$first_name",
    ),
    Target(
        "last_name",
        Group.ABOUT,
        "Last name",
        ValueType.TEXT,
        "The person's last name.",
        "Mason",
        (
            "last name",
            "lastname",
            "surname",
            "family name",
            "lname",
            "person last name",
            "nachname",
            "nom de famille",
        ),
        legacy="$last_name",
    ),
    Target(
        "organization",
        Group.ABOUT,
        "Company",
        ValueType.TEXT,
        "Where the person works.",
        "Example Corporation",
        (
            "organization",
            "organisation",
            "company",
            "company name",
            "person organization",
            "firma",
            "entreprise",
            "société",
        ),
        legacy="$organization",
    ),
    Target(
        "title",
        Group.ABOUT,
        "Job title",
        ValueType.TEXT,
        "The person's job title.",
        "Regional Manager",
        ("job title", "person title"),
        legacy="$title",
    ),
    Target(
        "location.address1",
        Group.ABOUT,
        "Street",
        ValueType.TEXT,
        "First line of the address.",
        "89 E 42nd St",
        (
            "address",
            "address1",
            "address 1",
            "address line 1",
            "street",
            "street address",
            "strasse",
            "adresse",
            "rue",
        ),
        legacy="$address1",
    ),
    Target(
        "location.address2",
        Group.ABOUT,
        "Street, second line",
        ValueType.TEXT,
        "Second line of the address.",
        "1st floor",
        ("address2", "address 2", "address line 2", "street 2"),
        legacy="$address2",
    ),
    Target(
        "location.city",
        Group.ABOUT,
        "City",
        ValueType.TEXT,
        "The person's town or city.",
        "New York",
        ("city", "town", "stadt", "ort", "ville"),
        legacy="$city",
    ),
    Target(
        "location.region",
        Group.ABOUT,
        "State or region",
        ValueType.TEXT,
        "State, county, canton or region.",
        "NY",
        (
            "region",
            "state",
            "state code",
            "state region",
            "province",
            "province code",
            "county",
            "bundesland",
            "région",
        ),
        legacy="$region",
    ),
    Target(
        "location.zip",
        Group.ABOUT,
        "Postcode",
        ValueType.TEXT,
        "Postcode, always as text so that leading zeros stay.",
        "10017",
        (
            "zip",
            "zip code",
            "zipcode",
            "postcode",
            "postal code",
            "plz",
            "postleitzahl",
            "code postal",
        ),
        legacy="$zip",
    ),
    Target(
        "location.country",
        Group.ABOUT,
        "Country",
        ValueType.TEXT,
        "The person's country.",
        "United States",
        ("country", "country code", "country name", "land", "pays"),
        legacy="$country",
    ),
    Target(
        "location.latitude",
        Group.ABOUT,
        "Latitude",
        ValueType.TEXT,
        "Degrees north; four decimals are enough.",
        "40.7128",
        ("latitude", "lat"),
        legacy="$latitude",
    ),
    Target(
        "location.longitude",
        Group.ABOUT,
        "Longitude",
        ValueType.TEXT,
        "Degrees east; four decimals are enough.",
        "-74.0060",
        ("longitude", "lng", "lon"),
        legacy="$longitude",
    ),
    Target(
        "location.timezone",
        Group.ABOUT,
        "Time zone of the person",
        ValueType.TEXT,
        "An IANA name; decides when a message reaches the person.",
        "America/New_York",
        ("timezone", "time zone"),
        legacy="$timezone",
    ),
    Target(
        "location.ip",
        Group.ABOUT,
        "IP address",
        ValueType.TEXT,
        "The person's IP address.",
        "127.0.0.1",
        ("ip", "ip address"),
        legacy="$ip",
    ),
    Target(
        "locale",
        Group.ABOUT,
        "Language",
        ValueType.TEXT,
        "Language and country by BCP 47.",
        "en-US",
        ("locale", "language", "language code", "sprache", "langue"),
        legacy="$locale",
    ),
    Target(
        "image",
        Group.ABOUT,
        "Picture address",
        ValueType.TEXT,
        "Web address of a picture of the person.",
        "https://klaviyo-demo.com/sarah.png",
        ("avatar", "profile image", "profile picture"),
        legacy="$image",
    ),
)

_WHAT = (
    Target(
        "metric",
        Group.WHAT,
        "Event name",
        ValueType.TEXT,
        "What happened, such as Placed Order. A new name creates a new metric for good.",
        "Placed Order",
        ("event", "event name", "metric", "metric name"),
        is_required=True,
        legacy="event",
    ),
    Target(
        "time",
        Group.WHAT,
        "Time",
        ValueType.TIME,
        "When it happened. Without it every event gets the time of planning.",
        "2022-11-08T00:00:00+00:00",
        (
            "time",
            "timestamp",
            "date",
            "datetime",
            "date time",
            "event time",
            "order date",
            "date ordered",
            "ordered at",
            "created at",
            "created",
            "order created",
            "date created",
            "purchase date",
            "order time",
            "paid at",
            "datum",
            "bestelldatum",
            "date de commande",
        ),
        is_advised=True,
        legacy="time",
    ),
    Target(
        "value",
        Group.WHAT,
        "Value",
        ValueType.NUMBER,
        "The amount of money, as a number; it becomes revenue.",
        "150.75",
        (
            "value",
            "total",
            "order total",
            "order value",
            "amount",
            "total amount",
            "grand total",
            "total price",
            "revenue",
            "subtotal",
            "betrag",
            "gesamtbetrag",
            "summe",
            "montant",
            "montant total",
        ),
        is_advised=True,
        legacy="$value",
    ),
    Target(
        "value_currency",
        Group.WHAT,
        "Currency",
        ValueType.TEXT,
        "Three letters by ISO 4217.",
        "USD",
        ("currency", "currency code", "value currency", "order currency", "währung", "devise"),
        legacy="$value_currency",
    ),
    Target(
        "unique_id",
        Group.WHAT,
        "Event id",
        ValueType.TEXT,
        "Makes this event recognisable, such as the order number: it is then counted once. "
        "Without it an id is made from the content.",
        "31625",
        (
            "event id",
            "unique id",
            "order id",
            "order number",
            "order no",
            "order",
            "transaction id",
            "bestellnummer",
            "numéro de commande",
        ),
        is_advised=True,
        legacy="$event_id",
    ),
)

ID_TARGETS = tuple(target.key for target in _WHO)
"""Keys of the identifiers, the most telling first."""


@cache
def targets(kind: Kind) -> tuple[Target, ...]:
    """Return all of Klaviyo's own properties for one kind of record, in the order of display."""
    if kind is Kind.PROFILES:
        return (*_WHO, *_ABOUT)
    who = tuple(replace(target, key=PERSON + target.key) for target in _WHO)
    about = tuple(replace(target, key=PERSON + target.key) for target in _ABOUT)
    return (*who, *_WHAT, *about)


@cache
def _by_key(kind: Kind) -> dict[str, Target]:
    return {target.key: target for target in targets(kind)}


def find(kind: Kind, key: str) -> Target | None:
    """Return the property of this key, custom ones included; None where Klaviyo has none."""
    known = _by_key(kind).get(key)
    if known is not None:
        return known
    person = key.removeprefix(PERSON) if kind is Kind.EVENTS else key
    name = person.removeprefix(CUSTOM)
    if name == person or not name:
        return None
    is_of_event = kind is Kind.EVENTS and person == key
    group = Group.DETAILS if is_of_event else Group.ABOUT
    whose = "event" if is_of_event else "person"
    return Target(
        key, group, name, ValueType.TEXT, f"A custom property of the {whose}.", "", is_custom=True
    )


def custom(name: str, *, of_person: bool = False) -> str:
    """Return the key of a custom property within its kind's own record."""
    return (PERSON if of_person else "") + CUSTOM + name


def identifiers(kind: Kind) -> tuple[str, ...]:
    """Return the keys of which at least one must be mapped."""
    prefix = PERSON if kind is Kind.EVENTS else ""
    return tuple(prefix + key for key in ID_TARGETS)
