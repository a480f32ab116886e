from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from klaviyo_gui.ui.models.choices import ChoicesModel

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
VALUE = Qt.ItemDataRole.UserRole
ZONES = (("Europe/Berlin", "Europe/Berlin"), ("UTC", "London in winter"))


def drawn(model):
    rows = range(model.rowCount())
    return [(model.index(at).data(), model.index(at).data(VALUE)) for at in rows]


def test_below_the_first_choice_stand_those_of_the_table():
    model = ChoicesModel(ZONES)
    tester = QAbstractItemModelTester(model, FATAL)
    model.call_first("another…")
    assert drawn(model) == [
        ("another…", ""),
        ("Europe/Berlin", "Europe/Berlin"),
        ("London in winter", "UTC"),
    ]
    assert [model.row_of(value) for value in ("", "UTC", "Europe/Berlin")] == [0, 2, 1]
    assert (model.row_called("london IN winter"), model.row_called("Lon")) == (2, None)
    assert (model.value(2), model.words(2)) == ("UTC", "London in winter")
    assert tester.model() is model


def test_a_value_that_is_none_of_them_is_added_to_this_box_alone():
    one, other = ChoicesModel(ZONES), ChoicesModel(ZONES)
    tester = QAbstractItemModelTester(one, FATAL)
    assert (one.row_of("US/Old"), one.row_of("US/Old")) == (3, 3)
    assert drawn(one)[3:] == [("US/Old", "US/Old")]
    assert len(drawn(other)) == len(ZONES) + 1
    assert tester.model() is one
