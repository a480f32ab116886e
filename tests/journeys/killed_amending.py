"""A window that changes two rows, says so a second later, and waits to be killed."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from klaviyo_gui.app import build_window, make_application
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.ui import keeper
from klaviyo_gui.ui.theme import Theme
from tests.journeys.killed import LOST_MS


def main():
    path, written_after_ms = Path(sys.argv[1]), int(sys.argv[2])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    keeper.WRITTEN_AFTER_MS = written_after_ms
    application = make_application()
    window = build_window(Theme(application), Pool())
    session = window.session

    def edit():
        rows = session.file.head_rows
        session.edit_cell(rows.lines[0], rows.cells[0], session.header[0], "typed")
        session.leave_row_out(rows.lines[1], rows.cells[1])
        QTimer.singleShot(LOST_MS, lambda: print("over", flush=True))

    session.index_changed.connect(edit)
    window.open_file(path)
    application.exec()
