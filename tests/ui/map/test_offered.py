from klaviyo_gui.core import catalog
from klaviyo_gui.core.catalog import Group
from klaviyo_gui.core.mapping import Column, Kind, Mapping, Pair
from klaviyo_gui.core.suggest import Suggestion
from klaviyo_gui.ui.map.offered import Unfolded, groups, offered, rare

EVENTS, PROFILES = Kind.EVENTS, Kind.PROFILES
RARE = next(each for each in catalog.targets(EVENTS) if each.is_rare)


def custom(name):
    return catalog.custom(name, of_person=False)


def mapped(*keys):
    mapping = Mapping()
    for key in keys:
        mapping = mapping.with_pair(EVENTS, Pair(key, Column("A")))
    return mapping


def keys(mapping=None, suggestions=(), unfolded=None, kind=EVENTS):
    found = offered(kind, mapping or Mapping(), suggestions, unfolded or Unfolded())
    return [each.key for each in found.targets]


def test_what_only_few_files_fill_is_folded_away_until_it_is_filled_or_asked_for():
    assert RARE.key not in keys()
    assert RARE.key in keys(mapped(RARE.key))
    assert RARE.key in keys(unfolded=Unfolded(is_all=True))
    assert len(keys(unfolded=Unfolded(is_all=True))) == len(catalog.targets(EVENTS))


def test_custom_properties_follow_in_the_order_they_were_made():
    found = keys(mapped(custom("b"), custom("a")))
    assert [each for each in found if each in {custom("a"), custom("b")}] == [
        custom("b"),
        custom("a"),
    ]


def test_what_waits_for_a_nod_is_shown_what_is_certain_or_of_the_other_kind_is_not():
    def proposal(name, kind=EVENTS, *, is_certain=False):
        return Suggestion(kind, Pair(custom(name), Column("A")), "", is_certain)

    found = keys(
        suggestions=[proposal("a"), proposal("b", is_certain=True), proposal("c", PROFILES)]
    )
    assert custom("a") in found
    assert not {custom("b"), custom("c")} & set(found)


def test_of_many_custom_properties_the_first_the_newest_and_those_asked_for_are_shown():
    mapping = mapped(*(custom(str(at)) for at in range(10)))
    unfolded = Unfolded(most=3, wanted=frozenset({custom("6")}))
    found = offered(EVENTS, mapping, (), unfolded)
    shown = [each.key for each in found.targets if each.is_custom]
    assert shown == [custom(name) for name in ("0", "1", "2", "6", "9")]
    assert found.waiting == 5


def test_properties_stand_by_their_groups():
    found = offered(EVENTS, mapped(custom("a")), (), Unfolded(is_all=True))
    at = [list(Group).index(each.group) for each in found.targets]
    assert at == sorted(at)


def test_people_have_no_groups_of_what_happened():
    assert groups(EVENTS) == tuple(Group)
    assert groups(PROFILES) == (Group.WHO, Group.ABOUT)
    assert {each.group for each in catalog.targets(PROFILES)} <= set(groups(PROFILES))


def test_what_is_folded_away_is_named():
    assert RARE.label in rare(EVENTS, RARE.group)
    assert rare(EVENTS, Group.WHAT) == ()
