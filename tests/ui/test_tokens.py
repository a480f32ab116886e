"""Colours and sizes come from the tokens alone, and whatever is to be read stands out."""

import dataclasses
import json
import re
from itertools import product
from pathlib import Path

import pytest

import klaviyo_gui.ui
from klaviyo_gui import paths
from klaviyo_gui.store.accounts import COLOURS
from klaviyo_gui.ui.tokens import (
    DOT_RING,
    LINE,
    RADII,
    SIGN,
    SPACES,
    THEMES,
    TOOL_LINE,
    TYPE,
    ZOOMS,
    style_sheet,
    tokens,
)

SOURCES = sorted(Path(klaviyo_gui.ui.__file__).parent.rglob("*.py"))
STYLE = paths.resources() / "style"
ICONS = paths.resources() / "icons"

LEAST_OF_TEXT = 4.5
"""By WCAG 2.2, 1.4.3."""

LEAST_OF_TEXT_IN_HIGH_CONTRAST = 7.0
"""By WCAG 2.2, 1.4.6."""

LEAST_OF_SIGNS = 3.0
"""Of rings, marks and bars on their ground, by WCAG 2.2, 1.4.11."""


def brightness(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("ground", "surface", "sunken", "hover", "accent_soft")
SOFT = ("good_soft", "warn_soft", "bad_soft")
TEXTS = {
    *product(("text", "accent"), GROUNDS),
    *product(("muted",), GROUNDS),
    *product(("text", "muted"), SOFT),
    *product(("on_accent",), ("accent", "accent_hover")),
    *((tone, ground) for tone in ("good", "warn", "bad") for ground in (*GROUNDS, f"{tone}_soft")),
    # A tip is in the colours of the window, turned round.
    ("surface", "text"),
}
"""Each text with each ground on which it is drawn, by the style sheet or by a painter."""

SIGNS = {
    *product(("accent", "strong"), (*GROUNDS, *SOFT)),
    *product(COLOURS, ("surface", "sunken", "accent_soft")),
}
"""Rings, edges of fields, icons and the colours of accounts, with what they lie on."""


def weak(colours, pairs, least):
    return {
        pair
        for pair in pairs
        if contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) < least
    }


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_stands_out_from_every_ground_it_lies_on(theme):
    least = LEAST_OF_TEXT_IN_HIGH_CONTRAST if theme == "contrast" else LEAST_OF_TEXT
    assert weak(tokens(theme), TEXTS, least) == set()


@pytest.mark.parametrize("theme", THEMES)
def test_every_ring_edge_and_mark_stands_out_from_what_it_lies_on(theme):
    assert weak(tokens(theme), SIGNS, LEAST_OF_SIGNS) == set()
    assert len({getattr(tokens(theme), each) for each in COLOURS}) == len(COLOURS)


def test_a_colour_that_is_too_pale_is_found():
    pale = dataclasses.replace(tokens("light"), muted="#9a9a9a", accent="#b0b2ff")
    assert ("muted", "surface") in weak(pale, TEXTS, LEAST_OF_TEXT)
    assert ("accent", "ground") in weak(pale, SIGNS, LEAST_OF_SIGNS)


RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def said(block, *names):
    """Return the token that a block of the style sheet gives to one of these properties."""
    for name in names:
        found = re.search(rf"(?:^|[;\s]){name}:[^;]*?\$(\w+)", block)
        if found:
            return found[1]
    return ""


def used_pairs(sheet):
    """Return what the rules of a style sheet draw on what: texts, then borders of a focus."""
    texts, rings = set(), set()
    for selector, block in RULE.findall(sheet):
        ground = said(block, "background", "background-color")
        colour = said(block, "color")
        chosen = said(block, "selection-color"), said(block, "selection-background-color")
        if ground and colour:
            texts.add((colour, ground))
        if all(chosen):
            texts.add(chosen)
        if ":focus" in selector and "border:" in block and "border: none" not in block:
            ring = re.search(r"border: \$ring solid \$(\w+)", block)
            rings.add((ring[1] if ring else "", ground or "surface"))
    return texts, rings


TEMPLATE = (STYLE / "window.qss").read_text(encoding="utf-8").split("*/", 1)[1]


def test_no_rule_of_the_style_sheet_draws_what_is_not_measured():
    texts, rings = used_pairs(TEMPLATE)
    assert ("on_accent", "accent") in texts
    assert texts - TEXTS == set()
    assert rings - SIGNS == set()


def test_a_rule_with_a_pair_that_is_not_measured_or_a_thin_ring_is_found():
    texts, rings = used_pairs("A { color: $border; background: $ground; } B:focus { border: 1px }")
    assert texts == {("border", "ground")}
    assert rings == {("", "surface")}


A_COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b(?!\.)"
    r"|\brgba?\(|\bhsla?\("
    r"|QColor\(\s*[\d\"']"
    r"|GlobalColor\.(?!transparent\b)\w+"
    r"|(?:color|background|border[\w-]*):[^;$\n]*\b(?:black|white|red|green|blue|gray|grey|yellow)\b"
)


def own_colours(text):
    return A_COLOUR.findall(text)


def test_no_source_has_a_colour_of_its_own():
    assert len(SOURCES) > 100
    found = {each.name: own_colours(each.read_text(encoding="utf-8")) for each in SOURCES}
    assert {name: colours for name, colours in found.items() if colours} == {}
    assert own_colours(TEMPLATE) == []


