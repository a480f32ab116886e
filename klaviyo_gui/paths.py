"""Where the program's own files and the user's files lie; the only place that knows."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

HOME_VARIABLE = "KLAVIYO_GUI_HOME"


def resources() -> Path:
    """Return the folder of bundled files: in a wheel inside the package, else beside it."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def languages() -> Path:
    """Return the folder of translations, one folder for each language."""
    return resources() / "languages"


def home() -> Path:
    """Return the folder of all user data; ``KLAVIYO_GUI_HOME`` moves it as a whole."""
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(platformdirs.user_data_dir("klaviyo-gui", appauthor=False))


def presets() -> Path:
    """Return the folder of saved presets."""
    return home() / "presets"


def drafts() -> Path:
    """Return the folder of mappings in hand, one for each shape of file."""
    return home() / "drafts"


def amendments() -> Path:
    """Return the folder of what was changed of files' rows, which holds customers' data."""
    return home() / "amendments"


def pasted() -> Path:
    """Return the folder of what was pasted, which holds customers' data."""
    return home() / "pasted"


def runs() -> Path:
    """Return the folder that holds one folder per run."""
    return home() / "runs"


def practice() -> Path:
    """Return the folder of what practice Klaviyos stored."""
    return home() / "practice"


def locks() -> Path:
    """Return the folder of the locks that keep two runs of one account apart."""
    return home() / "locks"


def away() -> Path:
    """Return the folder of the addresses of windows that are out of sight."""
    return home() / "away"
