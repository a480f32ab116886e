"""One set of pictures, in a process of its own: OUT SCREEN THEME ZOOM LANGUAGE [ONLY]."""

import os
import sys
import tempfile
from pathlib import Path

from klaviyo_gui.app import make_application
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.ui.theme import Choice, Theme
from tests.tour.scenes import tour
from tests.tour.spoken import spoken
from tests.tour.stage import stage
from tests.ui.windows import shared_home


def main(out, screen, name, zoom, tongue, only=""):  # noqa: PLR0913, PLR0917 - what tells one set from another
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    application = make_application()
    application.setQuitOnLastWindowClosed(False)
    theme = Theme(application)
    theme.choose(Choice(name))
    theme.choose_zoom(int(zoom))
    with (
        spoken(tongue),
        tempfile.TemporaryDirectory() as folder,
        shared_home(Path(folder) / "home"),
        Pool() as pool,
        stage(theme, pool, Path(folder)) as at,
    ):
        for number, (scene, shown) in enumerate(tour(at), 1):
            if scene.startswith(only):
                shown.grab().save(str(out / f"{number:02} {scene}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
