"""The station File: the sentence, the grid, the card, the damage, and what happens to the file."""

import gzip
import threading
import zipfile
from dataclasses import asdict, replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QToolButton

from klaviyo_gui.core.errors import FileChanged
from klaviyo_gui.source.reader import Rows
from klaviyo_gui.source.table import Overrides
from klaviyo_gui.store import recent
from klaviyo_gui.ui import opening
from klaviyo_gui.ui.file.parts import Part, candidates
from klaviyo_gui.ui.models.marks import CellMarks
from klaviyo_gui.ui.models.pages import Pages
from klaviyo_gui.ui.models.rows import CellRole, HeadingRole
from klaviyo_gui.ui.stations.file import FileStation
from klaviyo_gui.ui.status import Mark, file_status
from tests.source.workbooks import sheet, table, workbook
from tests.ui.windows import HEADER, ROWS, WAIT_MS, open_path, write

DAMAGED = (
    ("Ann", "2024-03-01", "1", "red", "ann@shop.io"),
    ("Ben", "2024-03-02"),
    ("MÃ¼ller", "2024-03-03", "", "red", "mueller@shop.io"),
    ('Di"rk', "2024-03-04", "4", "red", "dirk@shop.io"),
)


@pytest.fixture
def station(empty):
    return empty


@pytest.fixture
def opened(qtbot, station, tmp_path):
    """The station with a damaged file, looked at to its end."""
    inspected(qtbot, station, write(tmp_path, DAMAGED))
    return station


def inspected(qtbot, station, path):
    inspector = station._inspector
    open_path(qtbot, station._session, path)
    qtbot.waitUntil(lambda: inspector.found is not None and not inspector.is_busy, timeout=WAIT_MS)


def test_the_rows_of_a_file_come_first_and_all_else_in_turns_of_its_own(
    qtbot, station, session, tmp_path
):
    at_first = []
    session.file_changed.connect(
        lambda: at_first.append((station.grid.model().rowCount(), station.raw.toPlainText()))
    )
    open_path(qtbot, session, write(tmp_path))
    assert at_first == [(len(ROWS), "")]
    assert station.raw.toPlainText().splitlines()[0].endswith("1  who,when,total,colour,email")
    assert "5 columns" in station.facts
    assert "who" in station.card.sentence


def test_a_file_is_said_to_be_opened_until_it_is_shown(qtbot, opened, session, tmp_path):
    path = write(tmp_path, name="wide.csv")
    session.open_file(path)
    assert opened.opening == "Opening wide.csv…"
    assert file_status(session, opened._inspector).words == "Opening…"
    qtbot.waitUntil(lambda: session.file.path == path, timeout=WAIT_MS)
    assert opened.opening == ""


def test_a_file_that_is_refused_is_no_longer_said_to_be_opened(qtbot, opened, session, tmp_path):
    with qtbot.waitSignal(session.file_refused, timeout=WAIT_MS):
        session.open_file(tmp_path / "nowhere.csv")
    assert opened.opening == ""


def test_of_a_wide_file_only_the_first_columns_are_fitted(qtbot, station, tmp_path, monkeypatch):
    fitted = []
    monkeypatch.setattr(station.grid, "setColumnWidth", lambda at, _width: fitted.append(at))
    names = tuple(f"c{at}" for at in range(1_000))
    inspected(qtbot, station, write(tmp_path, (names, names), names, "wide.csv"))
    assert fitted == list(range(200))


def test_the_tick_of_the_file_waits_for_what_is_doubtful_of_its_reading(
    qtbot, station, session, tmp_path
):
    path = tmp_path / "either.csv"
    path.write_text("a,b,c;d,e\n" + "1,x,y;z,2\n" * 5, encoding="utf-8")
    inspected(qtbot, station, path)
    status = file_status(session, station._inspector)
    assert (status.mark, status.words) == (Mark.LOOK, "1 to look at")


def test_the_sentence_tells_how_the_file_is_read(opened):
    said = 'Comma · UTF-8 · Header in line 1 · Quotes " · 5 columns · 4 rows'
    assert opened.facts == said


