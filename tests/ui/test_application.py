"""A file that is opened with the program on macOS comes as an event, not as an argument."""

import os
import subprocess
import sys

DRIVER = """
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from klaviyo_gui.app import make_application

application = make_application(is_headless=True)
application.file_asked.connect(lambda path: print(path.name))
application.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile("/tmp/Bestellungen März.csv")))
application.sendEvent(application, QFileOpenEvent(QUrl("https://example.com")))
application.sendEvent(application, QEvent(QEvent.Type.ApplicationFontChange))
"""


ASKED_OF_THE_WINDOW = """
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from klaviyo_gui.app import run_window
from klaviyo_gui.ui.window import Window

def ask():
    event = QFileOpenEvent(QUrl.fromLocalFile("/tmp/Bestellungen März.csv"))
    QCoreApplication.sendEvent(QCoreApplication.instance(), event)

Window.open_file = lambda _window, path: print(path.name)
raise SystemExit(run_window(None, ask))
"""


def said(driver, home):
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", driver],
        env=os.environ | {"KLAVIYO_GUI_HOME": str(home), "QT_LOGGING_RULES": "*=false"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_the_window_opens_it(tmp_path):
    assert said(ASKED_OF_THE_WINDOW, tmp_path) == "Bestellungen März.csv\n"


def test_the_file_that_is_asked_for_is_told_and_nothing_else(tmp_path):
    assert said(DRIVER, tmp_path) == "Bestellungen März.csv\n"
