"""Rows that cannot be believed are never put together with others, and hold what they may be of."""

from collections import deque
from dataclasses import replace
from threading import Event

import pytest

from klaviyo_gui.core.amendments import UNCHANGED, Cause, Replacement, digest
from klaviyo_gui.core.arranged import trace_in
from klaviyo_gui.core.errors import FileChanged, FileUnreadable, OrderTooLong
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending import arranging
from klaviyo_gui.sending.arranging import Arranging
from klaviyo_gui.sending.preparing import Preparing
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.source import gathering, merging
from klaviyo_gui.source.reader import read_range
from klaviyo_gui.source.table import open_csv
from tests.doubles.builders import Builders
from tests.sending.order_files import (
    HEADER,
    NOW,
    ORDERED,
    TOLD,
    arranged_rows,
    lines_kept,
    prepared,
    small_parts,
    written,
)


def line(number, at, *, mail="ann@shop.io"):
    return (number, mail, "note", f"s{at}", f"name {at}", "1")


def told(ready):
    """Return of every row of an arranged copy its lines with the problem that holds it, if any."""
    found = []
    for part in ready.file.index().ranges():
        rows = read_range(ready.file.data, ready.file.dialect, part)
        for cells, (first, record) in zip(
            rows.cells, build_rows(ready.plan, rows)[Kind.EVENTS], strict=True
        ):
            lines = trace_in(cells[-1]).lines
            assert first == lines[0]
            held = [each for each in record.problems if each.severity is Severity.HOLD]
            assert bool(held) == (not record.body)
            found.append((lines, *((each.code, each.other_line) for each in held)))
    return found


def arranged(path, rows, **options):
    """Return what becomes of the rows of a file, read in one part and in many."""
    file = written(path / "orders.csv", rows)
    found = []
    for size in (100_000, 60):
        with small_parts(size, size):
            ready = prepared(file, **options)
            try:
                found.append(told(ready))
                width = len(HEADER)
                kept = lines_kept(ready)
                assert kept.keys() == set(range(2, len(rows) + 2))
                assert all(len(cells) >= min(width, 2) for cells in kept.values())
            finally:
                ready.close()
    assert found[0] == found[1]
    return found[0]


def test_lines_need_not_stand_together(tmp_path):
    rows = [line("1", 1), line("2", 1), line("1", 2), line("3", 1), line("2", 2)]
    assert arranged(tmp_path, rows) == [((2, 4),), ((3, 6),), ((5,),)]


def test_blanks_around_the_number_of_an_order_make_no_other_order(tmp_path):
    mapping = ORDERED.without(Kind.EVENTS, "unique_id")
    rows = [line("1 ", 1), line(" 1", 2)]
    assert arranged(tmp_path, rows, mapping=mapping) == [((2, 3),)]


def test_several_columns_can_tell_an_order(tmp_path):
    mapping = replace(ORDERED, grouping=Grouping(("Order", "Email"), ORDERED.grouping.per_item))
    rows = [line("1", 1), line("1", 2, mail="bo@shop.io"), line("1", 3)]
    assert arranged(tmp_path, rows, mapping=mapping) == [((2, 4),), ((3,),)]


def test_a_line_without_the_number_of_its_order_is_held_by_itself(tmp_path):
    rows = [line("9", 1), line("1", 1), line(" ", 2), line("", 3), line("2", 4), line("1", 5)]
    assert arranged(tmp_path, rows) == [
        ((2,),),
        ((3, 7), (Code.ORDER_DAMAGED, 4)),
        ((4,), (Code.KEY_BLANK, 0)),
        ((5,), (Code.KEY_BLANK, 0)),
        ((6,), (Code.ORDER_DAMAGED, 4)),
    ]


def test_a_damaged_row_with_a_blank_for_the_number_of_its_order_holds_those_around_it(tmp_path):
    rows = [line("1", 1), ("", "x"), line("2", 1)]
    assert arranged(tmp_path, rows) == [
        ((2,), (Code.ORDER_DAMAGED, 3)),
        ((3,), (Code.ROW_TOO_SHORT, 0)),
        ((4,), (Code.ORDER_DAMAGED, 3)),
    ]


def test_a_line_without_a_number_that_was_left_out_holds_no_order_beside_it(tmp_path):
    rows = [line("1", 1), line("", 2), line("2", 4)]
    changes = UNCHANGED.leaving_out(3, digest(rows[1]))
    assert arranged(tmp_path, rows, amendments=changes) == [
        ((2,),),
        ((3,), (Code.LEFT_OUT, 0)),
        ((4,),),
    ]


