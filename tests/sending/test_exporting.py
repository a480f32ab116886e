"""What is written of a file tells what a send would do with each of its rows, and nothing else."""

import csv
import io
import json
from dataclasses import replace
from threading import Event

import pytest

from klaviyo_gui.core.amendments import UNCHANGED, digest
from klaviyo_gui.core.errors import ExportOverSource, ExportUnwritable, FileChanged, MappingEmpty
from klaviyo_gui.core.mapping import Column, Kind, Mapping, Options, Pair, Repeats, ValueType
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.exporting import Content, Exported, Exporting, Source, export_rows
from klaviyo_gui.sending.preview import preview_rows
from klaviyo_gui.source.reader import read_range
from tests.doubles.builders import Builders
from tests.doubles.files import HEADER, csv_file, mapping, opened, orders
from tests.sending.order_files import HEADER as ORDER_HEADER
from tests.sending.order_files import NOW, ORDERED, written

CHECKED, HELD, RECORDS = Content


def explain(found):
    """Return what tests can read of a reason, and an advice."""
    return f"{found.kind} {found.code} {found.field} {found.detail}".strip(), f"mend {found.code}"


def steps(file, content, out, *, mapped=None, pool=None, **options):
    """Yield what an export tells."""
    stop = options.pop("stop", Event())
    planned = Plan(mapped or mapping(), file.header, NOW, **options)
    source = Source(file, planned, pool or Builders(), stop)
    return export_rows(source, content, out, explain)


def exported(file, content, out, **options):
    *told, last = steps(file, content, out, **options)
    assert all(isinstance(each, Exporting) for each in told)
    assert isinstance(last, Exported)
    assert [each.done for each in told] == sorted(each.done for each in told)
    assert last.path == out
    return last


def read(out):
    """Return the rows of a written file, the header first."""
    return list(csv.reader(io.StringIO(out.read_text("utf-8-sig"), newline="")))


def documents(out):
    return [json.loads(line) for line in out.read_bytes().splitlines()]


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder / "rows.csv"


@pytest.fixture
def file(tmp_path):
    """Rows of which one has no person, one an event twice, one a note with a formula."""
    first, second, third, *others = orders(6)
    no_person = ("nobody", *second[1:])
    formula = (third[0], third[1], "=1+1", third[3])
    return csv_file(tmp_path, [first, no_person, formula, first, *others])


def test_every_row_stands_in_exactly_one_of_both_tables(file, out, small_ranges):
    rows = file.head_rows.cells
    assert exported(file, CHECKED, out) == Exported(out, 5, 2)
    header, *checked = read(out)
    assert tuple(header) == HEADER
    formula = [*rows[2][:2], "'=1+1", rows[2][3]]
    assert checked == [rows[0], formula, *rows[4:]]
    assert exported(file, HELD, out) == Exported(out, 2, 0)
    header, *held = read(out)
    assert tuple(header) == (*HEADER, "line", "reason", "advice")
    assert [row[:4] for row in held] == [rows[1], rows[3]]
    assert [row[4] for row in held] == ["3", "5"]


def test_the_reasons_are_those_of_all_records_each_once(file, out):
    exported(file, HELD, out)
    _, nobody, again = read(out)
    assert nobody[5:] == [
        "events email_invalid profile.email nobody · profiles email_invalid email nobody",
        "mend email_invalid",
    ]
    assert again[5:] == ["events row_repeated unique_id 2", "mend row_repeated"]


def test_what_is_written_can_be_opened_by_excel_and_by_nobody_else(file, out):
    exported(file, CHECKED, out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [each.name for each in out.parent.iterdir()] == [out.name]


def test_changes_and_repairs_are_made_in_what_is_sent(tmp_path, out):
    file = csv_file(tmp_path, [("a@b.io", "1", "KÃ¼hnert", "'Ann"), ("c@d.io", "2", "n", "Bo")])
    mended = replace(mapping(), repairs=(Repair("note", Code.MOJIBAKE),))
    changed = UNCHANGED.with_cell(3, digest(file.head_rows.cells[1]), "first", "Bob")
    exported(file, CHECKED, out, mapped=mended, amendments=changed)
    assert read(out)[1:] == [["a@b.io", "1", "Kühnert", "'Ann"], ["c@d.io", "2", "n", "Bob"]]


def test_what_is_held_is_changed_but_not_repaired(tmp_path, out):
    row = ("nobody", "1", "KÃ¼hnert", "Ann")
    file = csv_file(tmp_path, [row])
    mended = replace(mapping(), repairs=(Repair("note", Code.MOJIBAKE),))
    changed = UNCHANGED.with_cell(2, digest(row), "first", "Anna")
    exported(file, HELD, out, mapped=mended, amendments=changed)
    assert read(out)[1][:4] == ["nobody", "1", "KÃ¼hnert", "Anna"]


def test_a_row_left_out_by_hand_is_in_none_of_them(tmp_path, out):
    file = csv_file(tmp_path, orders(3))
    changed = UNCHANGED.leaving_out(3, digest(file.head_rows.cells[1]))
    assert exported(file, CHECKED, out, amendments=changed) == Exported(out, 2, 1)
    assert [row[1] for row in read(out)[1:]] == ["o-0", "o-2"]
    out.unlink()
    assert exported(file, HELD, out, amendments=changed).count == 0
    assert not out.exists()


def test_where_there_is_nothing_to_write_what_was_there_stays(tmp_path, out):
    out.write_bytes(b"as it was")
    file = csv_file(tmp_path, orders(3))
    assert exported(file, HELD, out) == Exported(out, 0, 0)
    assert out.read_bytes() == b"as it was"


def test_rows_of_other_widths_keep_their_cells(tmp_path, out):
    content = b"email,order,note,first\r\na@b.io,1,x\r\nc@d.io,2,x,Cy,more,yet\r\ne@f.io,3,x,Ed\r\n"
    file = opened(tmp_path, content)
    exported(file, HELD, out)
    _, short, long = read(out)
    assert short[:5] == ["a@b.io", "1", "x", "", "2"]
    assert (long[:5], long[7:]) == (["c@d.io", "2", "x", "Cy", "3"], ["more", "yet"])


def test_blank_cells_behind_every_row_are_left_away(tmp_path, out):
    rows = b"".join(b"p%d@b.io,%d,x,Ann,\r\n" % (at, at) for at in range(40))
    file = opened(tmp_path, b"email,order,note,first\r\n" + rows)
    assert exported(file, CHECKED, out).count == 40
    assert {len(row) for row in read(out)} == {4}


def test_bytes_that_are_no_text_are_written_as_results_write_them(tmp_path, out):
    file = opened(tmp_path, b"email,order,note,first\r\na@b.io,1,J\xfcrgen,Ann\r\n")
    exported(file, HELD, out)
    assert read(out)[1][2] == "Jürgen"


def test_our_columns_never_hide_one_of_the_file(tmp_path, out):
    file = csv_file(tmp_path, [("nobody", "1", "x", "y")], ("email", "line", "reason", "first"))
    mapped = Mapping((), (Pair("email", Column("email")),))
    exported(file, HELD, out, mapped=mapped)
    assert read(out)[0][4:] == ["line (result)", "reason (result)", "advice"]


def test_the_records_are_those_of_the_preview_with_every_person_once(tmp_path, out, small_ranges):
    rows = [*orders(7, people=3), ("nobody", "o-9", "n", "N"), orders(7, people=3)[0]]
    file = csv_file(tmp_path, rows)
    mapped = mapping(repeats=Repeats.APART, has_id=False)
    told = exported(file, RECORDS, out, mapped=mapped)
    plan = Plan(mapped, file.header, NOW)
    *_, checked = check(file, plan, Builders(), Event())
    ready = plan if checked.prepared is None else checked.prepared.plan
    every = [
        record
        for part in file.index().ranges()
        for record in preview_rows(
            ready,
            read_range(file.data, file.dialect, part),
            checked.repeats,
            checked.found,
            part.first_row,
        )
        if record.body
    ]
    events = [(each.line, json.loads(each.body)) for each in every if each.kind is Kind.EVENTS]
    people = {each.body: each for each in reversed(every) if each.kind is Kind.PROFILES}
    shown = [(each.line, json.loads(each.body)) for each in people.values()]
    found = documents(out)
    assert [(each["line"], each["item"]) for each in found if each["kind"] == "event"] == events
    assert len(events) == checked.tally.events.unsent == 8
    of_people = [(each["line"], each["item"]) for each in found if each["kind"] == "profile"]
    assert of_people == sorted(shown, key=lambda each: each[0])
    assert len(of_people) == checked.people == 3
    assert told == Exported(out, 11, 0)
    checked.close()


def test_people_alone_are_written_too(tmp_path, out):
    file = csv_file(tmp_path, orders(3))
    exported(file, RECORDS, out, mapped=mapping(kinds=(Kind.PROFILES,)))
    assert {each["kind"] for each in documents(out)} == {"profile"}


ORDER_ROWS = (
    ("1", "ann@shop.io", "KÃ¼hn", "1", "x", "1"),
    ("2", "nobody", "", "2", "y", "1"),
    ("1", "", "", "3", "=z", "5"),
    ("2", "", "", "4", "w", "1"),
    ("3", "cy@shop.io", "", "5", "v", "2"),
)


def test_of_orders_all_lines_are_written_with_what_belongs_to_each(tmp_path, out):
    file = written(tmp_path / "orders.csv", ORDER_ROWS)
    mended = replace(ORDERED, repairs=(Repair("Note", Code.MOJIBAKE),))
    assert exported(file, CHECKED, out, mapped=mended) == Exported(out, 3, 2)
    assert read(out) == [
        list(ORDER_HEADER),
        ["1", "ann@shop.io", "Kühn", "1", "x", "1"],
        ["1", "", "", "3", "'=z", "5"],
        ["3", "cy@shop.io", "", "5", "v", "2"],
    ]
    assert exported(file, HELD, out, mapped=mended) == Exported(out, 2, 0)
    header, *held = read(out)
    assert header[6:] == ["line", "reason", "advice"]
    assert [(row[0], row[6]) for row in held] == [("2", "3"), ("2", "5")]
    assert {row[7] for row in held} == {"events email_invalid profile.email nobody"}
    assert exported(file, RECORDS, out, mapped=mended).count == 2


def test_lines_that_are_not_wanted_are_no_rows_of_an_order(tmp_path, out):
    file = written(tmp_path / "orders.csv", ORDER_ROWS)
    few = RowFilter((Condition("Amount", Ask.IS, ("1",)),))
    exported(file, CHECKED, out, mapped=replace(ORDERED, row_filter=few))
    assert [row[3] for row in read(out)[1:]] == ["1"]


def test_the_file_itself_is_never_replaced(tmp_path, file):
    before = file.path.read_bytes()
    other = tmp_path / "another name.csv"
    other.hardlink_to(file.path)
    for out in (file.path, other):
        with pytest.raises(ExportOverSource):
            next(steps(file, CHECKED, out))
    second = csv_file_beside(tmp_path)
    with pytest.raises(ExportOverSource):
        next(steps(file.joining((second,)), CHECKED, second.path))
    assert file.path.read_bytes() == before


def csv_file_beside(folder):
    beside = folder / "beside"
    beside.mkdir()
    return csv_file(beside, orders(1))


def test_a_file_that_changed_meanwhile_is_told_and_nothing_is_written(file, out, small_ranges):
    out.write_bytes(b"as it was")
    told = steps(file, CHECKED, out)
    while not next(told).rows:
        pass
    with file.path.open("ab") as to:
        to.write(b"x@y.io,o-99,n,N\r\n")
    with pytest.raises(FileChanged):
        list(told)
    assert out.read_bytes() == b"as it was"
    assert [each.name for each in out.parent.iterdir()] == [out.name]


@pytest.mark.parametrize("content", Content)
@pytest.mark.parametrize("rows", [0, 2])
def test_when_asked_to_stop_nothing_is_written(file, out, small_ranges, content, rows):
    stop = Event()
    told = []
    for each in steps(file, content, out, stop=stop):
        told.append(each)
        if isinstance(each, Exporting) and each.rows >= rows:
            stop.set()
    assert not any(isinstance(each, Exported) for each in told)
    assert list(out.parent.iterdir()) == []


def test_a_place_that_takes_no_file_is_told(file, out):
    out.mkdir()
    with pytest.raises(ExportUnwritable) as told:
        exported(file, CHECKED, out)
    assert (told.value.path, told.value.cause) == (out, "Is a directory")
    assert [each.name for each in out.parent.iterdir()] == [out.name]


def test_what_builds_nothing_is_told(file, out):
    with pytest.raises(MappingEmpty):
        list(steps(file, CHECKED, out, mapped=Mapping()))
    assert not out.exists()


def test_workers_write_what_this_process_writes(file, out, builders):
    exported(file, CHECKED, out)
    here = out.read_bytes()
    exported(file, CHECKED, out, pool=builders)
    assert out.read_bytes() == here


def test_a_number_that_cannot_be_read_is_why_its_row_is_held(tmp_path, out):
    file = csv_file(tmp_path, [("a@b.io", "x", "n", "Ann")])
    mapped = Mapping(
        (*mapping().events, Pair("value", Column("order"), ValueType.NUMBER)),
        (),
        Options("UTC", undated=mapping().options.undated),
    )
    exported(file, HELD, out, mapped=mapped)
    assert read(out)[1][5].startswith("events number_invalid value x")
