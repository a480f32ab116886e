"""A row that is sent by itself is sent as Preview shows it, or not at all."""

import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings

from klaviyo_gui.core.amendments import UNCHANGED, Amendments, digest
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair, Repeats
from klaviyo_gui.core.record import Plan
from klaviyo_gui.klaviyo.bodies import unwrap
from klaviyo_gui.sending.alone import lines_alone
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.preview import preview_rows
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.store.journal import BatchState, Journal
from tests.doubles.builders import Builders
from tests.doubles.disks import in_memory
from tests.doubles.files import csv_file
from tests.sending import any_mapping
from tests.sending.foretold import MARK

EXAMPLES = int(os.environ.get("KLAVIYO_GUI_FORECAST_EXAMPLES") or 6)
EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES


def frozen(file, plan, lines, folder):
    """Return what a run of these lines alone would send, by the kind of record."""
    found = {}
    with closing(Journal.create(folder / "journal.db", {})) as journal:
        part = Part(file, plan, is_for_sending=True, lines=lines)
        for _ in freeze(part, Builders(), journal, Event()):
            pass
        for batch in journal.batches(*BatchState):
            found.setdefault(batch.kind, []).extend(unwrap(batch.kind, journal.body(batch.id)))
    return found


def tried(folder, cells, header, mapping, alone=lines_alone, *, changes=UNCHANGED):  # noqa: PLR0913 - a file, and all that is made of it
    """Return for each row by itself what is shown of it, by which lines it goes, and what goes."""
    file = csv_file(folder, cells, header)
    plan = Plan(mapping, file.header, amendments=changes)
    *_, checked = check(file, plan, Builders(), Event())
    plan = replace(plan, judged=checked.judged)
    index = file.index()
    found = []
    with closing(checked.repeats) as draft:
        for number in range(len(cells)):
            row = file.rows(index, number, 1)
            shown = {
                each.kind: each.body
                for each in preview_rows(plan, row, draft, checked.found, number)
                if each.body
            }
            lines = alone(plan, row, lambda _kind: draft)
            sent = frozen(file, plan, lines, folder / str(number)) if lines else {}
            found.append((shown, lines, sent))
    return found


def assert_is_shown(found):
    for shown, lines, sent in found:
        assert sent == {kind: [shown[kind]] for kind in lines}


@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[*HealthCheck], derandomize=True
)
@given(any_mapping.any_files())
def test_whatever_is_mapped_each_row_goes_alone_as_it_is_shown(drawn):
    cells = [tuple(cell.replace("*", MARK) for cell in row) for row in drawn.rows]
    with in_memory() as name:
        assert_is_shown(tried(Path(name), cells, any_mapping.HEADER, drawn.mapping))


HEADER = ("email", "name", "city")
ANN, ANN_TOO, BOB = ("ann@shop.io", "Ann", ""), ("ann@shop.io", "", "Rome"), ("bob", "Bob", "")
EVENT_PAIRS = (
    Pair("metric", Fixed("Sale")),
    Pair("time", Fixed("2024-03-01T10:00:00Z")),
    Pair("profile.email", Column("email")),
    Pair("properties.name", Column("name")),
)
PERSON_PAIRS = (
    Pair("email", Column("email")),
    Pair("first_name", Column("name")),
    Pair("location.city", Column("city")),
)


def mapped(events=EVENT_PAIRS, people=PERSON_PAIRS, repeats=Repeats.FIRST):
    return Mapping(events, people, options=Options(repeats=repeats))


def test_a_person_goes_with_what_all_their_rows_say(tmp_path):
    found = tried(tmp_path, [ANN, BOB, ANN_TOO], HEADER, mapped(events=()))
    assert [lines for _, lines, _ in found] == [{PEOPLE: (2, 4)}, {}, {PEOPLE: (2, 4)}]
    assert_is_shown(found)
    assert b"Rome" in found[0][2][PEOPLE][0]


def test_a_change_of_another_row_holds_none_of_those_that_go(tmp_path):
    """A row left out between two of one person is none of them, and no change of either."""
    between = ("ann@shop.io", "Annie", "Paris")
    left_out = Amendments().leaving_out(3, digest(between))
    rows = [ANN, between, ANN_TOO]
    found = tried(tmp_path, rows, HEADER, mapped(events=()), changes=left_out)
    assert [lines for _, lines, _ in found] == [{PEOPLE: (2, 4)}, {}, {PEOPLE: (2, 4)}]
    assert_is_shown(found)
    assert b'"Ann"' in found[2][2][PEOPLE][0]


def test_an_event_that_is_held_as_a_repeat_does_not_go_alone_either(tmp_path):
    found = tried(tmp_path, [ANN, ANN], HEADER, mapped(people=()))
    assert [lines for _, lines, _ in found] == [{EVENTS: (2,)}, {}]
    assert_is_shown(found)


def test_an_event_that_is_kept_apart_from_an_equal_one_does_not_go_alone(tmp_path):
    found = tried(tmp_path, [ANN, ANN], HEADER, mapped(people=(), repeats=Repeats.APART))
    shown, lines, _ = found[1]
    assert shown[EVENTS]
    assert lines == {}
    assert_is_shown(found)


def test_what_of_a_row_is_not_held_goes_without_the_rest(tmp_path):
    nobody = (*EVENT_PAIRS[:2], Pair("profile.external_id", Column("name")), *EVENT_PAIRS[3:])
    found = tried(tmp_path, [BOB], HEADER, mapped(events=nobody))
    assert [lines for _, lines, _ in found] == [{EVENTS: (2,)}]
    assert_is_shown(found)


def careless(_plan, row, _repeats_of):
    """Let any row go by its line."""
    return dict.fromkeys(Kind, tuple(row.lines))


@pytest.mark.parametrize(
    ("cells", "mapping"),
    [
        ([ANN, ANN_TOO], mapped(events=())),
        ([ANN, ANN], mapped(people=())),
        ([ANN, ANN], mapped(people=(), repeats=Repeats.APART)),
    ],
)
def test_whoever_lets_any_row_go_by_its_line_is_found_out(tmp_path, cells, mapping):
    found = tried(tmp_path, cells, HEADER, mapping, careless)
    found = [
        (shown, {kind: lines[kind] for kind in mapping.kinds}, sent) for shown, lines, sent in found
    ]
    with pytest.raises((AssertionError, KeyError)):
        assert_is_shown(found)
