from contextlib import closing

import orjson
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.same_person import merged
from klaviyo_gui.store.draft import Draft, Repeat

contents = st.integers(0, 5)
chunks = st.lists(st.tuples(st.sampled_from(Kind), st.lists(contents, max_size=8)), max_size=8)


def key(content):
    return content.to_bytes(16, "big")


def compare(draft, seen, again, people):
    for (kind, _), first in seen.items():
        same = [each for (of, each), start in again.items() if (of, start) == (kind, first)]
        assert draft.lines_of(kind, first) == (first, *same)
        assert draft.first_line(kind, first) == 0
        for nth, each in enumerate(same, start=2):
            assert draft.first_line(kind, each) == first
            assert draft.occurrence(kind, each, first) == nth
    for kind in Kind:
        expected = [(each, first) for (of, each), first in again.items() if of is kind]
        assert list(draft.repeats(kind)) == expected
    assert [(at, orjson.loads(body)) for at, body in draft.people()] == list(people.items())
    for at, person in people.items():
        assert orjson.loads(draft.person(at)) == person


@given(chunks, st.data())
def test_a_draft_remembers_what_a_dictionary_would(chunks, data):
    seen, again, people = {}, {}, {}
    line = 1
    with closing(Draft()) as draft:
        for kind, found in chunks:
            lines, bodies, expected = [], [], []
            for position, content in enumerate(found):
                line += data.draw(st.integers(1, 3), "step")
                lines.append(line)
                person = {"attributes": {f"field {line % 3}": line, "location": {"zip": line}}}
                bodies.append(orjson.dumps(person))
                first = seen.setdefault((kind, content), line)
                if first == line:
                    if kind is Kind.PROFILES:
                        people[line] = person
                    continue
                again[kind, line] = first
                expected.append(Repeat(position, first))
                if kind is Kind.PROFILES:
                    people[first] = merged(people[first], person)
            repeats = draft.claim(kind, lines, [*map(key, found)])
            assert repeats == expected
            if kind is Kind.PROFILES:
                draft.add_people(lines, bodies, repeats)

        compare(draft, seen, again, people)


def test_the_later_cell_of_a_person_wins_and_an_earlier_one_is_never_lost():
    with closing(Draft()) as draft:
        bodies = [b'{"attributes":{"a":1,"b":1}}', b'{"attributes":{"b":2,"c":2}}']
        repeats = draft.claim(Kind.PROFILES, [2, 3], [key(1), key(1)])
        draft.add_people([2, 3], bodies, repeats)
        assert orjson.loads(draft.person(2)) == {"attributes": {"a": 1, "b": 2, "c": 2}}


def test_the_same_key_in_another_kind_is_no_repeat():
    with closing(Draft()) as draft:
        assert draft.claim(Kind.EVENTS, [2], [key(1)]) == []
        assert draft.claim(Kind.PROFILES, [2], [key(1)]) == []
        assert draft.claim(Kind.EVENTS, [3], [key(1)]) == [Repeat(0, 2)]
