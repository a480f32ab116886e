"""Properties of events and people are read with the types of their values."""

from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.klaviyo.properties import is_property, of_metric, of_people

NUMBER, TEXT = frozenset({ValueType.NUMBER}), frozenset({ValueType.TEXT})


def of_type(word, name="Brand", kind="metric-property"):
    return {"type": kind, "attributes": {"property": name, "inferred_type": word}}


def test_the_types_that_klaviyo_infers_are_ours():
    words = {"numeric": ValueType.NUMBER, "string": ValueType.TEXT, "List": ValueType.LIST}
    words |= {"boolean": ValueType.YES_NO, "date": ValueType.TIME}
    for word, expected in words.items():
        assert of_metric([of_type(word)]) == {"Brand": frozenset({expected})}


def test_a_type_that_nobody_knows_says_nothing_of_a_name_that_is_there():
    assert of_metric([of_type("riddle"), of_type(None, "Size")]) == {
        "Brand": frozenset(),
        "Size": frozenset(),
    }


def test_what_is_klaviyos_own_is_passed_over():
    assert of_metric([of_type("numeric", "$value")]) == {}


def test_what_is_no_property_is_told():
    odd = [of_type("string", ""), of_type("string", kind="metric"), {"type": "metric-property"}]
    assert not any(map(is_property, [*odd, "metric-property", None]))
    assert is_property(of_type("string"))


def test_people_have_the_types_of_all_their_values():
    def person(**properties):
        return {"type": "profile", "attributes": {"properties": properties}}

    people = [
        person(Points=3, Vip=True, Tags=["a"], Note=None, **{"$source": "x"}),
        person(Points="3", Height=1.5),
        {"type": "list", "attributes": {"properties": {"Odd": 1}}},
        {"type": "profile"},
    ]
    assert of_people(people) == {
        "Points": NUMBER | TEXT,
        "Vip": frozenset({ValueType.YES_NO}),
        "Tags": frozenset({ValueType.LIST}),
        "Note": frozenset(),
        "Height": NUMBER,
    }
