"""Everything that the window can show is walked, and must be readable, reachable and told."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.tour import checks
from tests.tour.scenes import SCENES, tour
from tests.tour.stage import stage
from tests.tour.windows_of_ui import in_sources
from tests.ui.windows import shared_home, theme

__all__ = ["theme"]


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