def test_a_damaged_row_that_names_its_order_as_others_do_holds_none_beside_it(tmp_path):
    rows = [line("AB-1", 1), line("CD-2", 1)[:5], line("EF-3", 1)]
    assert arranged(tmp_path, rows) == [((2,),), ((3,), (Code.ROW_TOO_SHORT, 0)), ((4,),)]


def test_a_row_that_lost_the_number_of_its_order_holds_the_orders_around_it(tmp_path):
    rows = [line("9", 1), line("1", 1), line("2", 2)[1:], line("2", 3), line("9", 4)]
    assert arranged(tmp_path, rows) == [
        ((2, 6),),
        ((3,), (Code.ORDER_DAMAGED, 4)),
        ((4,), (Code.ROW_TOO_SHORT, 0)),
        ((5,), (Code.ORDER_DAMAGED, 4)),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (line("1", 2)[:5], Code.ROW_TOO_SHORT),
        ((*line("1", 2), "x"), Code.ROW_TOO_LONG),
        (("x", *line("1", 2)), Code.ROW_TOO_LONG),
    ],
)
def test_a_damaged_row_is_held_by_itself_and_holds_the_order_that_it_may_be_of(tmp_path, row, code):
    rows = [line("1", 1), line("2", 1), row, line("1", 3), line("2", 2)]
    assert arranged(tmp_path, rows) == [
        ((2, 5), (Code.ORDER_DAMAGED, 4)),
        ((3, 6),),
        ((4,), (code, 0)),
    ]


def test_a_damaged_row_that_names_no_order_of_the_file_holds_nothing_else(tmp_path):
    rows = [line("1", 1), line("9", 2)[:5], line("1", 3)]
    assert arranged(tmp_path, rows) == [((2, 4),), ((3,), (Code.ROW_TOO_SHORT, 0))]


def test_a_row_that_swallowed_others_holds_the_orders_of_all_of_them(tmp_path):
    swallowed = "\n".join(",".join(line(number, 9)) for number in "123")
    rows = [line("1", 1), line("4", 1), (*line("4", 2)[:5], f"1\n{swallowed}"), line("2", 1)]
    file = written(tmp_path / "orders.csv", rows)
    ready = prepared(file)
    try:
        (first, *_, last) = told(ready)
        found = {lines: rest for lines, *rest in told(ready)}
    finally:
        ready.close()
    assert found[4,][0][0] is Code.LINES_SWALLOWED
    assert first == ((2,), (Code.ORDER_DAMAGED, 4))
    assert found[3,] == [(Code.ORDER_DAMAGED, 4)]
    assert last[1:] == ((Code.ORDER_DAMAGED, 4),)


def test_a_damaged_row_that_is_forgotten_would_fail_these_tests(tmp_path, monkeypatch):
    monkeypatch.setattr(gathering, "doubted", lambda *_: ())
    with pytest.raises(AssertionError):
        test_a_damaged_row_is_held_by_itself_and_holds_the_order_that_it_may_be_of(
            tmp_path, line("1", 2)[:5], Code.ROW_TOO_SHORT
        )


def test_a_row_of_totals_and_the_header_once_more_stand_alone(tmp_path):
    rows = [line("1", 1), HEADER, line("1", 2), ("Total", "", "", "", "", "")]
    assert arranged(tmp_path, rows) == [
        ((2, 4),),
        ((3,), (Code.HEADER_INSIDE, 0)),
        ((5,), (Code.TOTALS_ROW, 0)),
    ]


def test_a_blank_row_stands_alone_and_is_left_out(tmp_path):
    assert arranged(tmp_path, [line("1", 1), ("",) * 6, line("1", 2)]) == [
        ((2, 4),),
        ((3,), (Code.ROW_BLANK, 0)),
    ]


def test_blank_cells_behind_every_row_are_no_damage_and_come_back(tmp_path):
    rows = [(*line("1", at), "") for at in range(4)]
    file = written(tmp_path / "orders.csv", rows)
    with small_parts(60, 60):
        ready = prepared(file)
        try:
            assert told(ready) == [((2, 3, 4, 5),)]
            (record,) = build_rows(ready.plan, ready.file.head_rows)[Kind.EVENTS]
            assert Code.CELLS_SPARE in {each.code for each in record[1].problems}
            assert list(lines_kept(ready).values()) == [list(row) for row in rows]
        finally:
            ready.close()


