"""What is proposed for the files that people really have: real header rows of many products.

Precision counts over what is proposed for certain: every such pair is right. Recall counts over
what a person would map: how much of it is placed or waits.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from klaviyo_gui.core.mapping import Column, Fixed, Kind
from klaviyo_gui.core.suggest import claims, suggest

TABLE = Path(__file__).with_name("exports.toml")
FEWEST = 60
PLACED_AT_LEAST = 0.93
FOUND_AT_LEAST = 0.98


@dataclass(frozen=True)
class Export:
    name: str
    header: str
    separator: str = ","
    person: dict[str, str] = field(default_factory=dict)
    event: dict[str, str] = field(default_factory=dict)
    metric: str = ""
    never: tuple[str, ...] = ()
    row: str = ""

    @property
    def columns(self):
        return self.header.split(self.separator)

    @property
    def rows(self):
        """Return the sample row as often as it takes to prove something, or none."""
        return [self.row.split(self.separator)] * 3 if self.row else []

    def wanted(self, kind):
        """Return ``{property: columns that would do}`` for one kind of record."""
        prefix = "profile." if kind is Kind.EVENTS else ""
        drawn = {prefix + key: names for key, names in self.person.items()}
        if kind is Kind.EVENTS:
            drawn |= self.event
        return {key: set(names.split(" | ")) for key, names in drawn.items()}


EXPORTS = [Export(**each) for each in tomllib.loads(TABLE.read_text("utf-8"))["export"]]
WITH_ROWS = [each for each in EXPORTS if each.row]


def own(export, kind, *, is_certain, rows=()):
    """Return ``{property: column}`` of Klaviyo's own properties that are certain, or that wait."""
    return {
        each.pair.target: each.pair.source.name
        for each in suggest(export.columns, rows, (kind,))
        if each.is_certain is is_certain
        and isinstance(each.pair.source, Column)
        and "properties." not in each.pair.target
    }


def wrong(export, kind, rows=()):
    """Return what is proposed for certain and is not what a person would map."""
    wanted = export.wanted(kind)
    return {
        key: name
        for key, name in own(export, kind, is_certain=True, rows=rows).items()
        if name not in wanted.get(key, ())
    }


def figures():
    """Return how many pairs are wanted, placed, placed wrongly, and found at all."""
    wanted = placed = mistaken = found = 0
    for export in EXPORTS:
        for kind in Kind:
            want = export.wanted(kind)
            certain, waits = (own(export, kind, is_certain=each) for each in (True, False))
            bad = wrong(export, kind)
            wanted += len(want)
            mistaken += len(bad)
            placed += len(certain) - len(bad)
            found += sum(name in want.get(key, ()) for key, name in (certain | waits).items())
    return wanted, placed, mistaken, found


def test_the_table_is_large_and_speaks_of_columns_that_are_there():
    assert len(EXPORTS) >= FEWEST
    assert len({each.name for each in EXPORTS}) == len(EXPORTS)
    for export in EXPORTS:
        named = [name for kind in Kind for names in export.wanted(kind).values() for name in names]
        assert [name for name in (*named, *export.never) if name not in export.columns] == []
        assert len(set(export.columns)) == len(export.columns), export.name


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("export", EXPORTS, ids=lambda each: each.name)
def test_nothing_is_placed_that_a_person_would_not_map(export, kind):
    assert wrong(export, kind) == {}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("export", EXPORTS, ids=lambda each: each.name)
def test_what_merely_sounds_alike_is_not_even_proposed(export, kind):
    proposed = own(export, kind, is_certain=True) | own(export, kind, is_certain=False)

    assert sorted(set(export.never) & set(proposed.values())) == []


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("export", WITH_ROWS, ids=lambda each: each.name)
def test_a_row_of_real_cells_adds_doubts_and_no_mistakes(export, kind):
    assert len(export.rows[0]) == len(export.columns)
    assert wrong(export, kind, export.rows) == {}
    proposed = [own(export, kind, is_certain=each, rows=export.rows) for each in (True, False)]
    assert sorted(set(export.never) & {name for each in proposed for name in each.values()}) == []


@pytest.mark.parametrize("export", EXPORTS, ids=lambda each: each.name)
def test_an_event_is_named_for_certain_only_where_the_columns_speak_of_orders(export):
    named = [
        each.pair.source.text
        for each in suggest(export.columns, [], (Kind.EVENTS,))
        if each.pair.target == "metric" and each.is_certain and isinstance(each.pair.source, Fixed)
    ]

    assert named == ([export.metric] if export.metric else [])


@pytest.mark.parametrize("export", EXPORTS, ids=lambda each: each.name)
def test_people_and_events_of_one_file_agree_with_each_alone(export):
    both = suggest(export.columns, [])
    people = [each for each in both if each.kind is Kind.PROFILES]

    assert {each.pair.target for each in people} == {
        each.pair.target for each in suggest(export.columns, [], (Kind.PROFILES,))
    }


def test_nearly_all_that_a_person_would_map_is_placed_or_waits():
    wanted, placed, mistaken, found = figures()

    assert mistaken == 0
    assert placed >= PLACED_AT_LEAST * wanted
    assert found >= FOUND_AT_LEAST * wanted


def test_a_matcher_by_one_shared_word_would_fail_this_table(monkeypatch):
    exact = claims._named

    def by_one_word(words, all_words):
        found = exact(words, all_words)
        shared = (exact(word, all_words) for word in words.split())
        return found or next(filter(None, shared), None)

    monkeypatch.setattr(claims, "_named", by_one_word)
    failing = [each.name for each in EXPORTS if any(wrong(each, kind) for kind in Kind)]

    assert len(failing) > FEWEST / 2


if __name__ == "__main__":
    total, right, bad, seen = figures()
    print(f"{len(EXPORTS)} header rows, {sum(len(each.columns) for each in EXPORTS)} columns")
    print(f"precision {right / (right + bad):.4f} ({bad} wrong of {right + bad} certain)")
    print(f"recall {right / total:.4f} placed, {seen / total:.4f} with those that wait ({total})")
