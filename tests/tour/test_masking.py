"""While values are masked nothing on show tells a cell of a file, wherever it is shown.

Every scene of the tour is shown masked, then not, then masked once more, and all that can be read
or heard of it is searched for the cells of the files that are open. That the search sees every
place where the sources say values is proved by a sign that each of them says instead.
"""

import os
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication

from klaviyo_gui import language
from klaviyo_gui.ui import announcing
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.models import columns
from tests.tour.places import Signs, in_sources
from tests.tour.scenes import SCENES, tour
from tests.tour.spoken import spoken
from tests.tour.stage import stage
from tests.tour.value_scenes import VALUE_SCENES
from tests.tour.visible import cells, on_show, texts, told
from tests.ui.windows import settle, shared_home, theme

__all__ = ["theme"]

LANGUAGE = os.environ.get("KLAVIYO_GUI_MASKED_LANGUAGE", language.SOURCE)
"""In which the scenes are shown; quotes, by which sentences are masked, differ."""

SEEDED = "map_proposed"
"""In which scene one place forgets to mask."""

ELSEWHERE = {
    "klaviyo_gui.ui.commands:ChangeMapping.say_name",
    "klaviyo_gui.ui.map.choosing.known:KnownColumns._samples",
    "klaviyo_gui.ui.map.choosing.values:ValueField._list",
    "klaviyo_gui.ui.models.marks:CellMarks._found",
    "klaviyo_gui.ui.practice.words:_value_words",
    "klaviyo_gui.ui.stations.results:no_rows_words",
    "klaviyo_gui.wording.joins:_second_words",
    "klaviyo_gui.wording.pill:_date_question",
    "klaviyo_gui.wording.remedies:remedy_words",
    "klaviyo_gui.wording.steps:step_error_words",
    "klaviyo_gui.wording.waits:alike_words",
    "klaviyo_gui.wording.waits:detail_words",
}
"""Places whose values no scene shows: each is asked by itself in ``tests/ui/test_masking.py``."""


@dataclass
class Walk:
    """What was found on the way, by scene."""

    masked: dict = field(default_factory=dict)
    shown: dict = field(default_factory=dict)
    again: dict = field(default_factory=dict)
    seeded: list = field(default_factory=list)
    heard: list = field(default_factory=list)
    signs: Signs = field(default_factory=Signs)


class Ears:
    """Stands for what tells screen readers something at once."""

    def __init__(self, heard):
        self._heard = heard

    def updateAccessibility(self, event):  # noqa: N802 - Qt's own name
        self._heard.append(("announced", event.message()))


@pytest.fixture(scope="module")
def walk(qapp, theme, builders, tmp_path_factory):
    """Show every scene masked, as it is, and masked again."""
    folder, found = tmp_path_factory.mktemp("masked"), Walk()
    with (
        shared_home(folder / "home"),
        spoken(LANGUAGE),
        stage(theme, builders, folder) as at,
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setattr(announcing, "QAccessible", Ears(found.heard))
        turn(at, is_on=True)
        scenes = tour(at, (*SCENES, *VALUE_SCENES))
        while True:
            found.heard.clear()
            with found.signs.put_up():
                scene = next(scenes, ("", None))[0]
                if not scene:
                    break
                settle(qapp)
                said, wanted = [*texts(on_show()), *found.heard], cells(folder)
                found.signs.look(said)
                found.masked[scene] = told(said, wanted)
                turn(at, is_on=False)
            found.shown[scene] = told(texts(on_show()), wanted)
            turn(at, is_on=True)
            found.again[scene] = told(texts(on_show()), wanted)
            if scene == SEEDED:
                found.seeded = with_a_fault(at, wanted)
        turn(at, is_on=False)
    return found


def turn(at, *, is_on):
    masking.turn(is_on)
    at.lay_out()
    settle(QApplication.instance())


def with_a_fault(at, wanted):
    """Return what is told once the samples of columns are said as they are."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(columns, "cells_words", " · ".join)
        found = told(texts(on_show()), wanted)
    at.lay_out()
    return found


def lines(found):
    """Return what was found as lines, one for each place of a scene."""
    return {
        f"{scene}: {place} says {cell!r}" for scene, all_ in found.items() for place, cell in all_
    }


def test_while_values_are_masked_no_scene_tells_a_cell(walk):
    assert not lines(walk.masked), "\n".join(lines(walk.masked))


def test_what_was_shown_is_masked_at_once(walk):
    assert not lines(walk.again), "\n".join(lines(walk.again))


def test_what_is_searched_for_is_there_while_values_are_shown(walk):
    telling = {scene for scene, found in walk.shown.items() if found}
    assert len(telling) > 30
    assert sum(map(len, walk.shown.values())) > 5_000


def test_one_place_that_forgets_to_mask_is_found(walk):
    assert walk.seeded


def test_the_search_sees_every_place_of_the_sources_that_says_values(walk):
    unseen = sorted(in_sources() - walk.signs.seen - ELSEWHERE)
    assert not unseen, "\n".join(unseen)


def test_whatever_is_asked_elsewhere_is_there():
    assert sorted(ELSEWHERE - in_sources()) == []
