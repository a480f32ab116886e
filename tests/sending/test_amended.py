from dataclasses import replace
from threading import Event

import orjson
import pytest

from klaviyo_gui.core.amendments import UNCHANGED, Cause, Replacement, digest
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.tally import State
from klaviyo_gui.sending.amended import amended, fits
from klaviyo_gui.sending.check import Checked, check
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.source.reader import Rows
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.store.journal import Journal
from tests.doubles.files import HEADER, csv_file, mapping, orders

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
ANN, BEN = ["ann@shop", "o1", "hi", "Ann"], ["ben@shop.io", "o2", "oh", "Ben"]
BAD_MAIL = {
    EVENTS: Cause(EVENTS, Code.EMAIL_INVALID, "profile.email"),
    PEOPLE: Cause(PEOPLE, Code.EMAIL_INVALID, "email"),
}


def rows_of(*cells, undecodable=()):
    return Rows(list(range(2, 2 + len(cells))), list(cells), frozenset(undecodable))


def edited(line, cells, column, text, made=UNCHANGED):
    return made.with_cell(line, digest(cells), column, text)


def built(made, *cells, kinds=None, mapped=None):
    plan = Plan(mapped or mapping(), HEADER, amendments=made)
    return build_rows(plan, rows_of(*cells), kinds)


def codes(records):
    return [
        [each.code for each in record.problems if each.severity is not Severity.NOTE]
        for _, record in records
    ]


def test_rows_without_changes_are_handed_on_as_they_are():
    rows = rows_of(ANN, BEN)
    assert amended(rows, HEADER, UNCHANGED).rows is rows


def test_an_edited_cell_is_built_as_it_was_typed_and_its_row_as_read_stays():
    made = edited(2, ANN, "email", "ann@shop.io")
    for records in built(made, ANN, BEN).values():
        assert codes(records) == [[], []]
        assert all(record.body for _, record in records)
    (_, record), _ = built(made, ANN, BEN)[PEOPLE]
    assert orjson.loads(record.body)["attributes"]["email"] == "ann@shop.io"
    assert ANN[0] == "ann@shop"
    assert codes(built(UNCHANGED, ANN)[PEOPLE]) == [[Code.EMAIL_INVALID]]


def test_a_row_left_out_is_held_by_that_name_for_every_kind():
    made = UNCHANGED.leaving_out(3, digest(BEN))
    for records in built(made, ANN, BEN).values():
        assert codes(records)[1] == [Code.LEFT_OUT]
        assert records[1][1].body == b""
        assert [line for line, _ in records] == [2, 3]


@pytest.mark.parametrize(
    "made",
    [
        edited(2, BEN, "email", "x@shop.io"),
        edited(2, ANN, "gone", "x"),
        UNCHANGED.leaving_out(2, digest(BEN)),
    ],
)
def test_a_row_that_reads_otherwise_than_when_it_was_changed_is_held_and_not_changed(made):
    for records in built(made, ANN, BEN).values():
        assert codes(records) == [[Code.EDIT_ASTRAY], []]
        assert records[0][1].problems[0].severity is Severity.HOLD
    assert amended(rows_of(ANN), HEADER, made).rows.cells == [ANN]


def test_a_change_in_a_line_within_a_row_holds_that_row():
    rows = Rows([2, 5], [ANN, BEN])
    assert amended(rows, HEADER, edited(4, ANN, "email", "x")).codes == {0: Code.EDIT_ASTRAY}


def test_a_short_row_stays_held_until_somebody_filled_in_all_that_it_lacks():
    short = ANN[:2]
    made = edited(2, short, "email", "ann@shop.io")
    assert codes(built(made, short)[PEOPLE]) == [[Code.ROW_TOO_SHORT]]
    assert fits(made.rows[0], short, HEADER)
    assert not fits(made.rows[0], ANN, HEADER)
    last = made.with_cell(2, digest(short), "first", "Ann")
    assert codes(built(last, short)[PEOPLE]) == [[Code.ROW_TOO_SHORT]]
    both = last.with_cell(2, digest(short), "note", "hi")
    assert codes(built(both, short)[PEOPLE]) == [[]]
    assert amended(rows_of(short), HEADER, both).rows.cells == [
        ["ann@shop.io", *ANN[1:2], "hi", "Ann"]
    ]
    assert amended(rows_of(short), HEADER, made).rows.cells == [["ann@shop.io", *ANN[1:2]]]


def test_a_short_row_is_filled_up_with_blanks_where_nobody_typed_anything():
    short = ANN[:2]
    typed = edited(2, short, "first", "Ann")
    whole = typed.filling_up(2, digest(short), HEADER[2:])
    assert amended(rows_of(short), HEADER, whole).rows.cells == [[*short, "", "Ann"]]
    assert codes(built(whole, short)[PEOPLE]) == [[Code.EMAIL_INVALID]]


def test_an_edit_of_a_column_that_is_gone_fits_no_row():
    made = edited(2, ANN, "gone", "x")
    assert codes(built(made, ANN)[PEOPLE]) == [[Code.EDIT_ASTRAY]]


def test_a_row_whose_unreadable_letter_was_written_anew_is_sent():
    odd = ["zoe@shop.io", "o1", "hi", "Zo\udceb"]
    rows = rows_of(odd, odd, undecodable=(0, 1))
    plan = Plan(mapping(), HEADER, amendments=edited(2, odd, "first", "Zoë"))
    first, second = codes(build_rows(plan, rows)[PEOPLE])
    assert (first, second) == ([], [Code.ROW_UNDECODABLE])


def test_texts_are_replaced_in_every_row_that_has_them_and_in_no_other_column():
    made = UNCHANGED.with_replacement(Replacement("email", "@shop.io", "@shop.com"))
    made = made.with_replacement(Replacement("elsewhere", "o", "0"))
    dot = ["x@shop.io", "@shop.io", "@shop.io", "x"]
    found = amended(rows_of(dot, BEN, ["y"], []), HEADER, made).rows.cells
    assert found == [["x@shop.com", *dot[1:]], ["ben@shop.com", *BEN[1:]], ["y"], []]
    assert dot[0] == "x@shop.io"


def test_an_edited_cell_is_what_was_typed_whatever_is_replaced_around_it():
    made = UNCHANGED.with_replacement(Replacement("first", "n", "m"))
    made = edited(2, ANN, "first", "Nan", made)
    assert [row[3] for row in amended(rows_of(ANN, BEN), HEADER, made).rows.cells] == ["Nan", "Bem"]
    made = made.with_replacement(Replacement("first", "n", "r"))
    assert [row[3] for row in amended(rows_of(ANN, BEN), HEADER, made).rows.cells] == ["rar", "Bem"]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("kinds", [None, (EVENTS,), (PEOPLE,)])
def test_rows_left_out_by_cause_are_left_out_of_every_kind_whichever_is_asked_for(kind, kinds):
    made = UNCHANGED.with_cause(BAD_MAIL[kind])
    found = built(made, ANN, BEN, kinds=kinds)
    assert set(found) == set(kinds or Kind)
    for records in found.values():
        assert codes(records) == [[Code.LEFT_OUT], []]


def test_a_cause_of_a_kind_that_is_not_mapped_leaves_nothing_out():
    made = UNCHANGED.with_cause(BAD_MAIL[EVENTS])
    found = built(made, ANN, BEN, mapped=mapping(kinds=(PEOPLE,)))
    assert codes(found[PEOPLE]) == [[Code.EMAIL_INVALID], []]


def checked(folder, builders, rows, made=UNCHANGED):
    file = csv_file(folder, rows)
    plan = Plan(mapping(), file.header, amendments=made)
    *_, last = check(file, plan, builders, Event())
    assert isinstance(last, Checked)
    last.repeats.close()
    return last


def test_the_check_counts_what_is_left_out_apart_and_its_sums_stay_true(tmp_path, builders):
    rows = [("nobody", "o", "n", "f") if at in {1, 4} else row for at, row in enumerate(orders(9))]
    before = checked(tmp_path, builders, rows)
    assert [len(before.held[kind]) for kind in Kind] == [2, 2]
    assert list(before.left_out) == []
    made = edited(3, rows[1], "email", "repaired@shop.io").leaving_out(6, digest(rows[4]))
    after = checked(tmp_path, builders, rows, made)
    assert {each.severity for each in after.findings} == {Severity.NOTE}
    assert [len(after.held[kind]) for kind in Kind] == [0, 0]
    assert list(after.left_out) == [4]
    for kind in Kind:
        counts = after.tally.of(kind)
        assert (counts.unsent, counts.held, counts.read) == (8, 1, 9)
    by_cause = UNCHANGED.with_cause(BAD_MAIL[PEOPLE])
    assert list(checked(tmp_path, builders, rows, by_cause).left_out) == [1, 4]


