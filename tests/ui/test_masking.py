"""Values are masked in the window by one switch, and by nothing else than that."""

import csv
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemDelegate, QApplication, QLabel, QLineEdit, QMenu

from klaviyo_gui.core.conversion import DateStyle
from klaviyo_gui.core.errors import AccountRefused, ConditionDoubtful
from klaviyo_gui.core.findings import Finding
from klaviyo_gui.core.join import Join
from klaviyo_gui.core.mapping import Kind, Mapping
from klaviyo_gui.core.match_report import MatchReport, SecondFile
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.question import Asks, Question
from klaviyo_gui.core.remedies import Remedy, Way
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.core.row_filter import Ask
from klaviyo_gui.core.tally import Tally
from klaviyo_gui.practice.browsed import Happening
from klaviyo_gui.sending.alike import Alike
from klaviyo_gui.source.profile import profile
from klaviyo_gui.store import settings
from klaviyo_gui.store.history import RunSummary
from klaviyo_gui.store.results import Results
from klaviyo_gui.ui import announcing, cell_editor
from klaviyo_gui.ui.copying import Copying
from klaviyo_gui.ui.map.choosing.known import KnownColumns
from klaviyo_gui.ui.map.choosing.values import ValueField
from klaviyo_gui.ui.masking import MaskAction, VeiledField, masking
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.practice.words import happening_text
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.stations.results import no_rows_words
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.steps_list import StepsList
from klaviyo_gui.ui.undoing import RedoAction, UndoAction
from klaviyo_gui.wording import alike_words, error_words, question_words
from klaviyo_gui.wording.cells import are_masked, cell_words, in_full, mask_cells, quoting_words
from klaviyo_gui.wording.joins import match_words
from klaviyo_gui.wording.remedies import remedy_words
from tests.ui.windows import ROWS, WAIT_MS, checked, open_path, write

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _shown():
    """Leave no value masked behind."""
    yield
    mask_cells(is_on=False)


@pytest.fixture
def filled(qtbot, window, tmp_path):
    """The window with the small file open and checked."""
    open_path(qtbot, window.session, write(tmp_path))
    window.session.fix(Kind.EVENTS, "metric", "Sale")
    checked(qtbot, window.checker)
    window.show()
    return window


def first_cell(window):
    return window.stations.file.grid.model().index(0, 0).data()


def mask_key(qtbot, widget):
    qtbot.keyClick(widget, Qt.Key.Key_M, CONTROL_SHIFT)


def test_the_key_masks_and_shows_again_and_the_sign_in_the_strip_says_so(qtbot, filled):
    sign = filled.strip.masked
    assert (first_cell(filled), sign.isVisible()) == ("Ann", False)
    mask_key(qtbot, filled)
    assert (first_cell(filled), sign.isVisible()) == ("•••", True)
    assert filled.findChild(MaskAction).isChecked()
    qtbot.mouseClick(sign, Qt.MouseButton.LeftButton)
    assert (first_cell(filled), sign.isVisible()) == ("Ann", False)
    assert not filled.findChild(MaskAction).isChecked()


def test_the_key_works_in_a_window_beside_it(qtbot, filled):
    filled.amend_desk.list_changes()
    changes = filled.amend_desk.changes
    qtbot.waitUntil(changes.isActiveWindow, timeout=WAIT_MS)
    mask_key(qtbot, changes)
    assert masking.is_on
    changes.close()


def test_who_starts_anew_is_not_exposed(window):
    masking.turn(True)
    mask_cells(is_on=False)
    assert settings.is_masked()
    masking.use_kept()
    assert masking.is_on
    masking.end()
    masking.use_kept()
    assert not masking.is_on


def test_no_cell_is_edited_while_it_is_masked_and_that_is_said(qtbot, filled, monkeypatch):
    said, shown = [], []
    monkeypatch.setattr(cell_editor, "announce", lambda _of, words: said.append(words))
    monkeypatch.setattr(cell_editor.QToolTip, "showText", lambda *told: shown.append(told[1]))
    grid = filled.stations.file.grid
    index = grid.model().index(0, 0)
    grid.setCurrentIndex(index)
    masking.turn(True)
    grid.edit(index)
    assert grid.findChildren(QLineEdit) == []
    assert said == shown == ["Values are masked. Show them (Ctrl+Shift+M) to edit a cell."]
    masking.end()
    grid.edit(index)
    assert [each.text() for each in grid.findChildren(QLineEdit)] == ["Ann"]
    grid.closeEditor(grid.findChild(QLineEdit), QAbstractItemDelegate.EndEditHint.NoHint)


def test_a_cell_that_is_being_edited_is_masked_and_keeps_what_was_typed(qtbot, filled):
    grid = filled.stations.file.grid
    index = grid.model().index(0, 0)
    grid.setCurrentIndex(index)
    grid.edit(index)
    field = grid.findChild(QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, "a")
    masking.turn(True)
    assert (field.text(), "A" in field.displayText()) == ("Anna", False)
    qtbot.keyClicks(field, "s")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(filled.session.amendments), timeout=WAIT_MS)
    masking.end()
    assert first_cell(filled) == "Annas"


