"""Pictures of every station and of everything beside it: ``python -m tests.pictures OUT``.

In light, dark and high contrast, at 100 % and at 200 % of the screen's scale, and in light with
type of twice the size. Each scale needs a process of its own.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from klaviyo_gui.language import SOURCE
from klaviyo_gui.ui.tokens import THEMES

SCALES = (100, 200)
ONE = "tests.pictures.one"


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder for the pictures")
    parser.add_argument("--only", default="", help="scenes whose name begins so")
    parser.add_argument("--language", default=SOURCE, help="the language that the window speaks")
    asked = parser.parse_args()
    wanted = [(theme, scale, 100) for theme in THEMES for scale in SCALES]
    codes = [
        take(asked.out, *each, asked.language, only=asked.only)
        for each in (*wanted, ("light", 100, 200))
    ]
    return max(codes)


def take(out, theme, scale, zoom, language, *, only=""):  # noqa: PLR0913 - what tells one set from another
    """Take the pictures of one theme, at one scale, with type of one size, in one language."""
    name = f"{theme}-{scale}" if zoom == 100 else f"{theme}-{scale}-type-{zoom}"
    command = [sys.executable, "-m", ONE, str(out / name), theme, str(zoom), language, only]
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(scale / 100),
    }
    print(name, flush=True)
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
