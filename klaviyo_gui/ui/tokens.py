"""The tokens of the window: every colour, and every size of type, corner, ring and space."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from string import Template

from PySide6.QtCore import QDir

from klaviyo_gui import paths

THEMES = ("light", "dark", "contrast")
"""The themes that there are, by the names of their files."""

SPACES = (0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 22, 24, 40)
"""Pixels that may lie between two things, or between a thing and its edge."""

RING = 2
"""Pixels of the ring around what has the focus, the least that WCAG 2.2, 2.4.13, asks for."""

LINE = 18
"""Pixels of a line of the usual type: a control is never lower than one."""

TOOL_LINE = 20
"""The same of a small tool, which with its edges is then as large as WCAG 2.2, 2.5.8, asks."""

SIGN = 16
"""Pixels of the side of what is ticked or chosen, and of the arrow of a box."""

DOT_RING = 5
"""Pixels of the ring around the dot of what is chosen."""

ZOOMS = (100, 125, 150, 200)
"""The sizes of type to choose from, in percent of the usual ones, to what WCAG 2.2, 1.4.4, asks."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The named colours of one theme; each name says what the colour is for."""

    ground: str
    surface: str
    sunken: str
    hover: str
    border: str
    strong: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    blue: str
    green: str
    amber: str
    violet: str
    teal: str
    red: str


@dataclass(frozen=True, slots=True)
class TypeScale:
    """The sizes of type, in points."""

    type_small: float = 9.0
    type_text: float = 10.0
    type_sentence: float = 11.0
    type_section: float = 12.0
    type_big: float = 14.0
    type_title: float = 19.0
    type_figure: float = 22.0


@dataclass(frozen=True, slots=True)
class Radii:
    """How round corners are, in pixels."""

    round_mark: int = 4
    round_small: int = 6
    round_control: int = 8
    round_dot: int = 9
    round_frame: int = 10
    round_pill: int = 11
    round_card: int = 12
    round_drop: int = 18


TYPE = TypeScale()
RADII = Radii()


@cache
def tokens(theme: str) -> Tokens:
    """Return the colours of a theme."""
    return Tokens(**_colours(theme))


def style_sheet(theme: str, zoom: int = 100, *, is_calm: bool = False) -> str:
    """Return the style sheet of a theme, with type of so many percent; a calm one moves nothing."""
    folder = paths.resources()
    template = Template((folder / "style" / "window.qss").read_text(encoding="utf-8"))
    # A style sheet cannot name every folder: that of "Program Files (x86)" would end it.
    QDir.setSearchPaths("icons", [str(folder / "icons")])
    sizes = {
        each.name: f"{getattr(TYPE, each.name) * zoom / 100:g}pt" for each in fields(TypeScale)
    }
    radii = {each.name: f"{getattr(RADII, each.name)}px" for each in fields(Radii)}
    side, ring = SIGN * zoom // 100, DOT_RING * zoom // 100
    radii["round_dot"] = f"{side // 2 + 1}px"
    sheet = template.substitute(
        _colours(theme) | sizes | radii,
        ring=f"{RING}px",
        line=f"{LINE * zoom // 100}px",
        tool_line=f"{TOOL_LINE * zoom // 100}px",
        sign=f"{side}px",
        dot_ring=f"{ring}px",
        # Both borders and what is between them are as wide as the same without a choice.
        dot=f"{side + 2 - 2 * ring}px",
        icons="icons:",
        theme=theme,
    )
    # Whether its own parts move is asked of Qt's style, which else follows the system.
    return f"{sheet}\n* {{ widget-animation-duration: 0; }}\n" if is_calm else sheet


@cache
def _colours(theme: str) -> dict[str, str]:
    text = (paths.resources() / "style" / f"{theme}.json").read_text(encoding="utf-8")
    values: dict[str, str] = json.loads(text)
    return values
