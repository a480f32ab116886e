from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.mapping import Column, Mapping, Pair
from klaviyo_gui.store.library import Library
from klaviyo_gui.store.presets import Reading, made
from klaviyo_gui.store.ranking import rank

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


def test_presets_rank_by_fit_last_use_and_name_and_tell_what_drifted(library):
    def names():
        return [each.name for each in rank(library, library.survey(), HEADER, ROWS)]

    assert names() == ["two a", "two b", "three"]
    library.note_use("two b", datetime(2026, 1, 1, tzinfo=UTC))
    assert names() == ["two b", "two a", "three"]
    *_, last = rank(library, library.survey(), HEADER, ROWS)
    assert last.fit.renames == {"ORDER_TOTAL": "Anything"}
