# ruff: noqa: N802, N815 - stand-ins carry the names of what they stand in for
import shutil
from enum import Enum

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QStyle, QWidget

from klaviyo_gui import paths
from klaviyo_gui.store import settings
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.system_looks import SystemLooks
from klaviyo_gui.ui.theme import Choice, Theme
from klaviyo_gui.ui.tokens import style_sheet, tokens


class Wish(Enum):
    """As Qt words what a system asks for."""

    NoPreference = 0
    HighContrast = 1
    ReducedMotion = 2


class Wishes(QObject):
    """As QAccessibilityHints of Qt 6.12, of which older ones have a part."""

    contrastPreferenceChanged = Signal(object)
    motionPreferenceChanged = Signal(object)

    def __init__(self):
        super().__init__()
        self.contrast = self.motion = Wish.NoPreference

    def contrastPreference(self):
        return self.contrast

    def motionPreference(self):
        return self.motion


class Hints(QObject):
    """As QStyleHints, of a system that tests can ask to look otherwise."""

    colorSchemeChanged = Signal(object)

    def __init__(self):
        super().__init__()
        self.scheme = Qt.ColorScheme.Light
        self.wishes = Wishes()

    def colorScheme(self):
        return self.scheme

    def accessibility(self):
        return self.wishes


class OldHints(QObject):
    """As QStyleHints before Qt 6.10, which tells of dark colours only."""

    colorSchemeChanged = Signal(object)

    def colorScheme(self):
        return Qt.ColorScheme.Dark


@pytest.fixture
def hints():
    """What the system says."""
    return Hints()


@pytest.fixture
def following(qapp, theme, hints):
    """A theme that follows these hints; afterwards the one of all tests is put on again."""
    following = Theme(qapp, SystemLooks(hints))
    yield following
    following.deleteLater()
    theme.choose(Choice.DARK)
    theme.choose(Choice.SYSTEM)


def test_the_users_choice_wins_over_the_system(qtbot, theme):
    theme.choose(Choice.LIGHT)
    with qtbot.waitSignal(theme.changed):
        theme.choose(Choice.DARK)
    assert (theme.name, theme.choice) == ("dark", Choice.DARK)
    theme.choose(Choice.SYSTEM)
    assert theme.name == "light"


def test_the_system_is_followed_while_the_window_is_open(qapp, qtbot, following, hints):
    assert following.name == "light"
    hints.scheme = Qt.ColorScheme.Dark
    with qtbot.waitSignal(following.changed):
        hints.colorSchemeChanged.emit(hints.scheme)
    assert following.name == "dark"
    assert tokens("dark").surface in qapp.styleSheet()
    hints.wishes.contrast = Wish.HighContrast
    with qtbot.waitSignal(following.changed):
        hints.wishes.contrastPreferenceChanged.emit(hints.wishes.contrast)
    assert following.name == "contrast"
    assert tokens("contrast").accent in qapp.styleSheet()


def test_what_is_pinned_stays_whatever_the_system_says(qtbot, following, hints):
    following.choose(Choice.LIGHT)
    hints.wishes.contrast = Wish.HighContrast
    with qtbot.assertNotEmitted(following.changed):
        hints.wishes.contrastPreferenceChanged.emit(hints.wishes.contrast)
    assert following.name == "light"


def test_a_system_of_which_qt_tells_less_is_followed_as_far_as_it_goes():
    looks = SystemLooks(OldHints())
    assert (looks.is_dark, looks.is_high_contrast, looks.is_calm) == (True, False, False)


def test_the_system_that_is_there_answers(qapp):
    looks = SystemLooks(qapp.styleHints())
    assert (looks.is_dark, looks.is_high_contrast, looks.is_calm) == (False, False, False)


def duration(widget):
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return widget.style().styleHint(hint, None, widget)


def test_nothing_moves_when_the_user_or_the_system_asks_for_it(qapp, qtbot, following, hints):
    button = QPushButton("Moves")
    qtbot.addWidget(button)
    assert duration(button) > 0
    following.choose_calm(is_calm=True)
    assert duration(button) == 0
    following.choose_calm(is_calm=False)
    assert duration(button) > 0
    hints.wishes.motion = Wish.ReducedMotion
    hints.wishes.motionPreferenceChanged.emit(hints.wishes.motion)
    assert duration(button) == 0
    assert not following.is_asked_calm
    assert not any(qapp.isEffectEnabled(each) for each in Qt.UIEffect)


def test_what_was_chosen_is_used_at_the_next_start(qapp, theme, following):
    settings.set_theme("contrast")
    settings.set_zoom(150)
    settings.set_calm(is_calm=True)
    following.use_kept()
    assert (following.name, following.zoom, following.is_calm) == ("contrast", 150, True)
    settings.set_zoom(1_000)
    settings.set_calm(is_calm=False)
    following.use_kept()
    assert (following.zoom, following.is_calm) == (100, False)


def test_every_station_has_a_drawing():
    for station in Station:
        assert icons.renderer(station.icon, "#000000").isValid()
    assert not icons.application_icon().isNull()


class Bare:
    """Stands for an application without a widget: Qt itself crashes over a style taken from one."""

    def __init__(self):
        self.sheets = []

    def allWidgets(self):
        return []

    def setStyleSheet(self, sheet):
        self.sheets.append(sheet)


def test_what_is_built_first_gets_its_style_when_all_is_in_place(qapp, theme, monkeypatch):
    sheet, bare = qapp.styleSheet(), Bare()
    assert sheet
    monkeypatch.setattr(theme, "_application", bare)
    with theme.put_on_last():
        assert bare.sheets == [""]
    assert bare.sheets == ["", sheet]
    with pytest.raises(LookupError), theme.put_on_last():
        raise LookupError
    assert bare.sheets == ["", sheet, "", sheet]


def test_the_style_of_what_is_there_is_never_taken_away(qapp, theme, qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    sheet = qapp.styleSheet()
    with theme.put_on_last():
        assert qapp.styleSheet() == sheet
    assert qapp.styleSheet() == sheet


def ticked(qtbot):
    """Return the picture of a ticked box in the style of the light theme."""
    box = QCheckBox("so")
    qtbot.addWidget(box)
    box.setStyleSheet(style_sheet("light"))
    box.setChecked(True)
    return box.grab().toImage()


@pytest.mark.parametrize("name", ["Program Files (x86)", "D'Ann; {1} Größe"])
def test_the_style_finds_its_drawings_in_any_folder(qtbot, tmp_path, monkeypatch, name):
    expected = ticked(qtbot)
    place = shutil.copytree(paths.resources(), tmp_path / name)
    monkeypatch.setattr(paths, "resources", lambda: place)
    assert ticked(qtbot) == expected
    shutil.copy(place / "icons" / "mark-dark.svg", place / "icons" / "mark-light.svg")
    assert ticked(qtbot) != expected
    monkeypatch.undo()
    assert ticked(qtbot) == expected


def test_what_a_blank_field_says_stands_out_as_other_side_remarks_do(qtbot, theme):
    """Qt would take half of the text's colour, which is too weak to be read."""
    field = QLineEdit()
    field.setPlaceholderText("Search…")
    qtbot.addWidget(field)
    field.show()
    shown = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert (shown.name(), shown.alpha()) == (theme.tokens.muted, 255)
