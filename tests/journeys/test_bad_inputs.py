"""Every bad input is told in its place, and nothing that was there before is lost."""

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QAbstractButton

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.store.presets import save
from klaviyo_gui.ui.status import Station
from tests.ui.windows import WAIT_MS, checked, drop, open_path, write


def refused(qtbot, window, path):
    with qtbot.waitSignal(window.session.file_refused, timeout=WAIT_MS):
        window.open_file(path)
    return window.stations.file.notice


def bad_files(folder):
    empty, header, picture = folder / "empty.csv", folder / "header.csv", folder / "book.xlsx"
    empty.write_bytes(b"")
    header.write_bytes(b"a,b\n")
    picture.write_bytes(b"PK\x03\x04" + bytes(200))
    return {
        "missing": folder / "nowhere.csv",
        "empty": empty,
        "header": header,
        "workbook": picture,
    }


@pytest.mark.parametrize("which", ["missing", "empty", "header", "workbook"])
def test_a_file_that_cannot_be_read_is_told_and_the_old_one_stays(qtbot, window, tmp_path, which):
    open_path(qtbot, window.session, write(tmp_path))
    window.show_station(Station.SEND)
    notice = refused(qtbot, window, bad_files(tmp_path)[which])
    assert window.station is Station.FILE
    assert notice.isVisible()
    assert len(notice.sentence) > 20
    assert window.session.row_count == 3
    open_path(qtbot, window.session, write(tmp_path, name="good.csv"))
    assert not notice.isVisible()


def test_a_folder_is_answered_with_what_it_holds(window, tmp_path):
    for name in ("b.csv", "a.XLSX", "notes.pdf"):
        (tmp_path / name).touch()
    load = QMimeData()
    load.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    drop(window, load)
    station = window.stations.file
    assert "It holds 2 files that can be opened." in station.notice.sentence
    offered = [each.text() for each in station.offers.findChildren(QAbstractButton)]
    assert offered == ["a.XLSX", "b.csv"]
    (tmp_path / "none").mkdir()
    window.open_file(tmp_path / "none")
    assert "no file that can be opened" in window.stations.file.notice.sentence


def test_a_quote_that_never_closes_is_told_with_its_line(qtbot, window, tmp_path):
    path = tmp_path / "quote.csv"
    good, open_end = '"Ann, the first",ann@shop.io\n', '"Ben,ben@shop.io\n'
    head = good * 20_000
    path.write_text(f"who,email\n{head}{open_end}{'Cid,cid@shop.io' * 20}", encoding="utf-8")
    notice = refused(qtbot, window, path)
    assert "line 20002" in notice.sentence
    assert window.rail.button(Station.FILE).status.words == "Needs a look"
    assert window.stations.file.facts.endswith("20,000 rows can be read (the rest cannot)")
    assert not window.stations.send.is_ready


def test_broken_rows_are_listed_with_their_lines(qtbot, window, tmp_path):
    rows = [("Ann", "2024-03-01", "1", "red", "ann@shop.io"), ("Ben", "2024-03-02")]
    open_path(qtbot, window.session, write(tmp_path, rows))
    found = window.stations.file.findings
    qtbot.waitUntil(lambda: found.rowCount() == 1, timeout=WAIT_MS)
    assert found.finding(found.index(0)).lines == (3,)
    assert "1 held" not in window.rail.button(Station.FILE).status.words


def test_a_preset_of_other_columns_blocks_sending_until_it_is_mended(qtbot, window, tmp_path):
    session = window.session
    open_path(qtbot, session, write(tmp_path))
    session.fix(Kind.EVENTS, "metric", "Sale")
    save(tmp_path / "shop.json", session.made_preset("shop"))
    other = write(tmp_path, header=("who", "when", "total", "colour", "mail to"), name="other.csv")
    open_path(qtbot, session, other)
    session.load_preset(tmp_path / "shop.json")
    assert window.rail.button(Station.MAP).status.words == "1 column missing"
    assert not window.stations.send.is_ready
    window.stations.send.start()
    qtbot.waitUntil(lambda: not window.runner.is_running, timeout=WAIT_MS)
    assert "“email”" in window.stations.send.notice.sentence
    for kind in session.mapping.kinds:
        for pair in session.mapping.pairs(kind):
            if getattr(pair.source, "name", "") == "email":
                session.place(("mail to",), kind, pair.target)
    checked(qtbot, window.checker)
    assert window.stations.send.is_ready


def test_a_file_dropped_anywhere_on_the_window_is_opened(qtbot, window, tmp_path):
    load = QMimeData()
    load.setUrls([QUrl.fromLocalFile(str(write(tmp_path)))])
    window.show_station(Station.PREVIEW)
    with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
        drop(window, load)
    assert window.station is Station.FILE
    assert window.windowTitle() == "orders.csv — CSV to Klaviyo"


def test_a_drop_that_is_no_file_is_not_taken(qtbot, window):
    load = QMimeData()
    load.setText("words")
    drop(window, load)
    assert window.session.file is None


def test_a_file_that_changed_after_the_check_is_not_sent(qtbot, window, tmp_path):
    path = write(tmp_path)
    open_path(qtbot, window.session, path)
    window.session.fix(Kind.EVENTS, "metric", "Sale")
    checked(qtbot, window.checker)
    path.write_text("another,file\n1,2\n", encoding="utf-8")
    with qtbot.waitSignal(window.runner.start_refused, timeout=WAIT_MS):
        window.stations.send.start()
    assert window.station is Station.SEND
    assert "changed" in window.stations.send.notice.sentence