def test_letters_that_cannot_be_read_hold_their_row_and_its_order(tmp_path):
    path = tmp_path / "orders.csv"
    rows = [line("1", 1), line("2", 1), line("1", 2), line("1", 3)]
    text = "\n".join(",".join(row) for row in [HEADER, *rows])
    path.write_bytes(text.encode().replace(b"name 2", b"n\xff\xc3me"))
    file = open_csv(path, replace(TOLD, encoding="latin-1"))
    file = replace(file, dialect=replace(file.dialect, encoding="utf-8"))
    with small_parts(60, 60):
        ready = prepared(file)
        try:
            assert told(ready) == [
                ((2, 5), (Code.ORDER_DAMAGED, 4)),
                ((3,),),
                ((4,), (Code.ROW_UNDECODABLE, 0)),
            ]
            assert lines_kept(ready)[4][4] == "n\udcff\udcc3me"
        finally:
            ready.close()


def test_a_line_that_was_left_out_leaves_out_its_order(tmp_path):
    rows = [line("1", 1), line("2", 1), line("1", 2)]
    changes = UNCHANGED.leaving_out(4, digest(rows[2]))
    assert arranged(tmp_path, rows, amendments=changes) == [
        ((2, 4), (Code.LEFT_OUT, 0)),
        ((3,),),
    ]


def test_a_change_that_no_longer_fits_holds_its_order_whatever_else_was_left_out(tmp_path):
    rows = [line("1", 1), line("1", 2), line("2", 1), line("1", 3)]
    changes = UNCHANGED.leaving_out(2, digest(rows[0])).with_cell(5, "other", "Sku", "x")
    assert arranged(tmp_path, rows, amendments=changes) == [
        ((2, 3, 5), (Code.EDIT_ASTRAY, 0)),
        ((4,),),
    ]


def test_cells_that_were_edited_decide_where_a_line_belongs(tmp_path):
    rows = [line("1", 1), line("2", 1), line("l", 2), line("1", 3)[:5]]
    changes = (
        UNCHANGED.with_replacement(Replacement("Order", "l", "1"))
        .with_cell(5, digest(rows[3]), "Amount", "4")
    )  # fmt: skip
    assert arranged(tmp_path, rows, amendments=changes) == [((2, 4, 5),), ((3,),)]


def test_a_damaged_row_that_was_left_out_still_holds_its_order(tmp_path):
    rows = [line("1", 1), line("1", 2)[:5], line("2", 1)]
    changes = UNCHANGED.leaving_out(3, digest(rows[1]))
    assert arranged(tmp_path, rows, amendments=changes) == [
        ((2,), (Code.ORDER_DAMAGED, 3)),
        ((3,), (Code.LEFT_OUT, 0)),
        ((4,),),
    ]


def test_orders_in_which_a_cause_is_found_can_be_left_out(tmp_path):
    rows = [line("1", 1), line("2", 1), ("1", "ann@shop.io", "other", "s", "n", "1")]
    cause = Cause(Kind.EVENTS, Code.LINES_DIFFER, "properties.Note")
    assert arranged(tmp_path, rows, amendments=UNCHANGED.with_cause(cause)) == [
        ((2, 4), (Code.LEFT_OUT, 0)),
        ((3,),),
    ]


def test_damage_of_the_cells_of_an_order_is_told_once(tmp_path):
    rows = [("1", "ann@shop.io", "n", "#N/A", "#REF!", "1"), ("1", "", "", "#N/A", "x", "2")]
    file = written(tmp_path / "orders.csv", rows)
    ready = prepared(file)
    try:
        ((_, record),) = build_rows(ready.plan, ready.file.head_rows)[Kind.EVENTS]
        found = [each for each in record.problems if each.code is Code.EXCEL_ERROR]
        assert [each.target for each in found] == [
            "properties.Items[].SKU",
            "properties.Items[].ProductName",
            "properties.ItemNames[]",
        ]
        assert all(isinstance(each, Problem) for each in found)
    finally:
        ready.close()


