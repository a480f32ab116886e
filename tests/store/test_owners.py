"""Who shares what with whom, as a dictionary in Python would tell it."""

from contextlib import closing

import orjson
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.built import resource
from klaviyo_gui.core.ids import claims, digest
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.same_person import identifiers, identifiers_of
from klaviyo_gui.practice.people import identifier_keys, known_person
from klaviyo_gui.store.draft import Draft

NAMES = ("id", "email", "phone_number", "external_id", "_kx")
people = st.tuples(
    st.sampled_from(["", "", "01A", "01B"]),
    st.sampled_from(["", "a@s.io", "b@s.io"]),
    st.sampled_from(["", "+1", "+2"]),
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["", "", "k"]),
).map(lambda cells: {name: cell for name, cell in zip(NAMES, cells, strict=True) if cell})
chunks = st.lists(st.lists(people.filter(bool), max_size=6), max_size=4)


def as_practised(person):
    """Return the identifiers of a person under the names that the practice Klaviyo has for them."""
    found = identifiers_of(person)
    return {"profile_id" if name == "id" else name: text for name, text in found.items()}


@given(chunks)
def test_the_people_who_are_joined_are_those_whom_the_practice_klaviyo_joins(parts):
    with closing(Draft()) as draft:
        line = 1
        for part in parts:
            lines = range(line + 1, line + 1 + len(part))
            line += len(part)
            who = [next(iter(identifiers(each).items())) for each in part]
            keys = [digest(*each) for each in who]
            bodies = [orjson.dumps(resource(each)) for each in part]
            repeats = draft.claim(Kind.PROFILES, lines, keys)
            draft.add_people(lines, bodies, repeats)
            firsts = {each.position: each.first for each in repeats}
            mine = [firsts.get(at, each) for at, each in enumerate(lines)]
            claimed = [
                (at, *one)
                for at, each in enumerate(part)
                for one in claims(identifiers(each), "id")
            ]
            for each in draft.claim_identifiers(Kind.PROFILES, mine, claimed):
                draft.involve((mine[each.position], each.first))
        told = {first for first, shared in draft.settle() if shared.is_join}
        items = [(first, as_practised(orjson.loads(body))) for first, body in draft.people()]
        for first, _ in items:
            assert any(each.is_join for each in draft.shared(Kind.PROFILES, first)) == (
                first in told
            )

    owners, known, expected = {}, {}, set()
    for first, person in items:
        pairs = identifier_keys(person)
        found = known_person(pairs, owners, known)
        if found is not None:
            expected.add(first)
        number = first if found is None else found
        known[number] = known.get(number, {}) | person
        for _, key in pairs:
            owners.setdefault(key, number)
    assert told == expected


def test_whom_klaviyo_drops_shares_nothing():
    assert claims({"email": "a@example.com", "phone_number": "+1"}) == ()
    assert claims({"email": "a@shop.io"}) == ()
    assert len(claims({"email": "a@shop.io", "phone_number": "+1"})) == 1
    assert claims({}) == ()


def test_an_address_is_claimed_where_klaviyos_own_id_says_better_who_it_is():
    assert claims({"email": "a@shop.io"}, "id") != ()
    assert claims({"id": "01A"}, "id") == ()