def test_what_is_copied_and_saved_of_a_list_is_what_is_on_show(qapp, filled, tmp_path):
    copying = filled.stations.file.grid.findChild(Copying)
    masking.turn(True)
    copying.copy_every()
    assert "a•••@s•••.io" in qapp.clipboard().text()
    assert "ann@shop.io" not in qapp.clipboard().text()
    copying.save_as(tmp_path / "list.csv")
    assert "ann@shop.io" not in (tmp_path / "list.csv").read_text(encoding="utf-8")


def test_an_exact_request_is_copied_as_it_is_on_show(qapp, filled):
    filled.show_station(Station.PREVIEW)
    preview = filled.stations.preview
    preview.show_line(2)
    preview.card.copy_request()
    assert "ann@shop.io" in qapp.clipboard().text()
    masking.turn(True)
    QApplication.processEvents()
    preview.card.copy_request()
    assert "a•••@s•••.io" in qapp.clipboard().text()
    assert "ann@shop.io" not in qapp.clipboard().text()
    assert '"name": "Sale"' in qapp.clipboard().text(), "which event it is stays"


def test_what_is_sent_and_saved_is_the_same_masked_or_not(qtbot, filled, tmp_path):
    masking.turn(True)
    filled.show_station(Station.SEND)
    filled.stations.send.start()
    qtbot.waitUntil(lambda: filled.runner.phase is Phase.FINISHED, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: filled.archive.results is not None, timeout=WAIT_MS)
    with qtbot.waitSignal(filled.archive.saved, timeout=WAIT_MS) as saved:
        filled.archive.save(tmp_path / "out")
    (files,) = saved.args
    rows = [row for path in files if path.suffix == ".csv" for row in read(path)]
    mails = {cell for row in rows for cell in row if "@" in cell}
    assert mails == {row[-1] for row in ROWS}
    assert not any("•" in cell for row in rows for cell in row)
    assert "true values" in filled.stations.results.notice.sentence


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_what_pops_up_is_closed_since_it_would_not_be_said_anew(qtbot, filled):
    menu = QMenu(filled)
    menu.addAction("Only rows with “ann@shop.io”")
    menu.popup(filled.mapToGlobal(filled.rect().center()))
    masking.turn(True)
    assert not menu.isVisible()


def test_a_notice_that_quotes_a_value_masks_it_and_shows_it_again(qtbot, theme):
    notice = Notice(theme)
    qtbot.addWidget(notice)
    notice.say("The filter asks for “Smith”.", "Write to ann@shop.io.")
    masking.turn(True)
    assert notice.sentence == "The filter asks for “S•••”. Write to a•••@s•••"
    masking.end()
    assert notice.sentence == "The filter asks for “Smith”. Write to ann@shop.io."


def test_a_field_shows_dots_and_keeps_what_was_typed(qtbot):
    field = VeiledField()
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "ann")
    masking.turn(True)
    assert (field.text(), "a" in field.displayText()) == ("ann", False)
    assert "ann" not in VeiledField().displayText()
    masking.end()
    assert field.displayText() == "ann"


def test_the_cell_that_proves_a_proposal_is_masked(qtbot, window, tmp_path):
    rows = [("ann@shop.io", "13.03.2024 10:00"), ("ben@shop.io", "14.03.2024 11:00")]
    open_path(qtbot, window.session, write(tmp_path, rows, ("email", "when")))
    window.session.unmap(Kind.EVENTS, "time")
    window.show_station(Station.MAP)
    targets = window.stations.map.targets
    targets.show_property(Kind.EVENTS, "time")

    def is_said(words):
        return any(words in each.text() for each in targets.slots["time"].findChildren(QLabel))

    qtbot.waitUntil(lambda: is_said("“13.03.2024 10:00” proves"), timeout=WAIT_MS)
    masking.turn(True)
    qtbot.waitUntil(lambda: is_said("“••.••.•••• ••:••” proves"), timeout=WAIT_MS)
    assert not is_said("13.03.")


def names_of_steps(window):
    """Return what Undo, Redo and the list of steps call the last one."""
    if window.findChild(StepsList) is None:
        window.menu_actions.show_steps()
    listed = window.findChild(StepsList).view.model()
    actions = window.findChild(UndoAction).text(), window.findChild(RedoAction).text()
    return (*actions, listed.index(listed.rowCount() - 1, 0).data())


