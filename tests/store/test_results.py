import csv
import io
import json
import zlib
from contextlib import closing

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.csv_form import formula_safe
from klaviyo_gui.core.errors import RunDamaged, RunMissing, RunOngoing
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State, Tally
from klaviyo_gui.store.export import export
from klaviyo_gui.store.history import mark_erased, write_summary
from klaviyo_gui.store.journal import JOURNAL, BatchState, Journal
from klaviyo_gui.store.results import Cause, exceptional_records, read_results, rows_holding
from klaviyo_gui.wording import report_page

HEADER = ("email", "=note", "line")
SETTLED = (State.ACCEPTED, State.REFUSED, State.HELD, State.UNKNOWN, State.UNSENT)
WITH_REASON = (State.REFUSED, State.HELD)

cells = st.lists(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=6)
    | st.sampled_from(["=1+1", "+49 171 1", "-5", "@x", "a,b", 'say "x"', "two\r\nlines", ""]),
    min_size=1,
    max_size=5,
)
rows = st.lists(st.tuples(cells, st.sampled_from(SETTLED), st.sampled_from(SETTLED)), max_size=8)


def explain(trouble):
    return f"{trouble.code}: {trouble.detail}", "=mend it"


def make_run(folder, rows, header=HEADER, slices=3, *, is_planned=True):
    """Write the journal of a run that ended so; rows stand in lines 2, 4, 6 …"""
    facts = {"name": "Orders", "account": "Shop", "file": "orders.csv", "created": "2026"}
    with closing(Journal.create(folder / JOURNAL, facts | {"header": header})) as journal:
        lines = [2 + 2 * at for at in range(len(rows))]
        for at in range(0, len(rows), slices):
            part = lines[at : at + slices], [row[0] for row in rows[at : at + slices]]
            journal.add_slice(lines[at], zlib.compress(orjson.dumps(part)))
        for place, kind in enumerate(Kind, start=1):
            for line, row in zip(lines, rows, strict=True):
                give_state(journal, kind, line, row[place])
        if is_planned:
            journal.finish_planning({})
        write_summary(folder, facts, "done", journal.tally())


def give_state(journal, kind, line, state):
    if state is State.HELD:
        journal.add_held(kind, [(line, "email_invalid", "x@", "email")])
    elif state is not None:
        number = journal.add_batch(kind, [line], b"body")
        states = {State.ACCEPTED: BatchState.ACCEPTED, State.UNSENT: BatchState.READY}
        journal.set_state(number, states.get(state, BatchState.UNKNOWN))
        if state is State.REFUSED:
            journal.add_exceptions(number, state, [(0, "invalid", "@Bad", "email")])


def zip_states(*counts):
    return dict(zip(("read", *State), counts, strict=True))


def table(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "read", [read_results, exceptional_records, lambda runs, run: export(runs, run, runs, explain)]
)
def test_a_run_that_ended_while_it_was_planned_has_no_results(tmp_path, read):
    make_run(tmp_path / "run-1", [(["a@b.co"], None, None)], is_planned=False)
    with pytest.raises(RunDamaged) as caught:
        read(tmp_path, "run-1")
    assert caught.value.cause == "it ended before anything was sent"
    assert not (tmp_path / "accepted.csv").exists()


def test_a_row_without_any_record_is_never_told_as_accepted(tmp_path):
    make_run(tmp_path / "run-1", [(["a@b.co"], None, None)])
    accepted, refused, _ = export(tmp_path, "run-1", tmp_path / "out", explain)
    assert (len(table(accepted)), len(table(refused))) == (1, 2)


@settings(max_examples=40, deadline=None)
@given(rows=rows)
def test_both_tables_together_hold_every_row_once_with_all_its_cells(tmp_path_factory, rows):
    runs = tmp_path_factory.mktemp("runs")
    make_run(runs / "run-1", rows)
    good_path, bad_path, _ = export(runs, "run-1", runs / "out", explain)
    good, bad = table(good_path), table(bad_path)
    assert good[0] == ["email", "'=note", "line", "line (result)", "state"]
    assert bad[0] == [*good[0], "reason", "advice"]

    found = {}
    for width, (_, *written) in ((2, good), (4, bad)):
        for row in written:
            cells = row[:3] + row[3 + width :]
            line, state = row[3:5]
            assert line not in found
            found[line] = (cells, state, row[5:7] if width == 4 else None)
    assert len(found) == len(rows)
    for at, (cells, event, profile) in enumerate(rows):
        padded = [formula_safe(cell) for cell in cells] + [""] * (3 - len(cells))
        has_reason = event in WITH_REASON or profile in WITH_REASON
        is_good = event is profile is State.ACCEPTED
        told = found[str(2 + 2 * at)]
        both = f"event {event}, profile {profile}"
        assert told[:2] == (padded, event if event is profile else both)
        assert (told[2] is None) == is_good
        if not is_good:
            assert told[2][1] == ("'=mend it" if has_reason else "")
            assert ("invalid" in told[2][0]) == has_reason


