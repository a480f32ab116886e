"""Every model keeps Qt's rules: the tester ends the test at the first breach."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from klaviyo_gui.core.findings import Finding
from klaviyo_gui.core.fit import Drift, Fit, Ranked
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.source.faults import Fault
from klaviyo_gui.store.history import RunSummary
from klaviyo_gui.ui.cards import CardRole
from klaviyo_gui.ui.chooser import Choice, ChoicesModel
from klaviyo_gui.ui.map.drag import columns_data, columns_of, target_data
from klaviyo_gui.ui.models import built
from klaviyo_gui.ui.models.built import BuiltRecords
from klaviyo_gui.ui.models.columns import ColumnsModel
from klaviyo_gui.ui.models.faults import FaultsModel
from klaviyo_gui.ui.models.findings import FindingsModel
from klaviyo_gui.ui.models.pages import PAGE, Pages
from klaviyo_gui.ui.models.records import HeadingRole, RecordsModel
from klaviyo_gui.ui.models.rows import RowsModel
from klaviyo_gui.ui.models.runs import RunsModel
from klaviyo_gui.ui.models.shelf import ShelfModel, moment_words
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.presets.shelving import Shown
from klaviyo_gui.ui.preview.classes import HarmClass, class_of
from tests.ui.windows import HEADER, ROWS, checked, open_path, write

EVENTS = Kind.EVENTS


@pytest.fixture
def watch(qapp):
    """Watch models by Qt's own tester; it ends the process at the first breach."""
    testers = []

    def start(model):
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        testers.append(QAbstractItemModelTester(model, mode))
        return model

    return start


def drawn(model):
    """Return a table's texts, row by row."""
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def many(count):
    return [(f"Name {at}", "2024-03-01", str(at), "red", f"n{at}@shop.io") for at in range(count)]


def test_the_grid_shows_the_file_with_its_lines(qtbot, session, tmp_path, watch):
    model = watch(RowsModel(session))
    assert drawn(model) == []
    open_path(qtbot, session, write(tmp_path))
    assert drawn(model) == [list(row) for row in ROWS]
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(5)]
    assert heads == list(HEADER)
    assert [model.headerData(at, Qt.Orientation.Vertical) for at in range(3)] == [2, 3, 4]


def test_the_grid_grows_from_the_first_rows_to_the_whole_file(qtbot, session, tmp_path, watch):
    model = watch(RowsModel(session))
    seen = []
    session.file_changed.connect(lambda: seen.append(model.rowCount()))
    open_path(qtbot, session, write(tmp_path, many(2_500)))
    assert seen == [1_000]
    assert model.rowCount() == 2_500
    assert model.index(2_499, 0).data() == "Name 2499"


def test_a_short_row_shows_empty_cells(qtbot, session, tmp_path, watch):
    model = watch(RowsModel(session))
    open_path(qtbot, session, write(tmp_path, [("Ann", "2024-03-01")]))
    assert drawn(model) == [["Ann", "2024-03-01", "", "", ""]]


def test_a_file_that_vanished_shows_no_row_and_raises_nothing(qtbot, session, tmp_path, watch):
    path = write(tmp_path, many(7 * PAGE))
    model = watch(RowsModel(session))
    open_path(qtbot, session, path)
    path.unlink()
    assert model.index(6 * PAGE, 0).data() == ""
    assert model.headerData(6 * PAGE, Qt.Orientation.Vertical) is None


def test_pages_find_the_row_of_a_line_even_behind_cells_of_several_lines(qtbot, session, tmp_path):
    rows = [('"a\nb"', "x", "1", "r", f"n{at}@shop.io") for at in range(PAGE)]
    open_path(qtbot, session, write(tmp_path, rows))
    for pages in (Pages(session.file, session.index), Pages(session.file, None)):
        assert [pages.number_of(line) for line in (2, 3, 4, 2 * PAGE)] == [0, None, 1, PAGE - 1]
        assert pages.number_of(1) is None
        assert pages.number_of(10 * PAGE) is None