def test_a_person_of_a_row_left_out_is_merged_into_nobody(tmp_path, builders):
    rows = [("ann@shop.io", "o1", "a", "Ann"), ("ann@shop.io", "o2", "b", "Anna")]
    assert checked(tmp_path, builders, rows).people == 1
    left = checked(tmp_path, builders, rows, UNCHANGED.leaving_out(2, digest(rows[0])))
    assert left.people == 1
    assert Code.MERGED not in [each.code for each in left.findings]


def test_the_results_tell_the_rows_as_they_were_sent_and_those_left_out_by_name(tmp_path, builders):
    file = csv_file(tmp_path, orders(3))
    before = file.path.read_bytes()
    rows = file.head_rows.cells
    made = edited(2, rows[0], "note", "typed").leaving_out(4, digest(rows[2]))
    journal = Journal.create(tmp_path / "run" / "journal.db", {})
    plan = Plan(mapping(), file.header, amendments=made)
    for _ in freeze(Part(file, plan, is_for_sending=True), builders, journal, Event()):
        pass
    ((lines, cells),) = journal.slices()
    held = {(each.kind, each.line, each.code, each.state) for each in journal.exceptions()}
    tally = journal.tally()
    journal.close()
    assert (list(lines), [row[2] for row in cells]) == ([2, 3, 4], ["typed", "note 1", "note 2"])
    assert held == {(kind, 4, "left_out", State.HELD) for kind in Kind}
    assert (tally.total.unsent, tally.total.held, tally.total.read) == (4, 2, 6)
    assert file.path.read_bytes() == before


def test_a_row_is_the_copy_of_another_as_it_was_edited(tmp_path, builders):
    rows = orders(3)
    rows[2] = (*rows[0][:2], "another note", rows[0][3])
    alike = edited(4, list(rows[2]), "note", rows[0][2])
    for made, code in ((UNCHANGED, Code.REPEATED), (alike, Code.ROW_REPEATED)):
        found = {each.code for each in checked(tmp_path, builders, rows, made).findings}
        assert found & {Code.REPEATED, Code.ROW_REPEATED, Code.CONTENT_REPEATED} == {code}


def test_the_first_look_tells_no_row_that_was_left_out(tmp_path, builders):
    rows = orders(3)
    file = csv_file(tmp_path, rows)
    made = UNCHANGED.leaving_out(3, digest(rows[1]))
    first, *_, last = check(file, Plan(mapping(), file.header, amendments=made), builders, Event())
    last.repeats.close()
    assert [each.code for each in first.findings if each.code is Code.LEFT_OUT] == []


def test_a_cause_leaves_out_as_many_rows_as_its_finding_counts_and_none_that_is_held(
    tmp_path, builders
):
    file = tmp_path / "times.csv"
    mails = ("nobody", "a@shop.io", "b@shop.io", "c@test.com")
    rows = "".join(f"{mails[at % 4]},{at},2024-05-31 1{at % 7}:00:00\n" for at in range(40))
    file.write_text(f"email,id,at\n{rows}", encoding="utf-8")
    pairs = (
        Pair("metric", Fixed("Sale")),
        Pair("profile.email", Column("email")),
        Pair("unique_id", Column("id")),
        Pair("time", Column("at")),
    )
    opened = open_csv(file)
    plan = Plan(Mapping(pairs), opened.header)
    *_, before = check(opened, plan, builders, Event())
    before.close()
    (told,) = [each for each in before.findings if each.code is Code.ZONE_UNSAID]
    assert told.count == 30
    made = UNCHANGED.with_cause(before.cause(told))
    *_, after = check(opened, replace(plan, amendments=made), builders, Event())
    after.close()
    assert list(after.left_out) == list(before.found[told.place])
    assert len(after.left_out) == told.count
    assert list(after.held[EVENTS]) == list(before.held[EVENTS])
