"""A box over a long table stands as soon as one over a short one."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from klaviyo_gui.ui.map.convert.searchable import SearchableBox
from klaviyo_gui.ui.models.choices import ChoicesModel

MANY = [(f"Zone/{at}", f"Zone/{at}") for at in range(600)]


def asked(qtbot, monkeypatch, make):
    """Return how often a box asks its table until it is on show."""
    calls, data = [], ChoicesModel.data
    monkeypatch.setattr(ChoicesModel, "data", lambda *those: calls.append(those) or data(*those))
    around = QWidget()
    qtbot.addWidget(around)
    within = QWidget()
    QVBoxLayout(within).addWidget(make())
    QVBoxLayout(around).addWidget(within)
    around.show()
    return len(calls)


def test_its_choices_are_not_measured_one_by_one(qtbot, theme, monkeypatch):
    found = asked(qtbot, monkeypatch, lambda: SearchableBox("Zone", "as the file", MANY))
    assert found < len(MANY)


def test_a_box_of_qt_measures_each_of_them(qtbot, theme, monkeypatch):
    def usual():
        box = QComboBox()
        box.setIconSize(QSize(0, 0))
        box.setModel(ChoicesModel(MANY, box))
        box.view()
        return box

    assert asked(qtbot, monkeypatch, usual) > len(MANY)
