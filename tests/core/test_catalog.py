import dataclasses

import pytest

from klaviyo_gui.core import catalog
from klaviyo_gui.core.catalog import Group
from klaviyo_gui.core.catalog.names import languages
from klaviyo_gui.core.header_words import folded, words_of
from klaviyo_gui.core.mapping import Kind, ValueType
from tests.core.cells import converted
from tests.klaviyo.specification import specification
from tests.tour.made_up import made_up_language

BODIES = {
    Kind.EVENTS: ("EventsBulkCreateJob", ("events-bulk-create", "data")),
    Kind.PROFILES: ("ProfileImportJobCreateQuery", ("profiles", "data")),
}
MAIN = ("email", "phone_number", "first_name", "last_name", "location.city", "location.zip")
LANGUAGES = {"en", "de", "fr", "es", "it", "nl", "pt", "pl"}

OWN = {kind: {target.key: target for target in catalog.targets(kind)} for kind in Kind}
LEGACY = {
    "email": "$email",
    "phone_number": "$phone_number",
    "external_id": "$id",
    "id": "",
    "_kx": "$exchange_id",
    "first_name": "$first_name",
    "last_name": "$last_name",
    "organization": "$organization",
    "title": "$title",
    "image": "$image",
    "locale": "$locale",
    "location.address1": "$address1",
    "location.address2": "$address2",
    "location.city": "$city",
    "location.region": "$region",
    "location.zip": "$zip",
    "location.country": "$country",
    "location.latitude": "$latitude",
    "location.longitude": "$longitude",
    "location.timezone": "$timezone",
    "location.ip": "$ip",
}
EVENT_LEGACY = {
    "profile.anonymous_id": "$anonymous",
    "metric": "event",
    "time": "time",
    "value": "$value",
    "value_currency": "$value_currency",
    "unique_id": "$event_id",
}


def test_a_person_has_all_properties_of_klaviyo_with_their_older_names():
    assert {key: target.legacy for key, target in OWN[Kind.PROFILES].items()} == LEGACY


def test_an_event_has_its_own_properties_and_all_of_its_person():
    expected = EVENT_LEGACY | {"profile." + key: legacy for key, legacy in LEGACY.items()}

    assert {key: target.legacy for key, target in OWN[Kind.EVENTS].items()} == expected


def test_every_property_is_of_the_type_that_klaviyo_wants():
    odd = {key: target.type for key, target in OWN[Kind.EVENTS].items() if target.type != "text"}

    assert odd == {
        "profile.email": ValueType.EMAIL,
        "profile.phone_number": ValueType.PHONE,
        "time": ValueType.TIME,
        "value": ValueType.NUMBER,
    }


@pytest.mark.parametrize("kind", Kind)
def test_every_property_explains_itself_with_an_example_that_can_be_sent(kind):
    for target in catalog.targets(kind):
        assert target.label
        assert target.meaning.endswith(".")
        value, problems = converted(target.example, target.type)
        assert value is not None
        assert problems == []


@pytest.mark.parametrize("kind", Kind)
def test_no_two_properties_have_one_key_label_or_synonym(kind):
    for names in (
        [target.key for target in catalog.targets(kind)],
        [target.label for target in catalog.targets(kind)],
        [
            folded(word)
            for target in catalog.targets(kind)
            for word in {folded(each) for each in (*target.synonyms, *target.hints)}
        ],
    ):
        assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", Kind)
def test_every_synonym_is_written_as_headers_are_compared(kind):
    words = [word for each in catalog.targets(kind) for word in (*each.synonyms, *each.hints)]

    assert [word for word in words if words_of(word) != word] == []


@pytest.mark.parametrize(
    "key",
    [*MAIN, "location.address1", "location.country", "metric", "time", "value", "unique_id"],
)
def test_the_main_properties_have_names_in_eight_languages(key):
    assert languages(key) >= LANGUAGES


@pytest.mark.parametrize("kind", Kind)
def test_a_property_is_found_by_its_older_name(kind):
    for target in catalog.targets(kind):
        if target.legacy:
            assert catalog.by_legacy(kind, target.legacy.upper() + " ") == target
    assert catalog.by_legacy(kind, "_kx").key.endswith("_kx")
    assert catalog.by_legacy(kind, "$extra") is None
    assert [catalog.by_legacy(kind, name) for name in catalog.CONSENT_LEGACY] == [None] * 4