def test_pages_forget_what_is_far_away_and_read_it_again(qtbot, session, tmp_path):
    open_path(qtbot, session, write(tmp_path, many(40 * PAGE)))
    pages = Pages(session.file, session.index)
    for page in (*range(40), 0):
        assert pages.row(page * PAGE).cells[0][0] == f"Name {page * PAGE}"


def test_columns_tell_samples_and_what_they_fill(qtbot, session, tmp_path, watch):
    model = watch(ColumnsModel(session, EVENTS))
    open_path(qtbot, session, write(tmp_path))
    session.clear(EVENTS)
    session.clear(Kind.PROFILES)
    session.place(("total",), EVENTS, "value")
    session.place(("email",), Kind.PROFILES, "email")
    session.take(("who",))
    rows = [
        tuple(model.index(at).data(role) for role in (CardRole.BELOW, CardRole.SIDE))
        for at in range(5)
    ]
    assert rows == [
        ("Ann · Ben", "undecided"),
        ("2024-03-01 10:00:00 · 2024-03-02 11:00:00", "undecided"),
        ("12.50 · 7", "mapped"),
        ("red · blue", "undecided"),
        ("ann@shop.io · ben@shop.io", "for people"),
    ]
    assert [model.index(at).data(CardRole.IN_HAND) for at in range(2)] == [True, False]
    assert "fills Value" in model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    model.show_kind(Kind.PROFILES)
    assert model.index(4).data(CardRole.SIDE) == "mapped"
    session.place(("email",), Kind.PROFILES, "external_id")
    assert model.index(4).data(CardRole.SIDE) == "2 targets"


def test_columns_travel_by_name_and_properties_are_taken(qtbot, session, tmp_path, watch):
    model = watch(ColumnsModel(session, EVENTS))
    open_path(qtbot, session, write(tmp_path))
    load = model.mimeData([model.index(3), model.index(0)])
    assert columns_of(load) == ("who", "colour")
    copy = Qt.DropAction.CopyAction
    target = target_data(EVENTS, "value")
    assert model.canDropMimeData(target, copy, -1, -1, model.index(0))
    assert not model.canDropMimeData(columns_data(("who",)), copy, -1, -1, model.index(0))
    assert not model.dropMimeData(target, copy, -1, -1, QModelIndex())
    with qtbot.waitSignal(model.target_dropped) as dropped:
        assert model.dropMimeData(target, copy, -1, -1, model.index(2))
    assert dropped.args == ["total", EVENTS, "value"]


def test_records_show_what_will_be_sent_line_by_line(qtbot, session, theme, tmp_path, watch):
    open_path(qtbot, session, write(tmp_path))
    session.clear(EVENTS)
    for column, target in (("email", "profile.email"), ("total", "value")):
        session.place((column,), EVENTS, target)
    session.fix(EVENTS, "metric", "Sale")
    records = BuiltRecords(Pages(session.file, session.index), session.plan, EVENTS, None)
    model = watch(RecordsModel(session, theme))
    model.show(EVENTS, records, range(3))
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(5)]
    assert heads == ["File line", "State", "E-mail", "Event name", "Value"]
    assert drawn(model) == [
        ["2", "ready", "ann@shop.io", "Sale", "12.5"],
        ["3", "ready", "ben@shop.io", "Sale", "7"],
        ["4", "held", "cid@shop.io", "", "x"],
    ]
    assert [
        model.headerData(at, Qt.Orientation.Horizontal, HeadingRole.GROUP) for at in range(5)
    ] == [
        "",
        "",
        "Who",
        "What happened",
        "",
    ]
    shape = Qt.ItemDataRole.DecorationRole
    assert not model.index(2, 1).data(shape).isNull()
    assert model.index(2, 0).data(shape) is None
    colour = Qt.ItemDataRole.ForegroundRole
    assert model.index(2, 1).data(colour) != model.index(1, 1).data(colour)
    mark = Qt.ItemDataRole.BackgroundRole
    value = heads.index("Value")
    assert model.index(2, value).data(mark) is not None
    assert not model.index(2, value).data(shape).isNull()
    assert "number" in model.index(2, value).data(Qt.ItemDataRole.AccessibleTextRole)
    assert [model.index(2, at).data(mark) for at in (0, 1, 2)] == [None, None, None]
    assert model.index(0, value).data(mark) is None
    assert (model.target(0), model.target(value)) == ("", "value")
    model.show(EVENTS, None, ())
    assert model.rowCount() == 0


