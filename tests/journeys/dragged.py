"""A child process with the real window, told by a true mouse what to do.

It prints one line of JSON for each step: where things lie on the screen, that a drag arrived over
the property, the mapping after the drop, where it is asked how a second column joins, and the
mapping after the answer.
"""

import json
import sys
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from klaviyo_gui.app import build_window
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.theme import Choice, Theme

TURN_MS = 10
STILL_TURNS = 40
COLUMN, SECOND, KEY = "ORDER_TOTAL", "ORDER_ID", "value"


def say(**words):
    print(json.dumps(words), flush=True)


class Story(QObject):
    def __init__(self, window, picture):
        super().__init__(window)
        self.window = window
        self.picture = picture
        self.is_ready = False
        self.is_asked = False
        window.session.index_changed.connect(self.prepare)
        window.session.mapping_changed.connect(self.tell_mapping)

    def prepare(self):
        session = self.window.session
        session.clear(Kind.EVENTS)
        session.clear(Kind.PROFILES)
        self.window.show_station(Station.MAP)
        QTimer.singleShot(0, self.await_places)

    def await_places(self, before=None, turns=0):
        """Wait until the column and the property can be seen, and have lain still for a while."""
        view, slot = (
            self.window.stations.map.columns.view,
            self.window.stations.map.targets.slots[KEY],
        )
        self.window.stations.map.targets.reveal(KEY)
        places = slot.mapToGlobal(slot.rect().topLeft()), view.mapToGlobal(view.rect().topLeft())
        is_seen = slot.visibleRegion().boundingRect() == slot.rect()
        turns = turns + 1 if is_seen and places == before else 0
        if turns > STILL_TURNS:
            self.tell_places()
        else:
            QTimer.singleShot(TURN_MS, partial(self.await_places, places, turns))

    def tell_places(self):
        self.is_ready = True
        station = self.window.stations.map
        view, slot = station.columns.view, station.targets.slots[KEY]
        name = SECOND if self.window.session.mapping.events else COLUMN
        index = view.model().index(self.window.session.header.index(name), 0)
        view.scrollTo(index)
        station.targets.reveal(KEY)
        slot.installEventFilter(self)
        column = view.viewport().mapToGlobal(view.visualRect(index).center())
        target = slot.mapToGlobal(slot.rect().center())
        say(column=column.toTuple(), target=target.toTuple())

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.DragEnter:
            say(over=KEY)
        if event.type() == QEvent.Type.Resize and watched.question and not self.is_asked:
            self.is_asked = True
            QTimer.singleShot(0, self.await_question)
        return super().eventFilter(watched, event)

    def tell_mapping(self):
        if self.is_ready:
            pairs = self.window.session.mapping.events
            say(mapped=[[pair.target, *pair.columns] for pair in pairs])
            QTimer.singleShot(0, self.window.close if self.is_asked else self.await_places)

    def await_question(self):
        # It was scrolled into sight by the timers of this turn.
        QTimer.singleShot(0, self.tell_question)

    def tell_question(self):
        slot = self.window.stations.map.targets.slots[KEY]
        if slot.question.visibleRegion().boundingRect() != slot.question.rect():
            # Layouts of other panes may need further turns before all of it can be seen.
            QTimer.singleShot(TURN_MS, self.tell_question)
            return
        buttons = slot.question.findChildren(QPushButton)
        combine = next(each for each in buttons if each.text().startswith("Combine"))
        self.window.grab().save(self.picture)
        say(combine=combine.mapToGlobal(combine.rect().center()).toTuple())


def main():
    application = QApplication([])
    theme = Theme(application)
    theme.choose(Choice(sys.argv[2]))
    with Pool() as pool:
        window = build_window(theme, pool)
        Story(window, sys.argv[1])
        window.move(0, 0)
        window.show()
        window.session.open_sample()
        return application.exec()
