"""A file that is opened with the program on macOS comes as an event, not as an argument."""

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


def test_the_file_that_is_asked_for_is_told_and_nothing_else():
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", DRIVER],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "Bestellungen März.csv\n"
    assert done.stderr == ""
