"""A child process with the real window, told by a true mouse what to do.

It prints one line of JSON for each step: where things lie on the screen, that a drag arrived over
the property, and the mapping after the drop.
"""

import json
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from klaviyo_gui.app import build_window
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.theme import Choice, Theme

COLUMN, KEY = "ORDER_TOTAL", "value"


def say(**words):
    print(json.dumps(words), flush=True)


class Story(QObject):
    def __init__(self, window, picture):
        super().__init__(window)
        self.window = window
        self.picture = picture
        self.is_ready = False
        window.session.index_changed.connect(self.prepare)
        window.session.mapping_changed.connect(self.tell_mapping)

    def prepare(self):
        session = self.window.session
        session.clear(Kind.EVENTS)
        session.clear(Kind.PROFILES)
        self.window.show_station(Station.MAP)
        # After the events of showing the station, so that everything lies where it will be seen.
        QTimer.singleShot(0, self.tell_places)

    def tell_places(self):
        self.is_ready = True
        station = self.window.map_station
        view, slot = station.columns.view, station.targets.slots[KEY]
        index = view.model().index(self.window.session.header.index(COLUMN), 0)
        view.scrollTo(index)
        station.targets.reveal(KEY)
        slot.installEventFilter(self)
        self.window.grab().save(self.picture)
        column = view.viewport().mapToGlobal(view.visualRect(index).center())
        target = slot.mapToGlobal(slot.rect().center())
        say(column=column.toTuple(), target=target.toTuple())

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.DragEnter:
            say(over=KEY)
        return super().eventFilter(watched, event)

    def tell_mapping(self):
        if self.is_ready:
            pairs = self.window.session.mapping.events
            say(mapped=[[pair.target, pair.source.name] for pair in pairs])
            QTimer.singleShot(0, self.window.close)


def main():
    application = QApplication([])
    theme = Theme(application)
    theme.choose(Choice(sys.argv[2]))
    window = build_window(theme)
    Story(window, sys.argv[1])
    window.move(0, 0)
    window.show()
    window.session.open_sample()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