def test_further_older_names_of_an_event_are_known():
    assert catalog.by_legacy(Kind.EVENTS, "$currency_code").key == "value_currency"
    assert catalog.by_legacy(Kind.PROFILES, "$currency_code") is None


@pytest.fixture(name="specification")
def schemas():
    return specification()["components"]["schemas"]


def resolved(schema, schemas):
    """Return a schema without a reference, and of a list what its items are."""
    while "$ref" in schema or "items" in schema:
        name = schema.get("$ref", "").rpartition("/")[2]
        schema = schemas[name] if name else schema["items"]
    return schema


def inner(schema, schemas, *path):
    """Return the schema at the end of a path of properties."""
    for step in path:
        schema = resolved(schema, schemas)["properties"][step]
    return resolved(schema, schemas)


def leaves(schema, schemas, prefix=""):
    """Return the path of every value that can be written below a schema."""
    schema = resolved(schema, schemas)
    if not schema.get("properties"):
        return {prefix.removesuffix(".")}
    return {
        leaf
        for name, child in schema["properties"].items()
        for leaf in leaves(child, schemas, f"{prefix}{name}.")
    }


def of_person(resource, schemas):
    found = leaves(inner(resource, schemas, "attributes"), schemas)
    found |= leaves(inner(resource, schemas, "meta"), schemas, "meta.")
    return found | {"id"}


def writable(kind, schemas):
    """Return every path that a body of this kind can write, as the catalogue writes it."""
    name, path = BODIES[kind]
    item = inner(schemas[name], schemas, "data", "attributes", *path)
    if kind is Kind.PROFILES:
        return of_person(item, schemas)
    outer = inner(item, schemas, "attributes")
    event = leaves(inner(outer, schemas, "events", "data", "attributes"), schemas)
    event = {each.replace("metric.data.attributes.name", "metric") for each in event}
    event = {each.replace("metric.data.attributes.", "metric.") for each in event}
    person = of_person(inner(outer, schemas, "profile", "data"), schemas)
    return (event - {"metric.data.type"}) | {"profile." + each for each in person}


def written(kind):
    """Return every path that the catalogue writes or leaves out for a reason."""
    prefix = "profile." if kind is Kind.EVENTS else ""
    own = {target.key for target in catalog.targets(kind)} | {"properties", prefix + "properties"}
    left_out = {path for path in catalog.LEFT_OUT if prefix or path.startswith("meta.")}
    return own | {(prefix if path.startswith("meta.") else "") + path for path in left_out}


@pytest.mark.parametrize("kind", Kind)
def test_every_attribute_that_can_be_written_is_offered_or_left_out_for_a_reason(
    kind, specification
):
    assert writable(kind, specification) == written(kind)
    assert all(reason.endswith(".") for reason in catalog.LEFT_OUT.values())


@pytest.mark.parametrize("kind", Kind)
def test_an_attribute_that_is_forgotten_would_fail_this_test(kind, specification, monkeypatch):
    fewer = tuple(each for each in catalog.targets(kind) if not each.key.endswith("zip"))
    monkeypatch.setattr(catalog, "targets", lambda _: fewer)

    assert writable(kind, specification) - written(kind) == {
        ("profile." if kind is Kind.EVENTS else "") + "location.zip"
    }


def test_what_is_sent_as_a_number_is_one_in_the_specification(specification):
    name, path = BODIES[Kind.EVENTS]
    outer = inner(specification[name], specification, "data", "attributes", *path, "attributes")
    event = inner(outer, specification, "events", "data", "attributes")["properties"]
    numbers = {name for name, schema in event.items() if schema.get("type") == "number"}

    assert numbers == {
        each.key for each in OWN[Kind.EVENTS].values() if each.type is ValueType.NUMBER
    }


