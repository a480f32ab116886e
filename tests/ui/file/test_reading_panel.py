"""Every part of a reading can be changed, with real lines beside it where it is doubtful."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
)

from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.ui.file.bar import DialectBar
from klaviyo_gui.ui.file.parts import Part
from tests.source.workbooks import table, workbook
from tests.ui.windows import WAIT_MS, open_path, settle, write

EITHER = "a,b,c;d,e\n" + "1,x,y;z,2\n" * 5


@pytest.fixture
def bar(qtbot, qapp, session, theme):
    bar = DialectBar(session, theme)
    bar.show()
    yield bar
    bar.deleteLater()
    settle(qapp)


@pytest.fixture
def opened(qtbot, bar, tmp_path):
    """Return a function that opens this content."""

    def opened(content, name="orders.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        open_path(qtbot, bar._session, path)
        return bar

    return opened


def test_until_a_file_is_read_the_bar_says_nothing_of_any(bar, opened):
    assert not [each for each in bar.findChildren(QAbstractButton) if each.isVisible()]
    assert not [each for each in bar.findChildren(QLabel) if each.isVisible() and each.text()]
    opened("a,b\n1,2\n")
    assert bar.chip(Part.SEPARATOR).isVisible()
    assert "As you chose for such files before" not in [
        each.text() for each in bar.findChildren(QLabel) if each.isVisible()
    ]


def panel(bar, part=None):
    """Open the panel of a part, or that of all of them."""
    bar.open_all() if part is None else bar.chip(part).click()
    return bar.panel


def box(shown, name):
    return next(each for each in shown.findChildren(QComboBox) if each.accessibleName() == name)


def button(shown, words):
    return next(
        each
        for each in shown.findChildren(QPushButton)
        if (each.accessibleName() or each.text()).startswith(words)
    )


def read_anew(qtbot, bar, act):
    """Act, and return what was chosen by it once the file is read so."""
    with qtbot.waitSignal(bar._session.index_changed, timeout=WAIT_MS):
        act()
    return bar._session.overrides


def choose(shown, name, value):
    combo = box(shown, name)
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_without_a_file_there_is_no_sentence_and_no_panel(bar):
    assert bar.sentence == ""
    assert panel(bar, Part.SEPARATOR) is None


def test_a_doubtful_separator_is_amber_and_shown_on_the_lines_that_differ(qtbot, opened):
    bar = opened(EITHER)
    chip = bar.chip(Part.SEPARATOR)
    assert chip.property("tone") == "warn"
    assert chip.accessibleName().endswith("not certain; change")
    assert bar.chip(Part.ENCODING).property("tone") == ""
    shown = panel(bar, Part.SEPARATOR)
    words = [each.text() for each in shown.findChildren(QLabel)]
    assert "Line 2: 1 │ x │ y;z │ 2" in words
    assert "Line 2: 1,x,y │ z,2" in words
    said = read_anew(qtbot, bar, button(shown, "Use semicolons, quoted with").click)
    assert (said.delimiter, bar._session.header) == (";", ("a,b,c", "d,e"))
    assert chip.property("tone") == ""


def test_to_keep_what_was_detected_ends_the_doubt(qtbot, opened):
    bar = opened(EITHER)
    words = bar.sentence
    read_anew(qtbot, bar, button(panel(bar, Part.SEPARATOR), "Keep").click)
    assert bar.sentence == words
    assert bar._session.file.guess.is_certain


def test_a_doubtful_encoding_is_shown_by_its_letters(qtbot, opened):
    bar = opened("name\nLefèvre\nAnn\n".encode("cp1252"))
    shown = panel(bar, Part.ENCODING)
    words = [each.text() for each in shown.findChildren(QLabel)]
    assert {"Line 2: Lefèvre", "Line 2: Lefčvre"} <= set(words)
    said = read_anew(qtbot, bar, button(shown, "Use Windows-1250").click)
    assert said == Overrides(encoding="cp1250")
    assert bar._session.file.head_rows.cells[0] == ["Lefčvre"]


def test_lines_in_another_encoding_are_named(opened):
    shown = panel(opened(b"name,city\n" + "Zoë,Köln\n".encode() * 9 + b"\xc5se,B\xf6n\n"))
    words = [each.text() for each in shown.findChildren(QLabel)]
    assert "Some lines seem to be in another encoding (line 11)." in words
    shown.close()


@pytest.mark.parametrize(
    "choice",
    [
        (Part.SEPARATOR, "Separator between cells", "|", Overrides(delimiter="|")),
        (Part.ENCODING, "Encoding of the file", "cp850", Overrides(encoding="cp850")),
        (Part.QUOTES, "What cells are quoted with", "", Overrides(quote="")),
        (Part.QUOTES, "How a quote within a cell is written", "\\", Overrides(escape="\\")),
    ],
    ids=["separator", "encoding", "quote", "escape"],
)
def test_what_is_certain_can_be_changed_too(qtbot, opened, choice):
    part, name, value, said = choice
    bar = opened("a,b\nx,1\n")
    shown = panel(bar, part)
    assert box(shown, name).currentText().startswith("As detected: ")
    assert read_anew(qtbot, bar, lambda: choose(shown, name, value)) == said
    shown = panel(bar, part)
    assert box(shown, name).currentData() == value
    assert read_anew(qtbot, bar, lambda: choose(shown, name, None)) == Overrides()


def test_any_character_can_be_the_separator(qtbot, opened):
    bar = opened("a,b\nx,1\n")
    shown = panel(bar, Part.SEPARATOR)
    field = shown.findChild(QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert bar.panel is shown
    qtbot.keyClicks(field, "x")
    said = read_anew(qtbot, bar, lambda: qtbot.keyClick(field, Qt.Key.Key_Return))
    assert said == Overrides(delimiter="x")
    assert bar.sentence.startswith("No separator")


def test_the_header_is_a_line_by_click_by_number_or_none(qtbot, opened):
    bar = opened("a,b\nc,d\ne,f\ng,h\n")
    lines = panel(bar, Part.HEADER).findChild(QListWidget)
    assert lines.item(1).text() == "  2  c,d"
    place = lines.visualItemRect(lines.item(1)).center()

    def click():
        qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert read_anew(qtbot, bar, click).header_line == 2
    shown = panel(bar, Part.HEADER)
    number = shown.findChild(QSpinBox)
    number.setValue(3)
    assert number.findChild(QLineEdit).width() > number.width() / 2
    assert read_anew(qtbot, bar, button(shown, "Use this").click).header_line == 3
    none = panel(bar, Part.HEADER).findChild(QCheckBox)
    assert read_anew(qtbot, bar, none.click).header_line == 0
    assert "No header" in bar.sentence
    none = panel(bar, Part.HEADER).findChild(QCheckBox)
    assert none.isChecked()
    assert read_anew(qtbot, bar, none.click).header_line is None


def test_a_doubtful_header_is_shown_with_the_names_it_would_give(qtbot, opened):
    bar = opened("2024-01-01\n2024-01-02,Ann\n2024-01-03,Bob\n")
    shown = panel(bar, Part.HEADER)
    words = [label.text() for label in shown.findChildren(QLabel)]
    assert "Names: Column 1 │ Column 2" in words
    assert {"Names: 2024-01-02 │ Ann", "First row: 2024-01-03 │ Bob"} <= set(words)
    use = button(shown, "Use line 2 as the header")
    assert read_anew(qtbot, bar, use.click).header_line == 2


def test_a_choice_between_readings_is_a_sentence_that_is_never_cut(opened):
    # Each row in quotes as a whole: what is said of it is longer than its card is wide.
    rows = b'"name,""email"",city"\n' + b'"A,""a@x.de"",X"\n"B,""b@x.de"",""Y; Z"""\n'
    shown = panel(opened(rows), Part.SEPARATOR)
    for each in shown.findChildren(QPushButton):
        assert each.fontMetrics().horizontalAdvance(each.text()) < each.width()
    for each in shown.findChildren(QLabel):
        font = QRawFont.fromFont(each.font())
        assert all(font.supportsCharacter(ord(one)) for one in each.text() if one != "\n")
    shown.close()


