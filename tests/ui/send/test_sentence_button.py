"""What a press sends is read whole, wherever it stands."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from klaviyo_gui.ui.roomy import use_zoom
from klaviyo_gui.ui.send.foot import Foot
from klaviyo_gui.ui.send.sentence_button import SentenceButton, in_lines
from klaviyo_gui.ui.tokens import ZOOMS
from tests.ui import measures

WORDS = "Send 52 events and 51 people as history to Acme & Sons Ltd"


@pytest.mark.parametrize(
    ("most", "lines"),
    [
        (1, [WORDS]),
        (2, ["Send 52 events and 51 people", "as history to Acme & Sons Ltd"]),
        (3, ["Send 52 events and", "51 people as history", "to Acme & Sons Ltd"]),
    ],
)
def test_words_are_divided_so_that_the_longest_line_is_short(most, lines):
    assert in_lines(WORDS, most).splitlines() == lines


def test_a_word_is_never_divided():
    assert in_lines("Donaudampfschifffahrt senden", 4).splitlines() == [
        "Donaudampfschifffahrt",
        "senden",
    ]


@pytest.fixture
def foot(qtbot):
    press = SentenceButton(WORDS)
    holder = QWidget()
    qtbot.addWidget(holder)
    made = Foot(QLabel("Open a file first."), press)
    made.setParent(holder)
    holder.resize(2000, 400)
    holder.show()
    return made, press, holder


def test_its_words_have_room_in_whatever_width_there_is(qtbot, foot):
    made, press, _ = foot
    lines = set()
    for width in range(press.whole + 400, press.least, -7):
        made.resize(width, 100)
        qtbot.waitUntil(lambda: press.width() <= made.width())
        lines.add(press.text().count("\n") + 1)
        assert not measures.cut(made.window())
        assert press.text().replace("\n", " ") == WORDS.replace("&", "&&")
    assert lines == {1, 2, 3, 4}


def test_it_says_longer_words_on_more_lines_at_once(qtbot, foot):
    made, press, _ = foot
    made.resize(press.whole, 100)
    qtbot.waitUntil(lambda: press.text().count("\n") == 0)
    press.say(f"{WORDS}, list “Customers of the spring”")
    qtbot.waitUntil(lambda: press.text().count("\n") == 1)
    assert press.accessibleName() == f"{WORDS}, list “Customers of the spring”"
    assert not measures.cut(made.window())


def test_no_letter_of_a_name_becomes_a_key_that_sends(foot):
    _, press, _ = foot
    assert press.shortcut().isEmpty()
    press.setText(WORDS)
    assert not press.shortcut().isEmpty()


def test_it_has_room_in_the_largest_type(qapp, qtbot, theme, foot):
    made, press, _ = foot
    theme.choose_zoom(ZOOMS[-1])
    made.resize(max(press.least, 400), 300)
    qtbot.waitUntil(lambda: press.text().count("\n") > 0)
    assert not measures.cut(made.window())
    theme.choose_zoom(ZOOMS[0])
    use_zoom(qapp, ZOOMS[0])