def test_rows_that_are_not_grouped_are_arranged_one_by_one(tmp_path):
    """What joins or chooses rows alone leaves each of them by itself, whatever its cells."""
    rows = [line("1", 1), line("", 2), line("1", 3)[:5]]
    file = written(tmp_path / "orders.csv", rows)
    plain = replace(ORDERED, grouping=None)
    judged = prepared(file).plan.judged
    found = Arranging(file, Plan(plain, file.header, NOW, judged=judged), Builders(), Event())
    assert [*found]
    ready = prepared(file)
    ready.close()
    ready = replace(ready, file=found.file)
    try:
        assert [trace_in(row[-1])[:2] for row in arranged_rows(ready)] == [
            ((2,), ""),
            ((3,), ""),
            ((4,), Code.ROW_TOO_SHORT),
        ]
    finally:
        ready.close()


def ended(file, stop, pool, rest=0):
    """Return what is prepared where somebody asks to stop after so many tellings."""
    preparing = Preparing(file, Plan(ORDERED, file.header, NOW), pool, stop)
    for at, _ in enumerate(preparing):
        if at == rest:
            stop.set()
    return preparing.prepared


def test_who_asks_to_stop_gets_nothing_at_whatever_moment(tmp_path):
    rows = [line(str(at % 7), at) for at in range(60)]
    file = written(tmp_path / "orders.csv", rows)
    with small_parts():
        plan = Plan(ORDERED, file.header, NOW)
        tellings = sum(1 for _ in Preparing(file, plan, Builders(), Event()))
        assert tellings > 12
        for at in range(tellings):
            assert ended(file, Event(), Builders(), at) is None
        ready = ended(file, Event(), Builders(), tellings)
        assert ready is not None
        ready.close()


def test_a_file_that_changes_meanwhile_is_told(tmp_path):
    file = written(tmp_path / "orders.csv", [line("1", 1)])
    preparing = Preparing(file, Plan(ORDERED, file.header, NOW), Builders(), Event())
    telling = iter(preparing)
    next(telling)
    next(telling)
    file.path.write_bytes(file.path.read_bytes() + b"1,a@b.io,,,,\n")
    with pytest.raises(FileChanged):
        deque(telling)


def test_what_cannot_be_written_is_told(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    file = written(tmp_path / "orders.csv", [line("1", 1)])
    monkeypatch.setattr(arranging, "write_pieces", full)
    with pytest.raises(FileUnreadable, match="No space"):
        prepared(file)


def test_a_column_that_tells_no_orders_is_told_before_memory_is_full(tmp_path, monkeypatch):
    monkeypatch.setattr(merging, "LINES_MAX", 20)
    rows = [line("2", 0), *(line("1", at) for at in range(20))]
    file = written(tmp_path / "orders.csv", rows)
    with small_parts(60, 60):
        ready = prepared(file)
        assert [len(lines) for lines, *_ in told(ready)] == [1, 20]
        ready.close()
        file = written(tmp_path / "orders.csv", [*rows, line("1", 20)])
        with pytest.raises(OrderTooLong) as caught:
            prepared(file)
    assert (caught.value.line, caught.value.rows) == (3, 20)


def test_what_is_prepared_serves_again_as_long_as_rows_are_arranged_alike(tmp_path):
    file = written(tmp_path / "orders.csv", [line("1", 1), line("1", 2)])
    first = prepared(file)
    plan = Plan(ORDERED, file.header, NOW, judged=first.plan.judged)

    def again(**changed):
        now = replace(plan, **changed)
        preparing = Preparing(file, now, Builders(), Event(), first)
        for _ in preparing:
            pass
        return preparing.prepared

    fewer = replace(ORDERED, grouping=Grouping(("Order",), ("Sku",)))
    second = again(mapping=fewer.without(Kind.EVENTS, "unique_id"))
    assert second.file.data == first.file.data
    assert second.plan.mapping.grouping.per_item == ("Sku",)
    first.close()
    assert second.file.data.exists()
    other = again(amendments=UNCHANGED.with_replacement(Replacement("Sku", "s", "t")))
    assert other.file.data != second.file.data
    assert other.plan.amendments == UNCHANGED
    for each in (second, other):
        each.close()
    assert not second.file.data.exists()


def test_a_mapping_without_steps_reads_the_file_itself(tmp_path):
    file = written(tmp_path / "orders.csv", [line("1", 1)])
    plain = replace(ORDERED, grouping=None).with_pairs(Kind.EVENTS, ORDERED.events[:3])
    ready = prepared(file, plain)
    assert ready.file is file
    assert ready.shared() is ready
    assert not ready.serves(file, ready.plan)
    ready.close()
    assert file.data.exists()
