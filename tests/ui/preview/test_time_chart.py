from PySide6.QtCore import Qt

from klaviyo_gui.core.time_picture import NO_TIMES, TimePicture
from klaviyo_gui.ui.preview.time_chart import TimeChart, bars, words


def test_every_month_between_the_first_and_the_last_has_a_bar():
    picture = TimePicture((("2024-11", 3), ("2025-02", 1)))
    assert bars(picture) == [("Nov 2024", 3), ("Dec 2024", 0), ("Jan 2025", 0), ("Feb 2025", 1)]
    assert bars(NO_TIMES) == []


def test_many_months_are_put_together_and_none_is_lost():
    quarters = bars(TimePicture((("2016-01", 2), ("2016-03", 1), ("2024-12", 5))))
    assert quarters[0] == ("Jan to Mar 2016", 3)
    assert quarters[-1] == ("Oct to Dec 2024", 5)
    years = bars(TimePicture((("1990-05", 1), ("2024-12", 5))))
    assert (years[0], years[-1], len(years)) == (("1990", 1), ("2024", 5), 35)


def test_shares_are_told_in_words_and_little_is_not_called_none():
    picture = TimePicture((("2026-01", 1_000),), 999, 500, 1, 2)
    said = "over 99% older than a day, 50% than a month, under 1% than a year; 2 in the future"
    assert words(picture) == f"1,000 events to be sent: {said}"
    old = TimePicture((("2020-01", 1),), 1, 1, 1)
    assert words(old) == "1 event to be sent, more than a year ago"
    none = TimePicture((("2026-01", 5),))
    assert (
        words(none)
        == "5 events to be sent: none older than a day, none than a month, none than a year"
    )


def test_the_chart_is_read_by_keys_and_told_to_screen_readers(qtbot, theme):
    chart = TimeChart(theme)
    qtbot.addWidget(chart)
    chart.resize(300, 140)
    chart.show_times(TimePicture((("2024-11", 3), ("2024-12", 1)), 4, 4, 0, 0))
    chart.show()
    assert chart.bars.accessibleName() == "When the events happened"
    assert chart.bars.accessibleDescription().startswith(
        "4 events to be sent: all older than a day"
    )
    chart.bars.setFocus()
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(chart.bars, key)
        seen.append(chart.bars.current)
    assert seen == ["Nov 2024: 3 events", "Dec 2024: 1 event", "Dec 2024: 1 event", seen[0]]
    assert chart.bars.accessibleDescription() == seen[0]
    image = chart.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 300, 3) for y in range(20, 90, 3)}
    assert theme.tokens.accent in colours
    chart.show_times(NO_TIMES)
    assert chart.isHidden()
