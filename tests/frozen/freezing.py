"""Freezes the app by its recipe, for the tests and for the benchmark of its start."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "CSV to Klaviyo"


def lacking():
    """Return what is lacking to freeze the app on this computer, "" where nothing is."""
    if importlib.util.find_spec("PyInstaller") is None:
        return "PyInstaller is not installed: pip install .[build]"
    if sys.platform.startswith("linux"):
        if shutil.which("objdump") is None:
            return "PyInstaller needs objdump: apt-get install binutils"
        if not sysconfig.get_config_var("Py_ENABLE_SHARED"):
            return "PyInstaller needs a Python that was built with --enable-shared"
        try:
            ctypes.CDLL(sysconfig.get_config_var("INSTSONAME"))
        except OSError as error:
            return f"PyInstaller needs Python as a library: {error}"
    return ""


def freeze(folder):
    """Freeze the app into a folder and return its own, in which it lies whole."""
    command = [sys.executable, "-m", "PyInstaller", str(ROOT / "build_app.spec"), "--noconfirm"]
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    done = subprocess.run(
        [*command, "--log-level", "WARN", *places],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shutil.rmtree(folder / "work")
    return folder / "dist" / NAME


def program(app):
    """Return the program of a frozen app."""
    return app / (f"{NAME}.exe" if sys.platform == "win32" else NAME)


def surroundings(home, **more):
    """Return the environment of somebody who has no Python, and no screen."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "KLAVIYO_GUI_HOME": str(home), **more}