def test_damage_is_told_with_count_lines_and_advice(opened):
    found = opened.findings
    codes = {found.finding(found.index(at)).code for at in range(found.rowCount())}
    assert codes == {"row_too_short", "mojibake", "quote_astray"}
    assert opened.said == "Found in 4 rows; choose one to see where:"
    spoken = [found.index(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(3)]
    assert any("1 time · file line 4 · nothing is lost · “MÃ¼ller” reads" in it for it in spoken)


def test_a_finding_shows_its_raw_line_with_a_caret_and_leads_to_its_row(opened):
    found = opened.findings
    codes = [found.finding(found.index(at)).code for at in range(3)]
    opened.list.setCurrentIndex(found.index(codes.index("quote_astray")))
    words, caret = opened.raw.toPlainText().splitlines()
    assert words.endswith('5  Di"rk,2024-03-04,4,red,dirk@shop.io')
    assert words[caret.index("^")] == '"'
    assert opened.grid.currentIndex().row() == 3
    opened.list.setCurrentIndex(found.index(-1))
    assert opened.raw.toPlainText().splitlines()[0].endswith("1  who,when,total,colour,email")


def test_the_first_finding_is_chosen_by_itself_and_the_cell_of_the_grid_stays(opened):
    assert opened.list.currentIndex().row() == 0
    assert "^" in opened.raw.toPlainText()
    assert opened.grid.currentIndex().row() == 0


def test_cells_beyond_the_last_column_are_told_at_the_end_of_their_row(qtbot, station, tmp_path):
    rows = (("A", "a@x.de", "1"), ("B", "b@x.de", "2", "extra", "more"))
    inspected(qtbot, station, write(tmp_path, rows, ("name", "email", "total")))
    model = station.grid.model()
    assert [model.index(1, at).data(CellRole.SURPLUS) for at in range(3)] == [0, 0, 2]
    words = model.index(1, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert words.endswith(" Beyond the last column: “extra”, “more”.")
    assert model.index(0, 2).data(CellRole.SURPLUS) is None
    assert not station.grid.grab().isNull()


def test_of_a_row_with_a_letter_that_cannot_be_read_only_its_cell_is_marked(
    qtbot, station, session, tmp_path, monkeypatch
):
    inspected(qtbot, station, write(tmp_path, (("Ann", "Koeln"),), ("name", "city")))
    rows = Rows([2], [["Ann", "K\udcf6ln"]], frozenset({0}))
    monkeypatch.setattr(Pages, "page", lambda _pages, _number: rows)
    marks = CellMarks(Pages(session.file, None), session.plan)
    tones = [
        mark.tone if mark is not None else None for mark in map(partial(marks.mark, 0), (0, 1))
    ]
    assert tones == [None, "bad"]


def test_the_raw_text_says_when_the_file_is_gone(opened, session):
    session.file.path.unlink()
    for at in (-1, 0):
        opened.list.setCurrentIndex(opened.findings.index(at))
        assert "There is no file" in opened.raw.toPlainText()


def test_a_sound_file_says_what_was_looked_for(qtbot, station, tmp_path):
    inspected(qtbot, station, write(tmp_path))
    assert station.said.startswith("Nothing wrong found in 3 rows")
    assert not station.list.isVisible()


def test_headings_tell_meaning_fill_and_damage(opened):
    model = opened.grid.model()
    told = [
        [
            model.headerData(at, Qt.Orientation.Horizontal, role)
            for role in (HeadingRole.BELOW, HeadingRole.FILL, HeadingRole.FAULTS)
        ]
        for at in range(5)
    ]
    assert told[0] == ["text · 4 different", 1.0, 1]
    assert told[2] == ["Value · 2 different", 0.5, 0]
    assert told[4] == ["E-mail · 3 different", 0.75, 0]
    spoken = model.headerData(4, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "email, E-mail · 3 different, 75% filled"


def test_the_card_tells_of_the_current_column(qtbot, opened):
    header = opened.grid.horizontalHeader()
    place = header.viewport().rect().topLeft()
    place.setX(header.sectionViewportPosition(3) + 20)
    place.setY(20)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.grid.currentIndex().column() == 3
    for words in ("75 % filled (3 of 4)", "1 different value", "Every value has 3 char", "red: 3"):
        assert words in opened.card.sentence
    opened.grid.setCurrentIndex(opened.grid.model().index(0, 0))
    assert "Damage" in opened.card.sentence


def test_a_row_becomes_the_header_by_its_gutter(qtbot, opened, session):
    side = opened.grid.verticalHeader()
    place = side.viewport().rect().topLeft()
    place.setY(side.sectionViewportPosition(2) + 8)
    place.setX(8)
    qtbot.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, pos=place)
    menu = next(each for each in opened.findChildren(QMenu) if each.isVisible())
    assert menu.actions()[0].text() == "Use line 4 as header"
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        menu.actions()[0].trigger()
    menu.close()
    assert session.header[0] == "MÃ¼ller"
    assert session.overrides == Overrides(header_line=4)
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        session.reopen(Overrides(header_line=1))
    opened.grid.setCurrentIndex(opened.grid.model().index(0, 0))
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        opened.use_current_as_header()
    assert session.header[0] == "Ann"


def test_a_folder_that_cannot_be_looked_into_is_told(station, tmp_path):
    station.tell_folder(tmp_path / "gone")
    assert "There is no file at" in station.notice.sentence


def offered(station):
    found = station.offers.findChildren(QPushButton)
    return {each.text(): each for each in found if not each.isHidden()}


def test_the_files_of_a_folder_are_offered_and_open(qtbot, session, station, tmp_path):
    write(tmp_path, name="may.csv")
    for name in ("june.CSV", "photo.png", ".hidden.csv"):
        (tmp_path / name).write_text("a\n1\n", encoding="utf-8")
    station.tell_folder(tmp_path)
    assert "It holds 2 files that can be opened." in station.notice.sentence
    assert list(offered(station)) == ["june.CSV", "may.csv"]
    assert station.offers.isVisible()
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        qtbot.mouseClick(offered(station)["may.csv"], Qt.MouseButton.LeftButton)
    assert session.file.path == tmp_path / "may.csv"
    assert not station.offers.isVisible()


def test_of_a_folder_of_many_files_the_first_are_offered(station, tmp_path):
    for at in range(30):
        (tmp_path / f"{at:02}.csv").touch()
    station.tell_folder(tmp_path)
    assert len(offered(station)) == 24
    assert "and 6 more" in [each.text() for each in station.offers.findChildren(QLabel)]


def test_a_folder_without_a_file_to_open_says_so(station, tmp_path):
    (tmp_path / "photo.png").touch()
    station.tell_folder(tmp_path)
    assert "It holds no file that can be opened" in station.notice.sentence
    assert offered(station) == {}
    station.tell_folder(tmp_path / "gone")
    assert not station.offers.isVisible()


def test_the_sheets_of_a_workbook_without_rows_are_offered(qtbot, session, station, tmp_path):
    path = tmp_path / "orders.xlsx"
    sheets = {"Notes": table(("x",)), "Data": table(("a",), ("1",))}
    path.write_bytes(workbook(sheets, hidden=("Data",)))
    with qtbot.waitSignal(session.file_refused, timeout=WAIT_MS):
        session.open_file(path)
    assert "The sheet “Notes”" in station.notice.sentence
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        offered(station)["Sheet Data"].click()
    assert (session.file.sheet, session.overrides) == ("Data", Overrides(sheet="Data"))


def test_a_workbook_whose_visible_sheets_are_empty_offers_all(qtbot, session, station, tmp_path):
    path = tmp_path / "orders.xlsx"
    sheets = {"Empty": sheet(), "Data": table(("a",), ("1",))}
    path.write_bytes(workbook(sheets, hidden=("Data",)))
    with qtbot.waitSignal(session.file_refused, timeout=WAIT_MS):
        session.open_file(path)
    assert list(offered(station)) == ["Sheet Empty", "Sheet Data"]


def test_the_files_of_an_archive_are_offered_and_open(qtbot, session, station, tmp_path):
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "a,b\n1,2\n")
        archive.writestr("b.csv", "c,d\n3,4\n")
    with qtbot.waitSignal(session.file_refused, timeout=WAIT_MS):
        session.open_file(path)
    assert "two.zip is a ZIP archive of 2 files." in station.notice.sentence
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        offered(station)["b.csv"].click()
    assert (session.file.member, session.header) == ("b.csv", ("c", "d"))
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        session.reopen(replace(session.overrides, header_line=0))
    assert session.file.member == "b.csv"
    assert asdict(session.reading)["header_line"] == 0


def test_what_was_offered_goes_with_its_notice(station, tmp_path):
    write(tmp_path)
    station.tell_folder(tmp_path)
    station.notice.dismiss()
    assert not station.offers.isVisible()


def test_nothing_becomes_the_header_without_a_row(station, session):
    station.use_current_as_header()
    station.open_settings()
    assert session.file is None
    assert station.bar.panel is None


def test_the_menu_of_a_row_opens_where_it_is_asked_for(opened):
    side = opened.grid.verticalHeader()
    opened.grid.customContextMenuRequested.emit(opened.grid.viewport().rect().bottomRight())
    assert not [each for each in opened.findChildren(QMenu) if each.isVisible()]
    side.customContextMenuRequested.emit(opened.grid.viewport().rect().topLeft())
    (menu,) = [each for each in opened.findChildren(QMenu) if each.isVisible()]
    assert menu.actions()[0].text() == "Use line 2 as header"
    menu.close()


def test_a_file_that_changes_is_noticed_and_read_again(qtbot, opened, session, tmp_path):
    path = session.file.path
    with path.open("a", encoding="utf-8") as file:
        file.write("Eve,2024-03-05,5,red,eve@shop.io\n")
    qtbot.waitUntil(opened.read_again.isVisible, timeout=WAIT_MS)
    assert "changed after it was opened" in opened.notice.sentence
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        qtbot.mouseClick(opened.read_again, Qt.MouseButton.LeftButton)
    assert session.row_count == 5
    assert not opened.notice.isVisible()
    assert not opened.read_again.isVisible()


def test_a_file_that_vanishes_is_noticed(qtbot, opened, session):
    session.file.path.unlink()
    qtbot.waitUntil(opened.read_again.isVisible, timeout=WAIT_MS)
    assert "There is no file" in opened.notice.sentence


def put_in_place_of(path, rows):
    """Save as spreadsheets do: write beside the file, then put it in its place."""
    beside = write(path.parent, rows, name="saving.tmp")
    beside.replace(path)


def test_a_file_that_is_replaced_is_noticed_each_time(qtbot, opened, session):
    path = session.file.path
    for count in (1, 2):
        put_in_place_of(path, DAMAGED[:count])
        qtbot.waitUntil(opened.read_again.isVisible, timeout=WAIT_MS)
        assert "changed after it was opened" in opened.notice.sentence
        with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
            qtbot.mouseClick(opened.read_again, Qt.MouseButton.LeftButton)
        assert session.row_count == count


def test_a_file_that_goes_and_comes_back_otherwise_is_noticed_again(qtbot, opened, session):
    path = session.file.path
    path.unlink()
    qtbot.waitUntil(lambda: "There is no file" in opened.notice.sentence, timeout=WAIT_MS)
    write(path.parent, DAMAGED[:1])
    qtbot.waitUntil(lambda: "changed after" in opened.notice.sentence, timeout=WAIT_MS)
    assert opened.read_again.isVisible()
    with path.open("a", encoding="utf-8") as file:
        file.write("Eve,2024-03-05,5,red,eve@shop.io\n")
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        qtbot.mouseClick(opened.read_again, Qt.MouseButton.LeftButton)
    assert session.row_count == 2


def test_a_file_that_is_still_being_written_is_said_to_change_and_read_again(
    qtbot, station, session, tmp_path
):
    # Large enough that somebody writes while its rows are counted, however quick the disk is.
    path, is_written = write(tmp_path, ROWS * 20_000), threading.Event()

    def go_on_writing():
        with path.open("a", encoding="utf-8") as file:
            while not is_written.wait(0.001):
                file.write("Eve,2024-03-05,5,red,eve@shop.io\n")
                file.flush()

    writer = threading.Thread(target=go_on_writing)
    writer.start()
    try:
        with qtbot.waitSignal(session.file_refused, timeout=WAIT_MS) as refused:
            session.open_file(path)
    finally:
        is_written.set()
        writer.join()
    assert isinstance(refused.args[0], FileChanged)
    assert "changed after it was opened" in station.notice.sentence
    assert station.read_again.isVisible()
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        qtbot.mouseClick(station.read_again, Qt.MouseButton.LeftButton)
    assert session.row_count == len(path.read_text(encoding="utf-8").splitlines()) - 1
    assert not station.notice.isVisible()


def test_a_file_is_looked_at_when_the_window_comes_to_the_front(qtbot, qapp, opened, session):
    watch = opened._watch
    watch._watcher.removePaths(watch._watcher.files() + watch._watcher.directories())
    session.file.path.unlink()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    with qtbot.waitSignal(watch.noticed, timeout=WAIT_MS):
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def test_a_long_name_of_a_file_never_widens_the_window(qtbot, inspector, theme, tmp_path):
    long = f"{'all orders of the year ' * 9}.csv"
    widths = []
    for name in ("may.csv", long):
        recent.add_file(tmp_path / name)
        station = FileStation(inspector.parent(), inspector, theme)
        qtbot.addWidget(station)
        station.show()
        qtbot.waitExposed(station)
        widths.append(station.minimumSizeHint().width())
        open_path(qtbot, inspector.parent(), write(tmp_path, name=name))
        widths.append(station.minimumSizeHint().width())
    assert max(widths) < 1_000


def test_what_was_chosen_before_is_said_and_can_be_taken_back(qtbot, session, station, tmp_path):
    recent.remember(recent.shape(HEADER), {"header_line": 2}, recent.shape(ROWS[0]))
    open_path(qtbot, session, write(tmp_path))
    again = next(each for each in station.findChildren(QToolButton) if "again" in each.text())
    assert again.isVisible()
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        again.click()
    assert session.header == HEADER
    assert not again.isVisible()


@pytest.fixture
def tells_at_once(monkeypatch):
    """Let rows be told as soon as they are counted."""
    monkeypatch.setattr(opening, "TELL_SECONDS", 0)


@pytest.mark.parametrize("counted", [20, 20_000])
def test_an_unclosed_quote_leaves_what_could_be_read(
    qtbot, station, tmp_path, tells_at_once, counted
):
    good = "who,email\n" + '"Ann, the first",ann@shop.io\n' * counted
    path = tmp_path / "open.csv"
    path.write_text(f'{good}"Ben,ben@shop.io\n{"Cid,cid@shop.io" * 20}', encoding="utf-8")
    with qtbot.waitSignal(station._session.file_refused, timeout=WAIT_MS):
        station._session.open_file(path)
    assert f"line {counted + 2}" in station.notice.sentence
    assert station.facts.endswith(f"{counted:,} rows can be read (the rest cannot)")
    assert station.bar.chip(Part.QUOTES).property("tone") == "warn"
    assert station._session.row_count == counted
    qtbot.waitUntil(lambda: not station._inspector.is_busy, timeout=WAIT_MS)
    assert station.said.startswith(f"Nothing else is wrong in the {counted:,} rows")
    assert [station.findings.finding(station.findings.index(0)).code] == ["quote_unclosed"]
    assert station.raw.toPlainText().splitlines() == [
        f'{counted + 2:>6}  "Ben,ben@shop.io',
        " " * 8 + "^",
    ]


def test_an_unclosed_quote_is_shown_with_what_its_line_reads_without_quotes(
    qtbot, session, station, tmp_path
):
    path = tmp_path / "open.csv"
    path.write_text("who,email\n" + '"Ann, A",a@b.io\n' * 2_000 + '"Ben,b@b.io\n', encoding="utf-8")
    with qtbot.waitSignal(session.file_refused, timeout=WAIT_MS):
        session.open_file(path)
    kept, unquoted = candidates(session.file, Part.QUOTES)
    assert kept.lines == (("Line 2002", ("Ben,b@b.io…",)),)
    assert (unquoted.chosen["quote"], unquoted.lines) == ("", (("Line 2002", ('"Ben', "b@b.io")),))


def test_a_quote_that_swallows_every_row_leaves_its_line_to_see(qtbot, session, station, tmp_path):
    path = tmp_path / "open.csv"
    path.write_text('who,email\n"Ann,a@b.io\nBob,b@b.io\n', encoding="utf-8")
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        session.open_file(path)
    with qtbot.waitSignal(session.file_refused, timeout=WAIT_MS):
        session.reopen(Overrides(quote='"', delimiter=","))
    qtbot.waitUntil(lambda: not station._inspector.is_busy, timeout=WAIT_MS)
    assert station.facts.endswith("0 rows can be read (the rest cannot)")
    assert station.raw.toPlainText() == '     2  "Ann,a@b.io\n        ^'


def test_an_archive_says_what_it_is_read_as(qtbot, station, tmp_path):
    packed = tmp_path / "orders.csv.gz"
    packed.write_bytes(gzip.compress("wer;wo\nÄnne;Köln\n".encode("utf-16")))
    inspected(qtbot, station, packed)
    assert station.facts.startswith("Semicolon · UTF-16")
    assert not station.bar.chip(Part.SHEET).isVisible()
