from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.fit import ranked
from klaviyo_gui.core.mapping import Column, Mapping, Pair
from klaviyo_gui.store.library import Library
from klaviyo_gui.store.presets import Reading, made
from klaviyo_gui.store.ranking import READINGS_MAX, Looks, judged

HEADER = ("ORDER_ID", "EMAIL", "Anything")
ROWS = (("1", "a@shop-demo.com", "12"),)


@pytest.fixture
def library(tmp_path):
    """Save presets of two or three columns, by name."""
    library = Library(tmp_path)
    header = ("ORDER_ID", "EMAIL", "ORDER_TOTAL")
    targets = ("unique_id", "profile.email", "value")
    pairs = tuple(Pair(*each) for each in zip(targets, map(Column, header), strict=True))
    for name, used in (("three", pairs), ("two b", pairs[:2]), ("two a", pairs[:2])):
        library.save(made(name, Mapping(used), header, Reading()))
    other = Mapping((Pair("properties.a", Column("Colour")),))
    library.save(made("other", other, ("Colour",), Reading()))
    return library


def looks(seen, now=(HEADER, ROWS), **others):
    """A file as it is read, and as the readings of these separators show it; asked is noted."""
    shown = {Reading(delimiter=sign): (header, ROWS) for sign, header in others.items()}

    def look(asked):
        seen.append(asked)
        return shown.get(asked)

    return Looks(now, Reading(), look)


def test_presets_rank_by_fit_last_use_and_name_and_tell_what_drifted(library):
    def names():
        return [each.name for each in ranked(judged(library, library.survey(), looks([])))]

    assert names() == ["two a", "two b", "three"]
    library.note_use("two b", datetime(2026, 1, 1, tzinfo=UTC))
    assert names() == ["two b", "two a", "three"]
    *_, last = ranked(judged(library, library.survey(), looks([])))
    assert last.fit.renames == {"ORDER_TOTAL": "Anything"}


def preset(name, reading, *columns):
    pairs = tuple(Pair(f"properties.{column}", Column(column)) for column in columns)
    return made(name, Mapping(pairs), columns, reading)


PIPES = Reading(delimiter="pipe")


def test_a_preset_is_judged_by_the_header_as_its_own_reading_shows_it():
    file = looks([], now=(("a|b",), ROWS), pipe=("a", "b"))
    assert file.fit(preset("own", PIPES, "a", "b")).is_whole
    assert file.fit(preset("as found", Reading(), "a", "b")).present == 0


def test_its_own_reading_counts_only_where_applying_would_take_it():
    file = looks([], pipe=("whole line",))
    assert file.fit(preset("own", PIPES, "EMAIL", "gone")).present == 1
    both = looks([], pipe=("EMAIL", "colours"))
    assert both.fit(preset("own", PIPES, "EMAIL", "colour")).renames == {"colour": "colours"}


def test_what_is_detected_counts_where_the_chosen_reading_lacks_columns():
    found = (("a", "b"), ROWS)
    shown = {Reading(): found}
    file = Looks((("a|b",), ROWS), PIPES, shown.get)
    assert file.fit(preset("plain", Reading(), "a", "b")).is_whole
    equal = Looks((("a", "colours"), ROWS), PIPES, shown.get)
    assert equal.fit(preset("plain", Reading(), "a", "colour")).renames == {"colour": "colours"}


def test_a_reading_is_looked_at_once_and_only_where_columns_lack():
    seen = []
    file = looks(seen, pipe=("a", "b"))
    file.fit(preset("fits anyhow", PIPES, "EMAIL"))
    file.fit(preset("as it is read", Reading(), "a"))
    assert seen == []
    for name in ("one", "two"):
        file.fit(preset(name, PIPES, "a"))
    assert seen == [PIPES]


def test_of_many_readings_those_used_last_are_looked_at(tmp_path):
    library, seen = Library(tmp_path), []
    for at in range(READINGS_MAX + 4):
        library.save(preset(f"p{at}", Reading(header_line=at + 1), "a"))
        library.note_use(f"p{at}", datetime(2026, 1, 1 + at, tzinfo=UTC))
    file = looks(seen)
    for _ in range(2):
        assert len(judged(library, library.survey(), file)) == READINGS_MAX + 4
    assert [each.header_line for each in seen] == list(range(READINGS_MAX + 4, 4, -1))


def test_a_reading_that_cannot_be_leaves_the_preset_judged_as_the_file_is_read():
    assert looks([]).fit(preset("own", PIPES, "EMAIL", "x")).present == 1