def test_the_headers_of_klaviyo_s_own_importer_are_kept_with_what_they_mean():
    headers = {each for target in OWN[Kind.EVENTS].values() for each in target.importer}

    assert headers == {
        "Email", "Email Address", "Phone Number", "First Name", "Last Name", "City",
        "State/Region", "Country", "Zip Code", "Timestamp", "$event_id", "$value",
        *(f"Person//{each}" for each in ("Email", "ID", "First Name", "Last Name", "Phone")),
        *(f"Person//{each}" for each in ("Organization", "Title")),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (Kind.EVENTS, ("profile.email", "profile.phone_number", "profile.external_id")),
        (Kind.PROFILES, ("email", "phone_number", "external_id")),
    ],
)
def test_one_of_three_identifiers_is_advised(kind, keys):
    assert set(keys) < set(catalog.sufficient(kind)) <= set(catalog.identifiers(kind))
    assert tuple(each.key for each in catalog.targets(kind) if each.is_identifier) == keys


def test_klaviyos_own_id_says_best_who_it_is_and_its_cookie_never_alone_in_a_profile():
    assert catalog.identifiers(Kind.PROFILES)[:2] == ("id", "email")
    assert catalog.sufficient(Kind.PROFILES) == ("id", "email", "phone_number", "external_id")
    assert catalog.sufficient(Kind.EVENTS) == catalog.identifiers(Kind.EVENTS)


@pytest.mark.parametrize(
    ("kind", "key", "group", "label"),
    [
        (Kind.EVENTS, "value", Group.WHAT, "Value"),
        (Kind.EVENTS, "profile.location.city", Group.ABOUT, "City"),
        (Kind.EVENTS, "properties.Brand", Group.DETAILS, "Brand"),
        (Kind.EVENTS, "properties.profile.x", Group.DETAILS, "profile.x"),
        (Kind.EVENTS, "profile.properties.Points", Group.ABOUT, "Points"),
        (Kind.PROFILES, "properties.Points", Group.ABOUT, "Points"),
    ],
)
def test_a_property_is_found_by_its_key(kind, key, group, label):
    found = catalog.find(kind, key)

    assert (found.key, found.group, found.label) == (key, group, label)
    assert found.is_custom == ("properties." in key)
    assert not found.is_custom or (found.type, found.is_identifier) == (ValueType.TEXT, False)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (Kind.EVENTS, "email"),
        (Kind.EVENTS, "profile.value"),
        (Kind.EVENTS, "properties."),
        (Kind.EVENTS, "profile.properties."),
        (Kind.EVENTS, "profile.profile.email"),
        (Kind.PROFILES, "profile.email"),
        (Kind.PROFILES, "metric"),
        (Kind.PROFILES, "$email"),
        (Kind.PROFILES, ""),
    ],
)
def test_what_klaviyo_does_not_have_is_not_found(kind, key):
    assert catalog.find(kind, key) is None


def test_a_custom_property_is_found_by_the_key_made_for_it():
    for kind, of_person in ((Kind.EVENTS, False), (Kind.EVENTS, True), (Kind.PROFILES, False)):
        found = catalog.find(kind, catalog.custom("Größe (EU)", of_person=of_person))
        assert (found.label, found.is_custom) == ("Größe (EU)", True)


def test_a_property_is_a_value_that_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        OWN[Kind.PROFILES]["email"].label = "Mail"


def test_what_people_read_of_a_property_is_in_their_language_and_its_name_is_not():
    own = OWN[Kind.PROFILES]["location.city"]
    with made_up_language():
        assert own.shown_label == f"⟦{own.label}⟧" != own.label
        assert own.shown_meaning == f"⟦{own.meaning}⟧"
    assert (own.shown_label, own.shown_meaning) == (own.label, own.meaning)


def test_a_custom_property_is_called_as_it_is_sent_in_every_language():
    found = catalog.find(Kind.PROFILES, catalog.custom("City"))
    with made_up_language():
        assert found.shown_label == "City"
        assert found.shown_meaning == "⟦A custom property of the person.⟧"


def test_what_klaviyo_allows_is_told_with_its_number():
    email = catalog.find(Kind.PROFILES, "email")
    assert email.shown_limit == f"A valid address of at most {catalog.EMAIL_MAX} characters."
    assert catalog.find(Kind.PROFILES, "properties.any").shown_limit == ""