@pytest.fixture
def repeated(qtbot, session, checker, tmp_path):
    """A file in which the last row repeats the first, and what the check says of it."""
    rows = [
        ("Ann", "2024-03-01", "1", "red", "ann@shop.io"),
        ("Ben", "2024-03-02", "2", "red", "ben@shop.io"),
        ("Anna", "2024-03-01", "1", "red", "ann@shop.io"),
    ]
    open_path(qtbot, session, write(tmp_path, rows))
    session.clear(EVENTS)
    for column, target in (("email", "profile.email"), ("total", "value")):
        session.place((column,), EVENTS, target)
    session.fix(EVENTS, "metric", "Sale")
    for column, target in (("email", "email"), ("who", "first_name")):
        session.place((column,), Kind.PROFILES, target)
    return checked(qtbot, checker)


def test_a_record_is_put_together_once_and_put_together_anew_once_it_is_far_away(
    qtbot, session, tmp_path, monkeypatch
):
    monkeypatch.setattr(built, "_RECORDS_KEPT", 2)
    open_path(qtbot, session, write(tmp_path))
    session.clear(EVENTS)
    session.place(("email",), EVENTS, "profile.email")
    session.fix(EVENTS, "metric", "Sale")
    records = BuiltRecords(Pages(session.file, session.index), session.plan, EVENTS, None)
    first = records.record(0)
    assert records.record(0) is first
    assert records.record(99) is None
    assert [records.record(at).line for at in (1, 2)] == [3, 4]
    again = records.record(0)
    assert again == first
    assert again is not first


def test_an_event_that_repeats_another_is_held_and_a_person_is_shown_merged(
    session, theme, watch, repeated
):
    pages = Pages(session.file, session.index)
    events = BuiltRecords(pages, session.plan, EVENTS, repeated.repeats)
    people = BuiltRecords(pages, session.plan, Kind.PROFILES, repeated.repeats)
    assert [events.record(at).is_held for at in range(3)] == [False, False, True]
    assert events.record(2).problems[-1].code is Code.CONTENT_REPEATED
    assert [people.record(at).lines for at in range(3)] == [(2, 4), (), (2, 4)]
    model = watch(RecordsModel(session, theme))
    model.show(Kind.PROFILES, people, range(3))
    names = [row[-1] for row in drawn(model)]
    assert names == ["Anna", "Ben", "Anna"]
    assert [row[1] for row in drawn(model)] == ["ready, 2 rows", "ready", "ready, 2 rows"]


def finding(code, severity, target="value", count=1, lines=(2,)):
    return Finding(EVENTS, code, severity, target, count, lines, ())


def test_findings_stand_in_four_sections_worst_first_with_count_share_and_lines(watch):
    model = watch(FindingsModel())
    lines = tuple(range(2, 102))
    model.show(
        [
            finding(Code.ID_MISSING, Severity.NOTE, "unique_id"),
            finding(Code.EMAIL_INVALID, Severity.HOLD, "profile.email", 1, (7,)),
            finding(Code.NUMBER_INVALID, Severity.HOLD, "value", 250, lines),
            finding(Code.EMAIL_TYPO, Severity.WARN, "profile.email"),
            finding(Code.REPEATED, Severity.HOLD, "unique_id"),
        ],
        4_000,
    )
    shown = [model.index(at).data().partition(":")[0] for at in range(model.rowCount())]
    assert shown == [
        "Would be refused",
        "Value",
        "E-mail",
        "Would be dropped silently",
        "Event id",
        "Changes meaning",
        "E-mail",
        "Worth knowing",
        "Event id",
    ]
    heading, first, second = (model.index(at) for at in range(3))
    assert heading.data(CardRole.HEADING) == "2"
    assert model.finding(heading) is None
    assert model.flags(heading) == Qt.ItemFlag.NoItemFlags
    more = "250 events (6.2% of rows) held · file lines 2, 3, 4, 5, 6, 7…"
    assert first.data(CardRole.MORE) == more
    assert second.data(CardRole.MORE) == "1 event (under 0.1% of rows) held · file line 7"
    assert first.data(CardRole.MARK) == "stop"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Would be refused: 250 events")
    assert model.finding(second).code is Code.EMAIL_INVALID
    assert model.finding(QModelIndex()) is None
    assert model.index_of(model.finding(second).place) == second
    assert not model.index_of((EVENTS, Code.MERGED, Severity.NOTE, "")).isValid()