def test_a_row_says_the_same_reason_for_both_its_records_once(tmp_path):
    make_run(tmp_path / "run-1", [(["a", "b", "c"], State.REFUSED, State.REFUSED)])
    _, bad, _ = export(tmp_path, "run-1", tmp_path / "out", explain)
    assert table(bad)[1][-2:] == ["invalid: @Bad", "'=mend it"]


def test_a_row_with_records_of_one_kind_tells_the_state_of_that(tmp_path):
    make_run(tmp_path / "run-1", [(["a", "b", "c"], State.ACCEPTED, None)])
    good, bad, _ = export(tmp_path, "run-1", tmp_path / "out", explain)
    assert table(good)[1] == ["a", "b", "c", "2", "accepted"]
    assert len(table(bad)) == 1


def test_our_columns_never_take_the_name_of_one_of_the_file(tmp_path):
    header = ["line", "line (result)", "reason"]
    make_run(tmp_path / "run-1", [], header)
    _, bad, _ = export(tmp_path, "run-1", tmp_path / "out", explain)
    names = table(bad)[0]
    assert names[3:] == ["line (result) (result)", "state", "reason (result)", "advice"]


def test_a_part_without_rows_is_passed_over(tmp_path):
    make_run(tmp_path / "run-1", [])
    with closing(Journal.open(tmp_path / "run-1" / JOURNAL)) as journal:
        journal.add_slice(2, zlib.compress(b"[[],[]]"))
    good, bad, _ = export(tmp_path, "run-1", tmp_path / "out", explain)
    assert [len(table(path)) for path in (good, bad)] == [1, 1]