@pytest.mark.parametrize("is_masked_first", [False, True])
def test_a_step_that_quotes_a_value_is_named_by_how_values_are_seen_now(filled, is_masked_first):
    session = filled.session
    masking.turn(is_masked_first)

    def say():
        # The domain stands in no quotes.
        return f"Send “{cell_words('gold')}” for {cell_words('gmial.com')}"

    session.remedy(replace(session.mapping, left_out=("colour",)), say)
    for is_on in (not is_masked_first, is_masked_first):
        masking.turn(is_on)
        name = "send “•••” for g•••" if is_on else "send “gold” for gmial.com"
        assert names_of_steps(filled) == (f"&Undo {name}", "&Redo", name)
    session.undo_stack.undo()
    for is_on in (True, False):
        masking.turn(is_on)
        name = "send “•••” for g•••" if is_on else "send “gold” for gmial.com"
        assert names_of_steps(filled)[1:] == (f"&Redo {name}", name)


def test_files_for_further_work_are_written_in_full():
    mask_cells(is_on=True)
    with in_full():
        assert (cell_words("Smith"), quoting_words("no “Smith”"), are_masked()) == (
            "Smith",
            "no “Smith”",
            False,
        )
    assert cell_words("Smith") == "S•••"


def test_it_is_announced(filled, monkeypatch):
    said = []

    class Heard:
        @staticmethod
        def updateAccessibility(event):  # noqa: N802 - Qt's own name
            said.append(event.message())

    monkeypatch.setattr(announcing, "QAccessible", Heard)
    masking.turn(True)
    assert said[-1] == "Values are masked. Ctrl+Shift+M shows them."
    masking.end()
    assert said[-1] == "Values are shown."


MAPPING = Mapping()
CREATED = "2024-03-01T10:00:00+00:00"
RUN = RunSummary("1", "Sale", "Shop", "a.csv", CREATED, "finished", Tally(), 1, 0.5, "")
RESULTS = Results(RUN, Tally(), ())
REMEDY = Finding(Kind.EVENTS, Code.NUMBER_INVALID, Severity.HOLD, "value", 1, (2,), ("Smithland",))


@pytest.mark.parametrize(
    ("say", "shown"),
    [
        (
            lambda: alike_words(Alike(Kind.EVENTS, "x", "", "“Smith” is no name", 9)).what,
            "“S•••”",
        ),
        (
            lambda: error_words(ConditionDoubtful("Day", Ask.IS_AFTER, "03/04/2024")).what,
            "“••/••/••••”",
        ),
        (
            lambda: remedy_words(Remedy(Way.TABLE, MAPPING, "Smithy"), REMEDY),
            "Send “S•••” for “S•••”",
        ),
        (
            lambda: (
                question_words(
                    Question(
                        Asks.DATE,
                        "13/04/2024",
                        DateStyle.DAY_FIRST,
                        "Day",
                        (DateStyle.MONTH_FIRST, "04/13/2024"),
                    )
                ).what
            ),
            "“••/••/••••”: day first, and also “••/••/••••”: month first",
        ),
        (lambda: no_rows_words(RESULTS, "Smith"), "No row holds “S•••”."),
        (
            lambda: happening_text(Happening(True, "Sale", "", (), 12.5, "Dollars")),
            "Value: ••.• D•••",
        ),
        (
            lambda: (
                KnownColumns(("Name",), {"Name": profile(("Name",), [["Smith"]])[0]})
                .choices()[0]
                .below
            ),
            "S•••",
        ),
        (
            lambda: " ".join(
                match_words(
                    Join("b.csv", (("Mail", "Mail"),), ()),
                    MatchReport(second=SecondFile(doubles=1, examples=(("Smith", (2, 3)),))),
                )
            ),
            "“S•••”",
        ),
        (
            lambda: error_words(AccountRefused("Shop", 400, "Invalid mail 'Smith@shop.io'")).what,
            "Invalid mail 'S•••@s•••.io'",
        ),
    ],
    ids=[
        *("alike", "doubtful", "remedy", "question", "sought", "happening", "columns", "doubles"),
        "detail",
    ],
)
def test_what_no_scene_shows_is_masked_as_well(say, shown):
    assert shown not in say()
    mask_cells(is_on=True)
    assert shown in say()


def test_frequent_texts_that_complete_a_field_are_masked(qtbot):
    field = ValueField()
    qtbot.addWidget(field)
    field.offer((("Smith", 3),))
    model = field.completer().model()
    assert model.index(0, 0).data().startswith("Smith ")
    masking.turn(True)
    assert model.index(0, 0).data().startswith("S••• ")


def test_what_is_sent_instead_of_a_damaged_cell_is_masked(qtbot, window, tmp_path):
    rows = [("K\u00c3\u00bchnert", f"k{at}@shop.io") for at in range(9)]
    open_path(qtbot, window.session, write(tmp_path, rows, ("Name", "Mail")))
    window.session.repair(Repair("Name", Code.MOJIBAKE))
    tip = Qt.ItemDataRole.ToolTipRole
    assert "“Kühnert”" in window.stations.file.grid.model().index(0, 0).data(tip)
    masking.turn(True)
    assert "“K•••”" in window.stations.file.grid.model().index(0, 0).data(tip)
