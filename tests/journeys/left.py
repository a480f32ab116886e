"""A child process with the real window in the middle of a run, to be left in one way or another.

It prints one line of JSON for each step: that records were accepted, where the answers lie on the
screen once the window was closed, that it is out of sight, that it was brought back and with which
file, and what was told at the end.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from klaviyo_gui import app
from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.status import Station

TURN_MS = 10
ITEMS = 5
SLOW = 0.1
"""A request a second, fifteen a minute: whatever is done to the run comes before its end."""
build_window = app.build_window


def say(**words):
    print(json.dumps(words), flush=True)


class Story(QObject):
    def __init__(self, window):
        super().__init__(window)
        self.window = window
        self.is_begun = self.is_told = False
        window.session.index_changed.connect(self.map)
        window.checker.changed.connect(self.send)
        window.runner.changed.connect(self.tell_sending)

    def map(self):
        session = self.window.session
        for kind in Kind:
            session.clear(kind)
        session.fix(Kind.EVENTS, "metric", "Sale")
        session.place(("email",), Kind.EVENTS, "profile.email")
        session.place(("note",), Kind.EVENTS, "unique_id")

    def send(self):
        if self.is_begun or self.window.checker.result is None or self.window.checker.is_busy:
            return
        if self.window.session.mapping.pair(Kind.EVENTS, "unique_id") is not None:
            self.is_begun = True
            self.window.runner.use_share(SLOW)
            self.window.show_station(Station.SEND)
            self.window.stations.send.start()

    def tell_sending(self):
        runner = self.window.runner
        if not self.is_told and runner.progress and runner.progress.tally.events.accepted:
            self.is_told = True
            say(sending=self.window.windowTitle(), badge=self.window.badge.number)
            QTimer.singleShot(TURN_MS, self.await_question)

    def await_question(self):
        question = self.window.question
        if question is None or not question.back.isVisible():
            QTimer.singleShot(TURN_MS, self.await_question)
            return
        names = ("background", "pause", "back")
        buttons = {name: getattr(question, name) for name in names}
        say(
            **{
                name: each.mapToGlobal(each.rect().center()).toTuple()
                for name, each in buttons.items()
            }
        )
        self.await_answer()

    def await_answer(self):
        window = self.window
        if window.question is not None:
            QTimer.singleShot(TURN_MS, self.await_answer)
            return
        say(is_hidden=self.is_away, is_on=window.runner.is_running)
        self.await_call()

    @property
    def is_away(self):
        return self.window.isMinimized() or not self.window.isVisible()

    def await_call(self):
        window = self.window
        if self.is_away or window.session.file.path == Path(sys.argv[1]):
            QTimer.singleShot(TURN_MS, self.await_call)
            return
        say(is_back=window.session.file.path.name, is_on=window.runner.is_running)
        window.background.send_away()
        window.runner.use_share(1.0)
        self.await_end()

    def await_end(self):
        window = self.window
        if window.runner.phase is not Phase.FINISHED or not window.background.told:
            QTimer.singleShot(TURN_MS, self.await_end)
            return
        say(told=window.background.told)
        window.background.bring_back()
        say(is_back=not self.is_away)
        window.close()


def build(theme, pool, accounts):
    window = build_window(theme, pool, accounts)
    window.move(0, 0)
    window.story = Story(window)
    return window


def main():
    for kind in Kind:
        ITEMS_MAX[kind] = ITEMS
    app.build_window = build
    return app.run_window(Path(sys.argv[1]))
