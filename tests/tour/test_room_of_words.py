"""Words that are longer, or larger, have room wherever the window shows them."""

import os

import pytest

from klaviyo_gui.ui.tokens import ZOOMS
from tests.tour import checks
from tests.tour.scenes import tour
from tests.tour.spoken import spoken
from tests.tour.stage import SIZE, stage
from tests.ui.windows import shared_home, theme

__all__ = ["theme"]

HARDEST = ("de", ZOOMS[-1])
"""The longest words in the largest type; English of the usual size is walked with other checks."""

OTHERS = (("en", ZOOMS[-1]), ("de", ZOOMS[0]))
"""What is walked as well where somebody asks for it."""

TIGHT = (HARDEST, *OTHERS) if "KLAVIYO_GUI_EVERY_SIZE" in os.environ else (HARDEST,)
"""Languages and sizes of type in which there must be room."""


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
            if wrong:
                found[scene] = wrong
            if shown.width() > SIZE[0] or shown.height() > SIZE[1]:
                found[scene] = [*wrong, f"larger than the screen: {shown.size()}"]
    theme.choose_zoom(ZOOMS[0])
    return found


def test_everything_has_room_for_its_words_when_they_are_longer_or_larger(tight):
    lines = [f"{scene}: {wrong}" for scene, all_ in tight.items() for wrong in all_]
    assert not lines, "\n".join(lines)
