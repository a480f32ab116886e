"""Which events of one id may be one for Klaviyo, whatever order they reach it in."""

import random
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.ids import actor, claims, digest
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.same_person import identifiers
from klaviyo_gui.practice.people import identifier_keys, known_person
from klaviyo_gui.store import acts
from klaviyo_gui.store.draft import Draft

NAMES = ("email", "phone_number", "external_id")
people = st.tuples(
    st.sampled_from(["", "a@s.io", "b@s.io"]),
    st.sampled_from(["", "+1", "+2"]),
    st.sampled_from(["", "1", "2"]),
).map(lambda cells: {name: cell for name, cell in zip(NAMES, cells, strict=True) if cell})
events = st.tuples(people.filter(bool), st.integers(1, 2))
chunks = st.lists(st.lists(events, max_size=6), max_size=3)
orders = st.randoms(use_true_random=False)


def surveyed(draft, parts, *, is_whole=True):
    """Return the events that are sent, and those that may be dropped after all, by line."""
    sent, line = {}, 1
    for part in parts:
        lines = range(line + 1, line + 1 + len(part))
        line += len(part)
        who = [identifiers(person) for person, _ in part]
        keys = [
            digest(*next(iter(each.items())), str(act))
            for each, (_, act) in zip(who, part, strict=True)
        ]
        silent = {each.position for each in draft.claim(Kind.EVENTS, lines, keys)}
        claimed = [
            (at, *one) for at, each in enumerate(who) if at not in silent for one in claims(each)
        ]
        draft.claim_identifiers(Kind.EVENTS, lines, claimed)
        told = [(at, act, *actor(who[at])) for at, (_, act) in enumerate(part) if at not in silent]
        repeats = draft.claim_acts(lines, told, NAMES[0])
        for each in repeats:
            assert draft.first_line(Kind.EVENTS, lines[each.position]) == each.first
        silent |= {each.position for each in repeats}
        sent |= {lines[at]: event for at, event in enumerate(part) if at not in silent}
    may = dict(draft.settle_acts(NAMES[0], is_whole=is_whole))
    for each in sent:
        assert draft.met(each) == may.get(each, 0)
    return sent, may


def stored(sent, before=()):
    """Return how many of these events the practice Klaviyo stores when they come in this order."""
    owners, known, taken = {}, {}, set()
    for person, act in [*((each, 0) for each in before), *sent]:
        pairs = identifier_keys(person)
        number = known_person(pairs, owners, known)
        number = len(known) if number is None else number
        known[number] = known.get(number, {}) | person
        for _, key in pairs:
            owners.setdefault(key, number)
        taken.add((number, act))
    return sum(1 for _, act in taken if act)


def holds(parts, order, before=()):
    with closing(Draft()) as draft:
        if before:
            lines = range(1001, 1001 + len(before))
            claimed = [(at, *one) for at, each in enumerate(before) for one in claims(each)]
            draft.claim_identifiers(Kind.PROFILES, lines, claimed)
        sent, may = surveyed(draft, parts)
    arrived = list(sent.values())
    for _ in range(3):
        assert len(sent) - len(may) <= stored(arrived, before) <= len(sent)
        order.shuffle(arrived)


@given(chunks, orders)
def test_an_event_that_is_sent_is_kept_in_whatever_order_or_told_that_it_may_not_be(parts, order):
    holds(parts, order)


@given(chunks, st.lists(people.filter(bool), max_size=3), orders)
def test_people_who_come_before_their_events_join_nobody_untold(parts, before, order):
    holds(parts, order, before)


ANN, PHONE, BOTH = (
    {"email": "a@s.io"},
    {"phone_number": "+1"},
    {"email": "a@s.io", "phone_number": "+1"},
)


def test_a_repeat_under_another_name_is_held_and_one_that_turns_out_later_is_told():
    with closing(Draft()) as draft:
        sent, may = surveyed(draft, [[(BOTH, 1)], [(PHONE, 1)], [(PHONE, 2), (ANN, 1)]])
        assert (list(sent), may) == ([2, 4], {})
    with closing(Draft()) as draft:
        sent, may = surveyed(draft, [[(PHONE, 1)], [(ANN, 1)], [(BOTH, 2)]])
        assert (list(sent), may) == ([2, 3, 4], {3: 2})


def test_two_addresses_are_two_people_whatever_they_share():
    other = {"email": "b@s.io", "phone_number": "+1"}
    with closing(Draft()) as draft:
        sent, may = surveyed(draft, [[(BOTH, 1)], [(other, 1)]])
        assert (list(sent), may) == ([2, 3], {})


def test_without_a_look_at_the_people_whoever_may_be_somebody_else_is_told():
    parts = [[(ANN, 1)], [(PHONE, 1)], [({"email": "b@s.io"}, 1)], [(PHONE, 2)]]
    with closing(Draft()) as draft:
        assert surveyed(draft, parts, is_whole=False)[1] == {3: 2, 4: 3}
    with closing(Draft()) as draft:
        assert surveyed(draft, parts)[1] == {}


def test_whoever_has_more_in_common_than_can_be_followed_is_told(monkeypatch):
    monkeypatch.setattr(acts, "CIRCLE_MAX", 1)
    weak = [{"phone_number": f"+{at}", "external_id": "1"} for at in range(2)]
    strong = [{"email": f"{at}@s.io", "external_id": "1"} for at in range(2)]
    joined = [(each, at) for at, each in enumerate([*strong, *weak], start=1)]
    parts = [joined, [({"phone_number": "+7"}, 9), ({"email": "0@s.io"}, 9)]]
    with closing(Draft()) as draft:
        assert surveyed(draft, parts)[1] == {7: 6}


@pytest.mark.parametrize("fault", ["met", "settle"])
def test_a_look_that_finds_nobody_would_fail_these_tests(monkeypatch, fault):
    monkeypatch.setattr(acts.Acts, "settle", lambda *_: ())
    parts = [[(PHONE, 1)], [(ANN, 1)], [(BOTH, 2)]]
    if fault == "met":
        monkeypatch.setattr("klaviyo_gui.store.owners.Owners.met", lambda *_: [])
        parts = [[(BOTH, 1), (PHONE, 1)]]

    def in_any_order():
        for seed in range(20):
            holds(parts, random.Random(seed))

    with pytest.raises(AssertionError):
        in_any_order()