@pytest.mark.parametrize(
    "line",
    [
        'painter.setPen(QColor("#fff"))',
        'painter.setPen(QColor("red"))',
        "painter.setPen(QColor(0, 0, 0))",
        "painter.setBrush(Qt.GlobalColor.white)",
        'label.setStyleSheet("color: red")',
        "QLabel { background: rgba(0, 0, 0, 40); }",
    ],
)
def test_a_colour_in_a_source_is_found(line):
    assert own_colours(line)


def test_drawings_are_in_the_colour_that_is_asked_for_or_in_that_of_their_theme():
    for each in ICONS.glob("*.svg"):
        colours = re.findall(r'(?:stroke|fill)="(.*?)"', each.read_text(encoding="utf-8"))
        kind, _, theme = each.stem.rpartition("-")
        if theme in THEMES:
            own = {"mark": "on_accent", "chevron": "muted"}[kind]
            assert set(colours) == {"none", getattr(tokens(theme), own)}, each.name
        elif each.stem != "app":
            assert set(colours) <= {"none", "currentColor", "paperColor"}, each.name


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_names_every_colour_and_no_other(theme):
    content = json.loads((STYLE / f"{theme}.json").read_text(encoding="utf-8"))
    assert list(content) == [each.name for each in dataclasses.fields(tokens(theme))]


@pytest.mark.parametrize("theme", THEMES)
def test_the_style_sheet_has_no_open_end(theme):
    sheet = style_sheet(theme)
    assert "$" not in sheet.split("*/", 1)[1]
    for path in re.findall(r"url\((.+?)\)", sheet):
        assert (ICONS / path.rpartition("/")[2]).is_file()


def test_sizes_of_type_and_corners_are_tokens():
    assert re.findall(r"font-size: (?!\$type_)", TEMPLATE) == []
    assert re.findall(r"radius: (?!\$round_|0)", TEMPLATE) == []
    sizes = set(re.findall(r"\$(type_\w+|round_\w+)", TEMPLATE))
    known = {each.name for scale in (TYPE, RADII) for each in dataclasses.fields(scale)}
    assert sizes <= known
    for each in SOURCES:
        text = each.read_text(encoding="utf-8")
        assert re.findall(r"Rounded\w*\([^\n]*, \d+, \d+\)", text) == [], each.name
        assert re.findall(r"setPointSizeF?\((?!.*TYPE)[^)]*\d", text) == [], each.name


A_SPACE = re.compile(r"\b(?:edge|gap)=(\d+)|set(?:\w*Spacing|ContentsMargins)\(([\d, ]+)\)")


def odd_spaces(text):
    spaces = {int(each) for one, many in A_SPACE.findall(text) for each in (one or many).split(",")}
    return spaces - set(SPACES)


def test_spaces_are_of_one_scale():
    found = {each.name: odd_spaces(each.read_text(encoding="utf-8")) for each in SOURCES}
    assert {name: spaces for name, spaces in found.items() if spaces} == {}


def test_a_space_of_no_scale_is_found():
    assert odd_spaces("column(self, edge=13, gap=4)\nlayout.setContentsMargins(0, 7, 6, 4)") == {
        13,
        7,
    }


A_SIGN = re.compile(r"[^\n{}]*::(?:indicator|down-arrow|drop-down)[^{]*\{[^}]*\}")
"""A rule for what stands beside words and is as large as they are."""


def test_type_and_what_stands_beside_it_grow_by_what_is_chosen_and_nothing_else_does():
    usual, double = style_sheet("light"), style_sheet("light", ZOOMS[-1])
    points = [
        [float(each) for each in re.findall(r"font-size: ([\d.]+)pt", sheet)]
        for sheet in (usual, double)
    ]
    assert points[1] == [2 * each for each in points[0]]
    for pixels in (LINE, TOOL_LINE):
        line = f"min-height: {pixels}px"
        assert line in usual
        usual = usual.replace(line, f"min-height: {2 * pixels}px")
    rest = [A_SIGN.sub("", re.sub(r"[\d.]+pt", "", sheet)) for sheet in (usual, double)]
    assert rest[0] == rest[1]


@pytest.mark.parametrize("zoom", ZOOMS)
def test_what_is_ticked_is_as_large_as_type_and_no_larger_once_it_is_chosen(zoom):
    rules = A_SIGN.findall(style_sheet("light", zoom))
    sides = {tuple(map(int, re.findall(r"\b(?:width|height): (\d+)px", each))) for each in rules}
    side, dot = SIGN * zoom // 100, DOT_RING * zoom // 100
    assert sides >= {(side, side), (side + 2 - 2 * dot,) * 2}
    [chosen] = [each for each in rules if each.startswith("QRadioButton") and "checked" in each]
    assert f"border: {dot}px solid" in chosen


A_MOTION = re.compile(
    r"Q(?:Property|Variant|Abstract|Sequential\w*|Parallel\w*)Animation|QTimeLine|QMovie"
    r"|setAnimated\(True|QScroller\b|QGraphicsOpacityEffect"
)


def test_nothing_moves_by_itself_but_what_qt_itself_does_and_the_sheet_can_stop():
    assert [each.name for each in SOURCES if A_MOTION.search(each.read_text("utf-8"))] == []
    assert A_MOTION.search("self._fade = QPropertyAnimation(self, b'opacity')")
    assert "widget-animation-duration: 0" not in style_sheet("light")
    assert "widget-animation-duration: 0" in style_sheet("light", is_calm=True)
