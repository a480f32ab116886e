"""Three pairs of hands that map by drag, by click and by keys; each does the same things."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from klaviyo_gui.ui.map.convert.texts import TextSection
from klaviyo_gui.ui.placing import Way
from klaviyo_gui.wording.sources import part_words
from tests.ui.windows import drop

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
STOPS = 300
WORDS = {Way.REPLACE: "Replace", Way.COMBINE: "Combine", Way.FALLBACK: "Use as fallback"}


def button(widget, words):
    return next(
        each for each in widget.findChildren(QAbstractButton) if each.text().startswith(words)
    )


class Hands:
    """What the ways have in common: where things are."""

    def __init__(self, qtbot, station):
        self.qtbot = qtbot
        self.station = station
        self.view = station.columns.view

    def slot(self, key):
        return self.station.targets.slots[key]

    def index(self, column):
        found = self.view.model()
        return next(
            found.index(at, 0)
            for at in range(found.rowCount())
            if found.index(at, 0).data() == column
        )

    def click_column(self, column, modifier=Qt.KeyboardModifier.NoModifier):
        self.view.scrollTo(self.index(column))
        place = self.view.visualRect(self.index(column)).center()
        self.qtbot.mouseClick(self.view.viewport(), LEFT, modifier, place)

    def click_slot(self, key):
        """Click on the name of a property, once it is laid out."""
        slot = self.slot(key)
        self.qtbot.waitUntil(lambda: slot.height() >= slot.minimumSizeHint().height())
        self.qtbot.mouseClick(slot, LEFT, pos=QPoint(30, 12))

    def click_answer(self, key, way):
        if way is not None:
            meeting = self.slot(key).question
            self.qtbot.mouseClick(button(meeting, WORDS[way]), LEFT)

    def chip_place(self, key):
        """Return where the chip of a slot lies in it."""
        slot = self.slot(key)
        words = part_words(slot.filling.pair.source)
        label = next(each for each in slot.findChildren(QLabel) if each.text().startswith(words))
        return label.mapTo(slot, label.rect().center())

    # What is done with the mouse alike by those who drag and those who click

    def fix(self, key, words):
        slot = self.slot(key)
        self.qtbot.waitUntil(slot.isVisible)
        self.qtbot.mouseClick(button(slot, "Fixed text"), LEFT)
        self.qtbot.keyClicks(QApplication.focusWidget(), words)
        self.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    def accept(self, key):
        self.qtbot.mouseClick(button(self.slot(key), "✓ Use"), LEFT)

    def rename(self, key, name):
        slot = self.slot(key)
        self.qtbot.waitUntil(lambda: slot.height() >= slot.minimumSizeHint().height())
        self.qtbot.mouseDClick(slot, LEFT, pos=QPoint(20, 14))
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        self.type_name(name)

    def type_name(self, name):
        """Type over the name that is selected."""
        self.qtbot.keyClicks(QApplication.focusWidget(), name)
        self.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        QApplication.processEvents()

    def trim(self, key):
        self.qtbot.mouseClick(self.slot(key).pill, LEFT)
        trim = self.trimming
        self.qtbot.mouseClick(trim, LEFT, pos=QPoint(8, trim.height() // 2))
        self.qtbot.keyClick(self.station.popover, Qt.Key.Key_Escape)
        self.come_back()

    def come_back(self):
        """Make the window the active one again, as a system does when a list over it closes."""
        window = self.station.window()
        self.qtbot.waitUntil(lambda: not self.station.popover.isVisible())
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)

    @property
    def trimming(self):
        sections = self.station.popover.sections
        return next(each for each in sections if isinstance(each, TextSection)).trim

    def leave_out(self, column):
        self.station.columns.view.clearSelection()
        self.click_column(column)
        self.station.leave_out_chosen()
        self.qtbot.keyClick(self.view, Qt.Key.Key_Escape)

    def show(self, words):
        self.qtbot.mouseClick(button(self.station.targets, words), LEFT)

    def rest(self):
        self.qtbot.mouseClick(button(self.station.columns, "Rest: custom"), LEFT)


class Dragging(Hands):
    def place(self, columns, key, way=None):
        load = self.view.model().mimeData([self.index(each) for each in columns])
        drop(self.slot(key), load)
        self.click_answer(key, way)

    def custom(self, column, *, of_person=False):
        load = self.view.model().mimeData([self.index(column)])
        drop(self.station.targets.zones[of_person], load)

    def move(self, key, to):
        drop(self.slot(to), self.slot(key).load(is_chip=True))

    def empty(self, key):
        drop(self.view.viewport(), self.slot(key).load(is_chip=True), QPoint(40, 40))


class Clicking(Hands):
    def take(self, columns):
        self.view.clearSelection()
        self.click_column(columns[0])
        for each in columns[1:]:
            self.click_column(each, CTRL)

    def place(self, columns, key, way=None):
        self.take(columns)
        self.click_slot(key)
        self.click_answer(key, way)

    def custom(self, column, *, of_person=False):
        self.take((column,))
        self.qtbot.mouseClick(self.station.targets.zones[of_person], LEFT)

    def move(self, key, to):
        self.qtbot.mouseClick(self.slot(key), LEFT, pos=self.chip_place(key))
        self.click_slot(to)

    def empty(self, key):
        self.qtbot.mouseClick(button(self.slot(key), "✕"), LEFT)


class Typing(Hands):
    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        # A property that came into being a moment ago is shown by the next event.
        QApplication.processEvents()
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def go_to(self, widget):
        for _ in range(STOPS):
            if QApplication.focusWidget() is widget:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(widget)

    def go_to_column(self, column):
        self.go_to(self.view)
        self.press(Qt.Key.Key_Home)
        for _ in range(self.index(column).row()):
            self.press(Qt.Key.Key_Down)

    def take(self, columns):
        self.go_to_column(columns[0])
        for _ in columns[1:]:
            self.press(Qt.Key.Key_Down, SHIFT)
        self.press(Qt.Key.Key_Space)

    def place(self, columns, key, way=None):
        self.take(columns)
        self.press(Qt.Key.Key_Tab)
        self.go_to(self.slot(key))
        self.press(Qt.Key.Key_Return)
        if way is not None:
            self.press(
                {Way.REPLACE: Qt.Key.Key_R, Way.COMBINE: Qt.Key.Key_C}.get(way, Qt.Key.Key_F)
            )

    def fix(self, key, words):
        self.go_to(self.slot(key))
        self.press(Qt.Key.Key_F2)
        self.qtbot.keyClicks(QApplication.focusWidget(), words)
        self.press(Qt.Key.Key_Return)

    def accept(self, key):
        self.go_to(self.slot(key))
        self.press(Qt.Key.Key_Return)

    def rename(self, key, name):
        QApplication.processEvents()
        self.go_to(self.slot(key))
        self.press(Qt.Key.Key_N)
        self.type_name(name)

    def trim(self, key):
        self.go_to(self.slot(key))
        self.press(Qt.Key.Key_C)
        self.go_to(self.trimming)
        self.press(Qt.Key.Key_Space)
        self.press(Qt.Key.Key_Escape)
        self.come_back()

    def custom(self, column, *, of_person=False):
        if of_person:
            self.take((column,))
            self.go_to(self.station.targets.zones[True])
            self.press(Qt.Key.Key_Return)
        else:
            self.go_to_column(column)
            self.press(Qt.Key.Key_P)

    def leave_out(self, column):
        self.go_to_column(column)
        self.press(Qt.Key.Key_Delete)

    def move(self, key, to):
        self.go_to(self.slot(key))
        self.press(Qt.Key.Key_M)
        self.go_to(self.slot(to))
        self.press(Qt.Key.Key_Return)

    def empty(self, key):
        self.go_to(self.slot(key))
        self.press(Qt.Key.Key_Delete)

    def show(self, words):
        self.go_to(button(self.station.targets, words))
        self.press(Qt.Key.Key_Space)

    def rest(self):
        self.go_to(button(self.station.columns, "Rest: custom"))
        self.press(Qt.Key.Key_Space)


WAYS = (Dragging, Clicking, Typing)


def map_all(hands):
    """Map a file by everything that the station can do, in the same order."""
    hands.place(("email",), "profile.email")
    hands.place(("email",), "profile.external_id")
    hands.fix("metric", "Sale")
    hands.place(("total",), "value")
    hands.place(("colour",), "value", Way.FALLBACK)
    hands.place(("who",), "profile.first_name")
    hands.place(("colour",), "profile.first_name", Way.COMBINE)
    hands.place(("total", "colour"), "profile.last_name", Way.COMBINE)
    hands.place(("when",), "profile.last_name", Way.REPLACE)
    hands.place(("total",), "unique_id")
    hands.move("profile.external_id", "profile.organization")
    hands.empty("unique_id")
    hands.custom("who")
    hands.custom("colour", of_person=True)
    hands.leave_out("when")
    hands.show("People")
    hands.place(("email",), "email")
    hands.place(("colour",), "first_name")
    hands.place(("who",), "first_name", Way.REPLACE)
    hands.rest()


def choose_all(hands):
    """Take what is proposed, and choose how it is called and read."""
    hands.accept("profile.email")
    hands.custom("colour")
    hands.rename("properties.colour", "shade")
    hands.trim("properties.shade")
    hands.place(("total",), "value")