def test_findings_that_somebody_has_taken_note_of_come_last_under_a_heading_of_their_own(watch):
    model = watch(FindingsModel())
    told = finding(Code.ID_MISSING, Severity.NOTE, "unique_id")
    noted = finding(Code.SAME_SECOND, Severity.NOTE, "unique_id")
    model.show([noted, told], 9, frozenset({noted.place}))
    headings = [model.index(at).data() for at in range(4) if model.finding(model.index(at)) is None]
    assert headings == ["Worth knowing", "Taken note of"]
    assert [model.finding(model.index(at)) for at in (1, 3)] == [told, noted]
    assert model.index(3).data(CardRole.MARK) == "tick"
    model.show([noted, told], 9)
    assert model.rowCount() == 3


def test_every_problem_has_a_class():
    found = {code: class_of(finding(code, Severity.WARN)) for code in Code}
    assert set(found.values()) == set(HarmClass) - {HarmClass.NOTED}
    assert found[Code.EMAIL_DROPPED] is HarmClass.DROPPED


def test_findings_keep_the_choice_while_their_causes_stay(watch):
    model = watch(FindingsModel())
    resets = []
    model.modelReset.connect(lambda: resets.append(model.rowCount()))
    few = Finding(EVENTS, Code.NUMBER_INVALID, Severity.HOLD, "value", 1, (2,), ("x",))
    many = Finding(EVENTS, Code.NUMBER_INVALID, Severity.HOLD, "value", 2, (2, 3), ("x",))
    other = Finding(EVENTS, Code.NUMBER_INVALID, Severity.HOLD, "order", 1, (2,), ("x",))
    model.show([few], 9)
    model.show([many], 9)
    assert (resets, model.finding(model.index(1))) == ([2], many)
    model.show([other], 9)
    assert (resets, model.finding(model.index(1))) == ([2, 2], other)


def test_faults_keep_the_choice_while_they_only_grow(watch):
    model = watch(FaultsModel())
    resets = []
    model.modelReset.connect(lambda: resets.append(model.rowCount()))
    model.show([Fault("blank_line", 1, (7,))])
    model.show([Fault("blank_line", 1, (7,))])
    model.show([Fault("blank_line", 20, tuple(range(1, 21)))])
    assert resets == [1]
    said = "20 times · file lines 1, 2, 3, 4, 5, 6… · nothing is lost"
    assert model.index(0).data(CardRole.MORE) == said
    model.show(
        [
            Fault("date_made", 1, (2,), ("sku",), (3,), (("2-Jan", ""),)),
            Fault("header_repeated", 1, ()),
        ]
    )
    assert resets == [1, 2]
    assert (
        model.index(0).data(CardRole.MORE).endswith("likely to be recovered · for example “2-Jan”")
    )
    assert model.index(1).data(CardRole.MORE) == "1 time · nothing is lost"
    assert model.finding(QModelIndex()) is None
    assert model.data(QModelIndex()) is None


