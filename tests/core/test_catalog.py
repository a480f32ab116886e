import dataclasses

import pytest

from klaviyo_gui.core import catalog
from klaviyo_gui.core.catalog import Group
from klaviyo_gui.core.mapping import Kind, ValueType
from klaviyo_gui.core.suggest import words_of
from tests.core.cells import converted

OWN = {kind: {target.key: target for target in catalog.targets(kind)} for kind in Kind}
LEGACY = {
    "email": "$email",
    "phone_number": "$phone_number",
    "external_id": "$id",
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
        [word for target in catalog.targets(kind) for word in target.synonyms],
    ):
        assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", Kind)
def test_every_synonym_is_written_as_headers_are_compared(kind):
    words = [word for target in catalog.targets(kind) for word in target.synonyms]

    assert [word for word in words if words_of(word) != word] == []


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (Kind.EVENTS, ("profile.email", "profile.phone_number", "profile.external_id")),
        (Kind.PROFILES, ("email", "phone_number", "external_id")),
    ],
)
def test_one_of_three_identifiers_must_be_mapped(kind, keys):
    assert catalog.identifiers(kind) == keys
    assert tuple(each.key for each in catalog.targets(kind) if each.is_identifier) == keys


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
