"""The properties that tell of the person."""

from __future__ import annotations

from klaviyo_gui.core.catalog.names import hints, names
from klaviyo_gui.core.catalog.target import Group, Target
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.language import mark

NAME = (
    Target(
        "first_name",
        Group.ABOUT,
        mark("First name"),
        ValueType.TEXT,
        mark("The person's first name."),
        "Sarah",
        names("first_name"),
        legacy="$first_name",
        importer=("First Name", "Person//First Name"),
    ),
    Target(
        "last_name",
        Group.ABOUT,
        mark("Last name"),
        ValueType.TEXT,
        mark("The person's last name."),
        "Mason",
        names("last_name"),
        legacy="$last_name",
        importer=("Last Name", "Person//Last Name"),
    ),
    Target(
        "organization",
        Group.ABOUT,
        mark("Company"),
        ValueType.TEXT,
        mark("Where the person works."),
        "Example Corporation",
        names("organization"),
        legacy="$organization",
        importer=("Person//Organization",),
    ),
    Target(
        "title",
        Group.ABOUT,
        mark("Job title"),
        ValueType.TEXT,
        mark("The person's job title."),
        "Regional Manager",
        names("title"),
        legacy="$title",
        importer=("Person//Title",),
        hints=hints("title"),
    ),
)

TASTE = (
    Target(
        "locale",
        Group.ABOUT,
        mark("Language"),
        ValueType.TEXT,
        mark("Language and country by BCP 47."),
        "en-US",
        names("locale"),
        legacy="$locale",
        limit=mark("Two letters of the language, a dash, two letters of the country."),
    ),
    Target(
        "image",
        Group.ABOUT,
        mark("Picture address"),
        ValueType.TEXT,
        mark("Web address of a picture of the person."),
        "https://klaviyo-demo.com/sarah.png",
        names("image"),
        legacy="$image",
        hints=hints("image"),
        is_rare=True,
    ),
)