def test_runs_show_how_they_stand_the_unfinished_ones_first(watch):
    bad = Tally(Counts(accepted=1_000, refused=1), Counts(held=2))
    done = RunSummary(
        "r1", "Spring", "Shop", "a.csv", "2024-05-01T10:00:00", "done", bad, 1, 1.0, ""
    )
    runs = [
        replace(done, run="r5", retry_of="r1", ended="2024-05-30T10:00:00"),
        replace(done, run="r4", is_erased=True),
        replace(done, run="r3", is_kept=True, state="planning"),
        replace(done, run="r2", state="paused"),
        replace(done, created="yesterday"),
    ]
    model = watch(RunsModel())
    model.show(runs, 30)
    when = "2024-05-01 10:00"
    assert drawn(model) == [
        ["Paused", when, "a.csv", "Shop", "1,000 of 1,003", "until finished"],
        ["Done", when, "a.csv (sent again)", "Shop", "1,000 of 1,003", "until 2024-06-29"],
        ["Done", when, "a.csv", "Shop", "1,000 of 1,003", "erased"],
        ["Nothing sent", when, "a.csv", "Shop", "1,000 of 1,003", "kept"],
        ["Done", "yesterday", "a.csv", "Shop", "1,000 of 1,003", "kept"],
    ]
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole).splitlines() == [
        "Spring, run r5",
        "accepted: 1,000 events",
        "not accepted: 1 event and 2 people rows",
        "refused rows of run r1, sent again",
    ]
    assert [model.row_of(run) for run in ("r2", "r1", "r9")] == [0, 4, -1]
    assert model.run(model.index(0, 0)).run == "r2"
    assert model.run(QModelIndex()) is None
    assert model.data(QModelIndex()) is None


def test_a_text_table_puts_the_newest_first_and_forgets_the_oldest(watch):
    model = watch(TextTable(("Line", "Why")))
    model.put_first([("2", "a"), ("3", "b")], keep=3)
    model.put_first([("4", "c"), ("5", "d")], keep=3)
    model.put_first([], keep=3)
    assert drawn(model) == [["5", "d"], ["4", "c"], ["3", "b"]]
    model.show([("9", "z")])
    assert drawn(model) == [["9", "z"]]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Why"


def test_choices_are_searched_by_all_that_they_say(watch):
    model = watch(ChoicesModel([Choice("a", "Value", "money", "filled")]))
    assert model.index(0).data(Qt.ItemDataRole.UserRole) == "Value money"
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Value, money, filled"
    assert model.choice(0).value == "a"


def test_the_list_of_presets_shows_fits_before_others_and_what_was_deleted_last(qtbot, watch):
    model = watch(ShelfModel())
    assert drawn(model) == []
    drift = Drift("a", ((EVENTS, "value"),))
    fits = (Ranked("Spring", Fit(3), "2026-01-02T03:04:05+00:00"),)
    shown = Shown({}, fits, (Ranked("Other", Fit(1, (drift,))),), ("Gone",))
    model.show_shelf(shown, has_file=True)
    assert drawn(model) == [
        ["Spring", "all 3 columns", moment_words("2026-01-02T03:04:05+00:00")],
        ["Other", "nothing in common", ""],
        ["Gone", "deleted", ""],
    ]
    assert [model.is_deleted(at) for at in range(4)] == [False, False, True, False]
    assert (model.name(1), model.name(-1), model.row("Gone"), model.row("x")) == (
        "Other",
        "",
        2,
        -1,
    )
    model.show_shelf(shown, has_file=False)
    assert drawn(model)[0][1] == "no file open"


def test_another_name_of_a_preset_is_asked_for_and_nothing_else_can_be_edited(qtbot, watch):
    model = watch(ShelfModel())
    model.show_shelf(Shown({}, (Ranked("Spring", Fit(3)),), (), ("Gone",)), has_file=True)
    editable = [
        (row, column)
        for row in range(2)
        for column in range(3)
        if model.flags(model.index(row, column)) & Qt.ItemFlag.ItemIsEditable
    ]
    assert editable == [(0, 0)]
    assert model.index(0, 0).data(Qt.ItemDataRole.EditRole) == "Spring"
    with qtbot.waitSignal(model.rename_requested) as asked:
        assert not model.setData(model.index(0, 0), " Autumn ")
    assert asked.args == ["Spring", "Autumn"]
    with qtbot.assertNotEmitted(model.rename_requested):
        for same in ("", "Spring"):
            model.setData(model.index(0, 0), same)
