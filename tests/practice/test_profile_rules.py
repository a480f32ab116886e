import pytest

from klaviyo_gui.practice.profile_rules import import_problems
from tests.practice.bodies import profile, profiles_body

START = "/data/attributes/profiles/data"
ATTRIBUTES = f"{START}/0/attributes"


def pointers(*profiles):
    return [problem.pointer for problem in import_problems(profiles_body(*profiles))]


def test_a_whole_profile_has_no_problems():
    whole = profile(
        phone_number="+4915112345678",
        external_id="c-1",
        first_name="Ann",
        last_name=None,
        organization="Shop",
        title="Dr",
        image="https://shop.io/a.png",
        locale="de-DE",
        _kx="k",
        location={"zip": "01067", "latitude": 51.05, "longitude": "13.74", "country": None},
        properties={"Size": 42},
    )
    assert pointers(whole) == []


@pytest.mark.parametrize(
    "email",
    [
        "",
        "ann",
        "ann@",
        "@shop.io",
        "ann@shop",
        "ann @shop.io",
        "a@b@shop.io",
        "ann@-shop.io",
        "x" * 93 + "@shop.io",
    ],
)
def test_a_bad_address_is_refused(email):
    assert f"{ATTRIBUTES}/email" in pointers(profile(email))


@pytest.mark.parametrize(
    "email",
    [
        "Ann.Lee+news@shop.co.uk",
        "ann@bücher.de",
        "x" * 92 + "@shop.io",
        "o'neil@shop.io",
        "info@xn--e1afmkfd.xn--p1ai",
    ],
)
def test_a_good_address_is_taken(email):
    assert pointers(profile(email)) == []


def test_the_practice_address_for_refusals_is_refused_like_a_bad_one():
    (problem,) = import_problems(profiles_body(profile("ann+refused@shop.io")))
    assert (problem.pointer, problem.detail) == (f"{ATTRIBUTES}/email", "Invalid email address")


def test_a_bad_phone_number_is_refused_without_a_good_address():
    assert pointers(profile(None, phone_number="0151 123")) == [f"{ATTRIBUTES}/phone_number"]
    assert pointers(profile(None, phone_number="+1", external_id="c-1")) == [
        f"{ATTRIBUTES}/phone_number"
    ]
    assert pointers(profile("ann@", phone_number="+1")) == [
        f"{ATTRIBUTES}/email",
        f"{ATTRIBUTES}/phone_number",
    ]


def test_a_bad_phone_number_beside_a_good_address_passes_silently():
    assert pointers(profile(phone_number="0151 123")) == []


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("email", 5, "email"),
        ("phone_number", 4915112345678, "phone_number"),
        ("first_name", 5, "first_name"),
        ("properties", [], "properties"),
        ("location", "Dresden", "location"),
        ("location", {"zip": 1067}, "location/zip"),
        ("location", {"latitude": True}, "location/latitude"),
        ("location", {"planet": "Earth"}, "location/planet"),
        ("anonymous_id", "a-1", "anonymous_id"),
        ("subscriptions", {}, "subscriptions"),
    ],
)
def test_a_wrong_type_or_name_is_pointed_at(name, value, place):
    found = pointers(profile(**{"external_id": "c-1", name: value}))
    assert found == [f"{ATTRIBUTES}/{place}"]


@pytest.mark.parametrize("tags", [["x"] * 4_001, [[[[[[[[[[1]]]]]]]]]], "t" * 100_001])
def test_what_is_too_much_for_an_event_is_too_much_for_a_person(tags):
    assert f"{ATTRIBUTES}/properties" in pointers(profile(properties={"tags": tags}))
    assert pointers(profile(properties={"tags": ["x"] * 4_000})) == []


def test_some_identifier_is_needed():
    assert pointers(profile(None, first_name="Ann")) == [ATTRIBUTES]
    assert pointers(profile(None, external_id="c-1")) == []
    assert pointers(profile(None) | {"id": "01GDD"}) == []


def test_an_id_is_a_text():
    assert pointers(profile() | {"id": 5}) == [f"{START}/0/id"]


def test_a_patch_is_refused_rather_than_passed_over():
    assert pointers(profile() | {"meta": {"patch_properties": {}}}) == [f"{START}/0/meta"]


def test_each_bad_profile_is_pointed_at_by_its_place():
    assert pointers(profile(), profile("bob"), 5, profile("eve")) == [
        f"{START}/1/attributes/email",
        f"{START}/2",
        f"{START}/3/attributes/email",
    ]


def test_a_profile_larger_than_a_hundred_kilobytes_is_refused():
    assert pointers(profile(properties={"Note": "x" * 99_800})) == []
    assert pointers(profile(properties={"Note": "x" * 100_000})) == [f"{START}/0"]


def test_ten_thousand_profiles_are_the_most():
    one = profile()
    assert pointers(*[one] * 10_000) == []
    assert pointers(*[one] * 10_001) == [START]


def test_lists_are_named_by_their_ids():
    def found(relationships):
        document = profiles_body(profile())
        document["data"]["relationships"] = relationships
        return [problem.pointer for problem in import_problems(document)]

    place = ["/data/relationships/lists"]
    assert found({"lists": {"data": [{"type": "list", "id": "Y6nRLr"}]}}) == []
    assert found({"lists": {"data": [{"type": "list", "id": 5}]}}) == place
    assert found({"lists": {"data": "Y6nRLr"}}) == place
    assert found({"lists": None}) == place
    assert found([]) == place


def test_a_request_without_profiles_is_refused():
    assert pointers() == ["/data/attributes/profiles"]