def test_the_report_counts_what_the_journal_knows(tmp_path):
    make_run(
        tmp_path / "run-1",
        [
            (["a"], State.ACCEPTED, State.HELD),
            (["b"], State.REFUSED, State.HELD),
            (["c"], State.UNKNOWN, State.UNSENT),
        ],
    )
    _, _, path = export(tmp_path, "run-1", tmp_path / "out", explain)
    report = json.loads(path.read_bytes())
    assert report["records"] == {
        "events": zip_states(3, 0, 1, 1, 0, 1),
        "profiles": zip_states(3, 1, 0, 0, 2, 0),
    }
    words = ("kind", "state", "code", "detail", "records")
    assert [tuple(map(cause.get, words)) for cause in report["causes"]] == [
        ("profiles", "held", "email_invalid", "", 2),
        ("events", "refused", "invalid", "@Bad", 1),
    ]
    assert (report["run"], report["account"], report["state"]) == ("run-1", "Shop", "done")

    results = read_results(tmp_path, "run-1")
    assert results.summary.run == "run-1"
    assert results.tally.events.accepted == 1
    assert results.causes[1] == Cause(Kind.EVENTS, State.REFUSED, "invalid", "@Bad", 1, "email")
    assert [each.line for each in exceptional_records(tmp_path, "run-1")] == [2, 4, 4]
    assert len(exceptional_records(tmp_path, "run-1", 2)) == 2


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3+cmd", "'-2+3+cmd"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("\N{FULLWIDTH EQUALS SIGN}1", "'\N{FULLWIDTH EQUALS SIGN}1"),
        ("+49 (171) 123-45/6", "+49 (171) 123-45/6"),
        ("-5.20", "-5.20"),
        ("-12%", "-12%"),
        ("-", "'-"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_no_spreadsheet_takes_a_cell_for_a_formula(cell, written):
    assert formula_safe(cell) == written


@pytest.mark.parametrize("run", ["", "run-2", "..", ".", "../runs/run-1", "run-1/../run-1"])
def test_a_run_that_is_none_is_told(tmp_path, run):
    make_run(tmp_path / "runs" / "run-1", [])
    for ask in (read_results, exceptional_records):
        with pytest.raises(RunMissing):
            ask(tmp_path / "runs", run)
    with pytest.raises(RunMissing):
        export(tmp_path / "runs", run, tmp_path / "out", explain)
    assert not (tmp_path / "out").exists()


def test_a_run_that_is_on_is_not_called_damaged(tmp_path):
    make_run(tmp_path / "run-1", [])
    with closing(Journal.open(tmp_path / "run-1" / JOURNAL)), pytest.raises(RunOngoing):
        read_results(tmp_path, "run-1")


def test_tables_that_cannot_be_finished_leave_the_earlier_ones(tmp_path):
    make_run(tmp_path / "run-1", [(["a"], State.ACCEPTED, State.ACCEPTED)])
    good, bad, _ = export(tmp_path, "run-1", tmp_path / "out", explain)
    before = good.read_bytes(), bad.read_bytes()
    with closing(Journal.open(tmp_path / "run-1" / JOURNAL)) as journal:
        journal.add_slice(9, b"no zlib at all")
    with pytest.raises(RunDamaged):
        export(tmp_path, "run-1", tmp_path / "out", explain)
    assert (good.read_bytes(), bad.read_bytes()) == before
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_klaviyos_words_are_one_cause_where_they_differ_in_what_they_quote_only(tmp_path):
    make_run(tmp_path / "run-1", [(["a"], State.ACCEPTED, None)] * 3)
    words = (
        "'zoe@shop.io' is no address",
        "'mia@shop.io' is no address",
        "Bad number +49 171 1234567.",
        "It can't be empty, and mustn't be 'x'",
    )
    with closing(Journal.open(tmp_path / "run-1" / JOURNAL)) as journal:
        for line, said in enumerate(words, start=20):
            batch = journal.add_batch(Kind.EVENTS, [line], b"body")
            journal.add_exceptions(batch, State.REFUSED, [(0, "invalid", said, "email")])
    causes = read_results(tmp_path, "run-1").causes
    assert [(each.detail, each.records) for each in causes] == [
        ("… is no address", 2),
        ("Bad number ….", 1),
        ("It can't be empty, and mustn't be …", 1),
    ]
    *_, report = export(tmp_path, "run-1", tmp_path / "out", explain)
    assert b"@shop.io" not in report.read_bytes()


def test_somebody_is_found_by_any_cell_with_what_became_of_the_row(tmp_path):
    make_run(
        tmp_path / "run-1",
        [
            (["zoe@shop.io", "Zoë"], State.ACCEPTED, State.REFUSED),
            (["mia@shop.io", "Mia"], State.ACCEPTED, State.ACCEPTED),
            (["z2@shop.io", "ZOË"], State.HELD, None),
        ],
    )
    found = rows_holding(tmp_path, "run-1", "zoë", 10)
    assert [(each.line, each.state, each.is_accepted) for each in found] == [
        (2, "event accepted, profile refused", False),
        (6, "held", False),
    ]
    assert [each.code for each in found[0].troubles] == ["invalid"]
    assert [each.line for each in rows_holding(tmp_path, "run-1", "SHOP", 2)] == [2, 4]
    assert rows_holding(tmp_path, "run-1", "nobody", 10) == ()
    assert rows_holding(tmp_path, "run-1", "\ud83d", 10) == ()


@settings(max_examples=30, deadline=None)
@given(rows=rows, text=st.text(min_size=1, max_size=2) | st.sampled_from(['"', "\n", "=1", "\\"]))
def test_the_search_finds_what_a_look_at_every_row_does(tmp_path_factory, rows, text):
    runs = tmp_path_factory.mktemp("runs")
    make_run(runs / "run-1", rows, slices=1)
    wanted = text.casefold()
    expected = [
        2 + 2 * at
        for at, (cells, *_) in enumerate(rows)
        if any(wanted in cell.casefold() for cell in cells)
    ]
    assert [each.line for each in rows_holding(runs, "run-1", text, 99)] == expected


def test_of_a_run_whose_rows_were_erased_there_are_reports_and_no_empty_tables(tmp_path):
    make_run(tmp_path / "run-1", [(["a"], State.ACCEPTED, None)])
    with closing(Journal.open(tmp_path / "run-1" / JOURNAL)) as journal:
        journal.erase_customers()
    mark_erased(tmp_path / "run-1")
    paths = export(tmp_path, "run-1", tmp_path / "out", explain, report_page)
    assert [path.name for path in paths] == ["report.json", "report.html"]
    assert "were erased" in paths[1].read_text("utf-8")
    assert json.loads(paths[0].read_bytes())["records"]["events"]["accepted"] == 1


def test_the_runs_that_sent_its_rows_again_are_named(tmp_path):
    for run, of in (("run-1", ""), ("run-2", "run-1"), ("run-3", "run-1")):
        make_run(tmp_path / run, [])
        facts = {"name": "Orders", "account": "Shop", "file": "orders.csv", "created": run}
        write_summary(tmp_path / run, facts | {"retry_of": of}, "done", Tally())
    assert read_results(tmp_path, "run-1").again == ("run-2", "run-3")
    assert read_results(tmp_path, "run-2").summary.retry_of == "run-1"
