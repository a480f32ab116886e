import pytest
from PySide6.QtGui import QColor

from klaviyo_gui.core.tally import State
from klaviyo_gui.ui.run.bar import RunBar, Swatch

COUNTS = {State.ACCEPTED: 50, State.REFUSED: 25, State.UNKNOWN: 15}


@pytest.fixture
def bar(qtbot, theme):
    bar = RunBar(theme)
    qtbot.addWidget(bar)
    bar.resize(400, bar.sizeHint().height())
    return bar


def colours(widget, left, right):
    """Return the colours of the middle of a widget between two places."""
    picture = widget.grab().toImage()
    middle = picture.height() // 2
    return {
        picture.pixelColor(x, y).name()
        for x in range(left, right)
        for y in range(middle - 3, middle + 4)
    }


def test_every_state_has_a_pattern_of_its_own_beside_its_colour(bar, theme):
    bar.show_counts(COUNTS, 100)
    tokens = theme.tokens
    accepted, refused, unknown, rest = (
        colours(bar, left, right) for left, right in ((20, 190), (210, 290), (310, 350), (370, 390))
    )
    assert accepted == {tokens.good}
    assert {tokens.bad, tokens.bad_soft} <= refused
    assert {tokens.warn, tokens.warn_soft} <= unknown
    assert rest == {QColor(tokens.hover).name()}


def test_its_words_say_what_it_shows(bar):
    bar.show_counts(COUNTS, 100)
    assert bar.words == "50 % accepted, 25 % refused, 15 % unknown"
    bar.show_counts({State.ACCEPTED: 0}, 100)
    assert bar.words == "nothing settled yet"
    bar.show_prepared(0.426)
    assert bar.words == "42 % prepared"


def test_one_record_of_millions_can_be_seen(bar, theme):
    bar.show_counts({State.REFUSED: 1}, 5_000_000)
    assert theme.tokens.bad_soft in colours(bar, 0, 8)


def test_what_is_prepared_is_shown_before_anything_is_sent(bar, theme):
    bar.show_prepared(0.5)
    assert colours(bar, 20, 190) == {theme.tokens.strong}
    assert colours(bar, 210, 380) == {theme.tokens.hover}


def test_the_swatches_are_pieces_of_the_bar(qtbot, theme):
    for state, tone in ((State.ACCEPTED, theme.tokens.good), (State.REFUSED, theme.tokens.bad)):
        swatch = Swatch(state, theme)
        qtbot.addWidget(swatch)
        assert tone in colours(swatch, 2, 10)
