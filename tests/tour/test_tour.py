"""Everything that the window can show is walked, and must be readable, reachable and told."""

import pytest
from PySide6.QtWidgets import QApplication

from klaviyo_gui.ui.tokens import ZOOMS
from tests.tour import checks
from tests.tour.scenes import SCENES, tour
from tests.tour.spoken import spoken
from tests.tour.stage import SIZE, stage
from tests.tour.windows_of_ui import in_sources
from tests.ui import measures
from tests.ui.windows import shared_home, theme

__all__ = ["theme"]

WIDEST = ("de", ZOOMS[-1])
"""The longest words in the largest type: there alone a page may scroll sideways."""

TIGHT = (("en", ZOOMS[-1]), ("de", ZOOMS[0]), WIDEST)
"""Languages and sizes of type in which there must be room; German has the longest words.

English of the usual size is walked with all the other checks.
"""


@pytest.fixture(scope="module")
def walked(qapp, theme, builders, tmp_path_factory):
    """What each check found wrong in each scene, and which windows were shown."""
    folder = tmp_path_factory.mktemp("tour")
    found, windows = {each: {} for each in (*checks.PLAIN, "shows its focus")}, set()
    rings = checks.Rings()
    with shared_home(folder / "home"), stage(theme, builders, folder) as at:
        for scene, shown in tour(at):
            windows |= {
                (type(each).__name__, each.windowTitle())
                for each in QApplication.topLevelWidgets()
                if each.isVisible()
            }
            for name, check in {**checks.PLAIN, "shows its focus": rings}.items():
                wrong = check(shown)
                if wrong:
                    found[name][scene] = wrong
    return found, windows


@pytest.fixture(scope="module", params=TIGHT, ids=lambda each: f"{each[0]} {each[1]}")
def tight(request, qapp, theme, builders, tmp_path_factory):
    """What has too little room, in each language and size of type that needs more of it."""
    folder = tmp_path_factory.mktemp("tight")
    name, zoom = request.param
    found = {}
    theme.choose_zoom(zoom)
    with (
        shared_home(folder / "home"),
        spoken(name),
        stage(theme, builders, folder) as at,
    ):
        for scene, shown in tour(at):
            wrong = checks.cut(shown)
            if request.param == WIDEST:
                aside = measures.sideways(shown)
                wrong = [each for each in wrong if each not in aside]
            if wrong:
                found[scene] = wrong
            if shown.width() > SIZE[0] or shown.height() > SIZE[1]:
                found[scene] = [*wrong, f"larger than the screen: {shown.size()}"]
    theme.choose_zoom(ZOOMS[0])
    return found


def test_everything_has_room_for_its_words_when_they_are_longer_or_larger(tight):
    lines = [f"{scene}: {wrong}" for scene, all_ in tight.items() for wrong in all_]
    assert not lines, "\n".join(lines)


@pytest.mark.parametrize("check", [*checks.PLAIN, "shows its focus"])
def test_everything(walked, check):
    found, _ = walked
    lines = [f"{scene}: {wrong}" for scene, all_ in found[check].items() for wrong in all_]
    assert not lines, "\n".join(lines)


def test_every_window_of_the_sources_has_a_scene(walked):
    _, windows = walked
    assert len(SCENES) > 40
    classes, boxes = in_sources()
    assert classes - {name for name, _ in windows} == set()
    assert len({title for name, title in windows if name == "QMessageBox"}) >= boxes
