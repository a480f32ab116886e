"""Pictures of every station and of everything beside it: ``python -m tests.pictures OUT``.

In light, dark and high contrast, at 100 % and at 200 % of the screen's scale, and in light with
type of twice the size. Each set needs a process of its own, on a screen of its own making: the
smallest on which nothing may be cut off.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from klaviyo_gui.language import SOURCE
from klaviyo_gui.ui.tokens import THEMES
from tests.tour.stage import SIZE

SCALES = (100, 200)
ONE = "tests.pictures.one"
SETS = {
    **{f"{theme}-{scale}": (theme, scale, 100) for theme in THEMES for scale in SCALES},
    "light-100-type-200": ("light", 100, 200),
}
"""Theme, scale of the screen and size of type, by the names of their folders."""


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder for the pictures")
    parser.add_argument("--only", default="", help="scenes whose name begins so")
    parser.add_argument("--set", choices=SETS, action="append", help="this set, and no others")
    parser.add_argument("--language", default=SOURCE, help="the language that the window speaks")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return max(
            take(asked.out, name, Path(folder) / "screen.json", asked.language, only=asked.only)
            for name in asked.set or SETS
        )


def take(out, name, screen, language, *, only=""):
    """Take the pictures of one set, in one language."""
    theme, scale, zoom = SETS[name]
    screen.write_text(json.dumps({"screens": [screen_of(scale)]}), encoding="utf-8")
    told = (str(out / name), str(screen), theme, str(zoom), language, only)
    command = [sys.executable, "-m", ONE, *told]
    environment = os.environ | {"QT_SCALE_FACTOR": str(scale / 100)}
    print(name, flush=True)
    return subprocess.run(command, env=environment, check=False).returncode


def screen_of(scale):
    """Return a screen of this scale as Qt's platform without one reads it."""
    width, height = (side * scale // 100 for side in SIZE)
    dots = {"dpr": 1, "logicalDpi": 96, "logicalBaseDpi": 96}
    return {"name": "made up", "x": 0, "y": 0, "width": width, "height": height, **dots}


if __name__ == "__main__":
    sys.exit(main())
