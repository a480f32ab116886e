"""The window opens without what only later work needs, which would take as long again to import."""

import os
import subprocess
import sys

import pytest

LATE = (
    "charset_normalizer",  # a file in an old encoding
    "importlib.metadata",
    "keyring",  # the key of an account
    "klaviyo_gui.practice.server",  # in a process of its own
    "klaviyo_gui.source.table",  # a file
    "klaviyo_gui.store.importing",
    "klaviyo_gui.ui.about",
    "klaviyo_gui.ui.map.grouping.panel",
    "klaviyo_gui.ui.practice.dialog",
    "klaviyo_gui.ui.stations.history",
    "klaviyo_gui.ui.stations.map",
    "klaviyo_gui.ui.stations.preview",
    "klaviyo_gui.ui.stations.results",
    "klaviyo_gui.ui.stations.send",
    "phonenumbers",  # a column of numbers
    "requests",
    "urllib3",
    "wakepy",  # a run
)

SHOWN = """
import sys
from klaviyo_gui import app
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.ui.sight import Sight
from klaviyo_gui.ui.theme import Theme

{more}
application = app.make_application(is_headless=True)
with Pool() as pool:
    window = app.build_window(Theme(application), pool, app.accounts_here())
    sight = Sight(window)
    sight.usable.connect(lambda: print([name for name in {late} if name in sys.modules]))
    sight.usable.connect(window.close)
    window.closed.connect(application.quit)
    window.show()
    application.exec()
"""


def found(tmp_path, more=""):
    """Return what of all that is there once the window is."""
    done = subprocess.run(
        [sys.executable, "-c", SHOWN.format(more=more, late=LATE)],
        env=os.environ | {"KLAVIYO_GUI_HOME": str(tmp_path), "QT_LOGGING_RULES": "*=false"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_start_imports_nothing_that_only_later_work_needs(tmp_path):
    assert found(tmp_path) == "[]"


@pytest.mark.parametrize("name", ["urllib3", "klaviyo_gui.ui.stations.preview"])
def test_what_imports_it_all_the_same_is_found_out(tmp_path, name):
    assert name in found(tmp_path, f"import {name}")


IMPORT = """
import builtins
plain = builtins.__import__
{how}
from klaviyo_gui import app
print(builtins.__import__ is plain)
"""


@pytest.mark.parametrize(
    ("how", "is_plain"),
    [
        ("from klaviyo_gui.__main__ import take_own_import; take_own_import()", "True"),
        # What the binding does by itself.
        ("import PySide6.QtCore", "False"),
    ],
)
def test_modules_of_the_window_are_imported_as_python_does_it(how, is_plain):
    code = IMPORT.format(how=how)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == is_plain
