"""The properties that say who it is."""

from __future__ import annotations

from klaviyo_gui.core.catalog.limits import EMAIL_MAX
from klaviyo_gui.core.catalog.names import hints, names
from klaviyo_gui.core.catalog.target import Group, Target
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.language import mark, told

IDENTIFIERS = (
    Target(
        "email",
        Group.WHO,
        mark("E-mail"),
        ValueType.EMAIL,
        mark("The person's e-mail address; the best way to recognise a person."),
        "sarah.mason@klaviyo-demo.com",
        names("email"),
        is_advised=True,
        is_identifier=True,
        legacy="$email",
        limit=told("A valid address of at most {count} characters.", count=EMAIL_MAX),
        importer=("Email", "Email Address", "Person//Email"),
    ),
    Target(
        "phone_number",
        Group.WHO,
        mark("Phone number"),
        ValueType.PHONE,
        mark("The person's phone number with country code; Klaviyo drops others without a word."),
        "+15005550006",
        names("phone_number"),
        is_identifier=True,
        legacy="$phone_number",
        limit=mark("International form (E.164): a plus and at most 15 digits."),
        importer=("Phone Number", "Person//Phone"),
        hints=hints("phone_number"),
    ),
    Target(
        "external_id",
        Group.WHO,
        mark("Your own customer id"),
        ValueType.TEXT,
        mark(
            "The number under which your shop knows this person. Klaviyo does not find out by "
            "it that two are one."
        ),
        "C-10442",
        names("external_id"),
        is_identifier=True,
        legacy="$id",
        limit=mark("Always text, so that leading zeros stay."),
        importer=("Person//ID",),
        hints=hints("external_id"),
    ),
)
"""Any one of them is enough to know the person, the most telling first."""

KLAVIYO_ID = Target(
    "id",
    Group.WHO,
    mark("Klaviyo's own profile id"),
    ValueType.TEXT,
    mark(
        "The id that Klaviyo gave this person, as its exports show it; beside an e-mail address, "
        "a phone number or your own id. It holds for one account only, and a wrong one sends the "
        "row to another person."
    ),
    "01GDDKASAP8TKDDA2GRZDSVP4H",
    names("id"),
    hints=hints("id"),
    limit=mark("As Klaviyo wrote it."),
    is_rare=True,
)

EXCHANGE_ID = Target(
    "_kx",
    Group.WHO,
    mark("Klaviyo's exchange id"),
    ValueType.TEXT,
    mark(
        "The encrypted id from Klaviyo's tracking of web pages; beside an e-mail address, a phone "
        "number or your own id."
    ),
    "a1B2c3D4e5F6g7H8i9J0kL.Xy12Zz",
    names("_kx"),
    legacy="$exchange_id",
    limit=mark("As Klaviyo wrote it."),
    is_rare=True,
)

ANONYMOUS_ID = Target(
    "anonymous_id",
    Group.WHO,
    mark("Anonymous id"),
    ValueType.TEXT,
    mark(
        "The id of a visitor who was not known yet; beside an e-mail address, a phone number or "
        "your own id."
    ),
    "d8f1c2a4",
    names("anonymous_id"),
    legacy="$anonymous",
    limit=mark("For events only: Klaviyo takes it no more with a person."),
    is_rare=True,
)