def test_all_parts_stand_in_the_panel_of_all_and_can_be_detected_again(qtbot, opened):
    bar = opened("a,b\nx,1\n")
    read_anew(qtbot, bar, lambda: bar._session.reopen(Overrides(delimiter=";", quote="")))
    shown = panel(bar)
    words = [each.text() for each in shown.findChildren(QLabel)]
    assert {"Separator", "Encoding", "Header", "Quotes"} <= set(words)
    assert "Sheet" not in words
    again = button(shown, "Detect everything again")
    assert read_anew(qtbot, bar, again.click) == Overrides()


def test_escape_leaves_the_file_as_it_is(qtbot, opened):
    bar = opened("a,b\nx,1\n")
    shown = panel(bar, Part.SEPARATOR)
    chosen = []
    shown.chosen.connect(chosen.append)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bar.panel is None, timeout=WAIT_MS)
    assert chosen == []


def test_to_choose_what_is_chosen_already_reads_nothing_anew(qtbot, opened):
    bar = opened("a,b\nx,1\n")
    shown = panel(bar, Part.SEPARATOR)
    chosen = []
    shown.chosen.connect(chosen.append)
    choose(shown, "Separator between cells", None)
    assert chosen == []


def test_the_panel_opens_even_when_the_file_is_gone(opened):
    bar = opened("a,b\nx,1\n")
    bar._session.file.path.unlink()
    shown = panel(bar, Part.HEADER)
    assert shown.findChild(QListWidget).count() == 0
    shown.close()


