"""A child process with the real window, which tells a person where things lie on its screen.

It reads one question of JSON a line and answers with one: where a control is that is called by
these words, what stands there to read, what has the focus, how long the window was kept from
answering. It does nothing to the window; only mouse and keys do.
"""

import json
import sys

from PySide6.QtCore import QEvent, QObject, QRect, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QWidget,
)

from klaviyo_gui import app, practice_account
from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.practice.behaviour import Behaviour
from klaviyo_gui.practice.process import PracticeProcess
from klaviyo_gui.store import settings
from klaviyo_gui.ui.theme import Choice
from tests.benchmarks.heartbeat import Heartbeat
from tests.journeys.person import BAD_DAY

TURN_MS = 40
LIMIT_TURNS = 2_000
"""Whatever has not come into sight by then does not come: more than a minute."""

ROWS_MAX = 200
"""Rows of a table in which words are looked for."""

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, QPlainTextEdit)
BAD_DAY_SEED, BAD_DAY_ITEMS = 7, 60
"""What a day goes wrong with, and so few records to a request that it has enough of them."""

build_window = app.build_window


def names(widget):
    """Return what a widget is called on the screen, and by a screen reader."""
    if isinstance(widget, (QAbstractButton, QLabel)):
        said = widget.text()
    elif isinstance(widget, QComboBox):
        said = widget.currentText()
    elif isinstance(widget, QLineEdit):
        said = widget.text() or widget.placeholderText()
    elif isinstance(widget, QPlainTextEdit):
        said = widget.toPlainText()
    else:
        said = ""
    return [each for each in (said.replace("&", ""), widget.accessibleName()) if each]


def nearness(words, found):
    """Return how well a name fits the words, the less the better; None if it does not."""
    fits = [
        0 if name == words else 1 if name.startswith(words) else 2
        for name in found
        if words in name
    ]
    return min(fits, default=None)


def on_top():
    """Return the windows that take the mouse: a menu or a dialog keeps it from all others."""
    above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if above is not None:
        return [above]
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def on_show(kinds):
    for top in on_top():
        for each in (top, *top.findChildren(QWidget)):
            if isinstance(each, kinds) and each.isVisible():
                yield each


def middle(widget, rectangle):
    return widget.mapToGlobal(rectangle.center()).toTuple()


class Guide(QObject):
    """Answers what is asked on the standard input, each time as soon as there is an answer."""

    def __init__(self, window):
        super().__init__(window)
        self._window = window
        self._heart = Heartbeat()
        self._question = None
        self._last = None
        self._turns = 0
        self._pending = b""
        self._timer = QTimer(self)
        self._timer.setInterval(TURN_MS)
        self._timer.timeout.connect(self._look)
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        window.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Close:
            # From here on it waits for its workers, and for nobody who looks.
            self._heart.stop()
        return False

    def _hear(self):
        line = sys.stdin.readline()
        if not line:
            self._notifier.setEnabled(False)
            return
        self._question = json.loads(line)
        self._last, self._turns = None, 0
        self._timer.start()
        self._look()

    def _look(self):
        with self._heart.spared():
            answer = getattr(self, f"_{self._question['ask']}")(self._question)
            self._turns += 1
            if answer is None and self._turns > LIMIT_TURNS:
                read = sorted({name for each in on_show(QWidget) for name in names(each)})
                answer = {"missing": self._question, "on show": read}
            if answer is not None:
                self._timer.stop()
                print(json.dumps(answer), flush=True)

    def _settled(self, found):
        """Return what was found once it is where it was a turn ago."""
        is_settled, self._last = found is not None and found == self._last, found
        return found if is_settled else None

    def _place(self, question):
        words = question["words"]
        found = []
        for each in on_show(CONTROLS):
            fit = nearness(words, names(each))
            if fit is not None and each.isEnabled():
                found.append((fit, self._sight(each, each.rect())))
        if not found:
            found = list(self._places_of_items(words))
        # What is in sight comes before what would have to be scrolled to.
        found.sort(key=lambda each: (each[0], "place" not in each[1]))
        return self._settled(found[0][1] if found else None)

    def _places_of_items(self, words):
        for menu in on_show((QMenu, QMenuBar)):
            for action in menu.actions():
                fit = nearness(words, [action.text().replace("&", "")])
                if fit is not None and action.isVisible() and action.isEnabled():
                    yield fit, {"place": middle(menu, menu.actionGeometry(action))}
        for view in on_show(QAbstractItemView):
            model = view.model()
            root = view.rootIndex()
            for row in range(min(model.rowCount(root), ROWS_MAX)):
                for column in range(model.columnCount(root)):
                    index = model.index(row, column, root)
                    fit = nearness(words, [str(index.data() or "")])
                    if fit is not None:
                        yield fit, self._sight(view.viewport(), view.visualRect(index))

    def _sight(self, widget, rectangle):
        """Return the middle of it, or where to turn the wheel until it is in sight."""
        seen = widget.visibleRegion().boundingRect().intersected(rectangle)
        if seen.contains(rectangle.center()):
            return {"place": middle(widget, rectangle)}
        area = widget.parentWidget()
        while area is not None and not (
            isinstance(area, QAbstractScrollArea) and area.verticalScrollBar().maximum()
        ):
            area = area.parentWidget()
        if area is None:
            return {"place": middle(widget, seen if not seen.isEmpty() else rectangle)}
        port = area.viewport()
        is_below = widget.mapTo(area, rectangle.center()).y() > port.rect().center().y()
        return {"wheel": 5 if is_below else 4, "over": middle(port, port.rect())}

    def _reading(self, question):
        said = (name for each in on_show(QWidget) for name in names(each))
        found = [name for name in said if question["words"] in name]
        return self._settled({"reading": min(found, key=len)} if found else None)

    def _focus(self, _question):
        widget = QApplication.focusWidget()
        said = names(widget) if widget is not None else []
        if isinstance(widget, QAbstractItemView):
            said.append(str(widget.currentIndex().data() or ""))
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu) and popup.activeAction() is not None:
            said = [popup.activeAction().text().replace("&", "")]
        return {"focus": said}

    def _focused(self, question):
        said = self._focus(question)
        return said if any(question["words"] in each for each in said["focus"]) else None

    def _front(self, _question):
        return {"front": int(on_top()[-1].window().winId())}

    def _phase(self, question):
        self._heart.begin(question["name"])
        return {}

    def _beats(self, _question):
        return {"beats": self._heart.worst}

    def _picture(self, question):
        screen = QGuiApplication.primaryScreen()
        place = self._window.geometry() if question["is_window"] else QRect()
        shot = screen.grabWindow(0, place.x(), place.y(), place.width() or -1, place.height() or -1)
        shot.save(question["path"])
        return {}

    def _practice(self, _question):
        started = self._window.runner.practice._started.values()
        return {"practice": [each.process.address for each in started]}


def build(theme, pool, accounts):
    window = build_window(theme, pool, accounts)
    # Nobody arranges windows on this screen.
    window.move(0, 0)
    window.of_journey = Guide(window)
    return window


def spoil_the_day():
    """Let the practice Klaviyo have a bad day, in requests of a few records."""
    for kind in Kind:
        ITEMS_MAX[kind] = BAD_DAY_ITEMS
    practice_account.PracticeProcess = lambda **where: PracticeProcess(
        Behaviour(bad_day=BAD_DAY_SEED), **where
    )


if __name__ == "__main__":
    settings.set_theme(Choice(sys.argv[1]))
    if BAD_DAY in sys.argv[2:]:
        spoil_the_day()
    app.build_window = build
    sys.exit(app.run_window(None))
