"""A window that names the event of a file, says so a second later, and waits to be killed."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from klaviyo_gui.app import build_window, make_application
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.ui import keeper
from klaviyo_gui.ui.theme import Theme

LOST_MS = 1_000
"""What a crash may lose."""


def main():
    path, written_after_ms = Path(sys.argv[1]), int(sys.argv[2])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    keeper.WRITTEN_AFTER_MS = written_after_ms
    application = make_application()
    pool = Pool()
    window = build_window(Theme(application), pool)
    session = window.session

    def edit():
        session.fix(Kind.EVENTS, "metric", "Sale")
        QTimer.singleShot(LOST_MS, lambda: print("over", flush=True))

    session.index_changed.connect(edit)
    window.open_file(path)
    application.exec()