def test_another_sheet_of_a_workbook_is_chosen(qtbot, opened):
    sheets = {
        "May": table(("who", "total"), ("Ann", "1")),
        "June": table(("who", "sum"), ("Ben", "2")),
    }
    bar = opened(workbook(sheets), "orders.xlsx")
    assert bar.sentence == "Sheet May · Header in line 1 · 2 columns · 1 row"
    assert not bar.chip(Part.SEPARATOR).isVisible()
    shown = panel(bar, Part.SHEET)
    said = read_anew(qtbot, bar, lambda: choose(shown, "Sheet of the workbook", "June"))
    assert said == Overrides(sheet="June")
    assert bar._session.header == ("who", "sum")


def test_the_sentence_goes_on_in_the_next_line_where_it_is_narrow(opened):
    bar = opened("a,b\nx,1\n")
    layout = bar.layout()
    assert layout.heightForWidth(2_000) < layout.heightForWidth(300) / 2
    assert layout.minimumSize().width() < 250
    first = layout.takeAt(0)
    assert first.widget() is bar.chip(Part.SHEET)
    assert layout.takeAt(99) is None


def test_a_file_of_plain_orders_is_certain(qtbot, bar, tmp_path):
    open_path(qtbot, bar._session, write(tmp_path))
    assert {bar.chip(part).property("tone") for part in Part} <= {"", None}


def test_several_sheets_are_a_doubt_with_the_first_rows_of_each(qtbot, opened):
    sheets = {"Cover": table(("Report", "May"), ("By", "Ann")), "Data": table(*[("a", "b")] * 4)}
    bar = opened(workbook(sheets), "orders.xlsx")
    assert bar.chip(Part.SHEET).text() == "Sheet Data"
    assert bar.chip(Part.SHEET).property("tone") == "warn"
    shown = panel(bar, Part.SHEET)
    words = [each.text() for each in shown.findChildren(QLabel)]
    assert "Report │ May" in words
    assert "(part of another row)" not in words
    said = read_anew(qtbot, bar, button(shown, "Use the sheet Cover").click)
    assert (said.sheet, bar._session.file.sheet) == ("Cover", "Cover")
    assert bar.chip(Part.SHEET).property("tone") == ""
