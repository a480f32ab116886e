import re
import shutil

import pytest
from PySide6.QtWidgets import QCheckBox, QWidget

from klaviyo_gui import paths
from klaviyo_gui.store.accounts import COLOURS
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.theme import Choice, style_sheet, tokens

LEAST_CONTRAST = 4.5
"""Of text on its ground, by WCAG 2.2, 1.4.3."""


def brightness(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_text_stands_out_from_every_ground_it_lies_on(name):
    colours = tokens(name)
    pairs = [
        (text, ground)
        for text in ("text", "muted", "accent")
        for ground in ("ground", "surface", "sunken", "accent_soft")
    ]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover")]
    pairs += [
        (f"{tone}", ground)
        for tone in ("good", "warn", "bad")
        for ground in ("surface", f"{tone}_soft")
    ]
    weak = [
        (text, ground)
        for text, ground in pairs
        if contrast(getattr(colours, text), getattr(colours, ground)) < LEAST_CONTRAST
    ]
    assert weak == []


LEAST_OF_SIGNS = 3.0
"""Of what is no text on its ground, by WCAG 2.2, 1.4.11."""


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_colours_of_accounts_stand_out_and_differ(name):
    colours = tokens(name)
    signs = [getattr(colours, each) for each in COLOURS]
    assert len(set(signs)) == len(COLOURS)
    weak = [
        (each, ground)
        for each in signs
        for ground in ("surface", "sunken", "accent_soft")
        if contrast(each, getattr(colours, ground)) < LEAST_OF_SIGNS
    ]
    assert weak == []


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_style_sheet_has_no_open_end(name):
    sheet = style_sheet(name)
    assert "$" not in sheet.split("*/", 1)[1]
    for path in re.findall(r"url\((.+?)\)", sheet):
        assert paths.resources().joinpath("icons", path.rpartition("/")[2]).is_file()


def test_the_users_choice_wins_over_the_system(qtbot, theme):
    theme.choose(Choice.LIGHT)
    with qtbot.waitSignal(theme.changed):
        theme.choose(Choice.DARK)
    assert (theme.name, theme.choice) == ("dark", Choice.DARK)
    theme.choose(Choice.SYSTEM)
    assert theme.name == "light"


def test_every_station_has_a_drawing():
    for station in Station:
        assert icons.renderer(station.icon, "#000000").isValid()
    assert not icons.application_icon().isNull()


def test_what_is_built_first_gets_its_style_when_all_is_in_place(qapp, theme, monkeypatch):
    sheet = qapp.styleSheet()
    assert sheet
    monkeypatch.setattr(theme, "_is_bare", lambda: True)
    with theme.put_on_last():
        assert qapp.styleSheet() == ""
    assert qapp.styleSheet() == sheet
    with pytest.raises(LookupError), theme.put_on_last():
        raise LookupError
    assert qapp.styleSheet() == sheet


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
