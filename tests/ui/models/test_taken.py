from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from klaviyo_gui.ui.models.taken import Offered, TakenTable

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
CHECK, SPOKEN = Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.AccessibleTextRole
TICKED, OPEN = Qt.CheckState.Checked, Qt.CheckState.Unchecked
MAIL = Offered("mail", "mail", True, ("a@b.io", "c@d.io"))
CITY = Offered("city", "city (customers)", False)


def drawn(model):
    return [
        [model.index(row, at).data() for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_columns_stand_with_their_ticks_names_and_values(theme):
    model = TakenTable(theme)
    tester = QAbstractItemModelTester(model, FATAL)
    model.show((MAIL, CITY))
    assert drawn(model) == [
        ["mail", "mail", "a@b.io · c@d.io"],
        ["city", "city (customers)", "no values in the first rows"],
    ]
    assert [model.index(at, 0).data(CHECK) for at in (0, 1)] == [TICKED, OPEN]
    assert model.index(1, 0).data(SPOKEN) == "city, city (customers), no values in the first rows"
    titles = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)]
    assert titles == ["Column", "Called here", "First values"]
    assert tester.model() is model


def test_a_name_that_had_to_be_another_one_has_a_colour_of_its_own(theme):
    model = TakenTable(theme)
    model.show((MAIL, CITY))
    colours = [model.index(at, 1).data(Qt.ItemDataRole.ForegroundRole).name() for at in (0, 1)]
    assert colours == [theme.tokens.muted.lower(), theme.tokens.accent.lower()]


def test_a_tick_asks_and_shows_only_once_it_is_told_so(qtbot, theme):
    model = TakenTable(theme)
    model.show((MAIL, CITY))
    with qtbot.waitSignal(model.chosen) as asked:
        assert model.setData(model.index(1, 0), TICKED.value, CHECK)
    assert asked.args == ["city", True]
    assert model.index(1, 0).data(CHECK) == OPEN
    assert not model.setData(model.index(1, 1), TICKED.value, CHECK)
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsUserCheckable
