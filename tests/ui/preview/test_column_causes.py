"""What only a whole column tells is shown, left out and mended like any other finding."""

import pytest
from PySide6.QtCore import Qt

from klaviyo_gui.core.findings import Finding
from klaviyo_gui.core.mapping import Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.remedies import Remedy, Way
from klaviyo_gui.sending.effects import Effect
from klaviyo_gui.ui.preview.remedy_box import RemedyBox
from klaviyo_gui.ui.status import Station
from tests.ui.preview.test_findings_pane import choose, lines, told
from tests.ui.windows import checked, open_path, write

EVENTS = Kind.EVENTS
COUNT = 330
HEADER = ("email", "what", "when", "first order")


@pytest.fixture
def preview(qtbot, window, tmp_path):
    """The station with rows of which every third is named otherwise, and every other has a day."""
    rows = [
        (
            f"n{at}@shop.io",
            "Placed order" if at % 3 == 1 else "Placed Order",
            f"2024-03-01T10:{at % 60:02}Z",
            "31/05/2024" if at % 2 else "2024-05-31",
        )
        for at in range(COUNT)
    ]
    session = window.session
    open_path(qtbot, session, write(tmp_path, rows, HEADER))
    for kind in Kind:
        session.clear(kind)
    for column, target in zip(
        HEADER, ("profile.email", "metric", "time", "properties.first"), strict=True
    ):
        session.place((column,), EVENTS, target)
    pair = session.mapping.pair(EVENTS, "properties.first")
    session.convert(EVENTS, Pair(pair.target, pair.source), "send as text")
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    return window.stations.preview


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (0, "It mends 3 of 9 rows, 1 would be held."),
        (1, "It mends 3 of 9 rows, 1 would be held; 1 other row changes too."),
        (1_200, "It mends 3 of 9 rows, 1 would be held; 1,200 other rows change too."),
    ],
)
def test_a_remedy_tells_how_many_rows_it_changes_that_were_not_found(qtbot, others, said):
    box = RemedyBox()
    qtbot.addWidget(box)
    found = Finding(EVENTS, Code.TYPES_MIXED, Severity.NOTE, "properties.x", 3, (2, 3, 4), ())
    box.show_finding(found, (Remedy(Way.AS_NUMBER, Mapping()),), HEADER)
    box.show_effect(0, Effect(9, 0, 3, 1, (), others))
    assert box.words == [said]


def test_all_rows_are_shown_and_left_out_and_mended_by_a_press_that_tells_what_it_does(
    qtbot, preview
):
    session, box = preview._session, preview.causes.remedies
    choose(preview, Code.METRIC_ALIKE)
    assert lines(preview) == [at + 2 for at in range(COUNT) if at % 3 == 1]
    assert "differs from another one of the file in capital letters" in preview.facts
    assert preview.records.built(0).problems[-1].code is Code.METRIC_ALIKE
    assert preview.leaving.text() == "Leave these 110 rows out"
    qtbot.mouseClick(preview.leaving, Qt.MouseButton.LeftButton)
    result = checked(qtbot, preview._checker)
    assert [*result.left_out] == [at for at in range(COUNT) if at % 3 == 1]
    assert Code.METRIC_ALIKE not in {each.code for each in result.findings}
    session.undo_stack.undo()
    assert len(checked(qtbot, preview._checker).left_out) == 0
    choose(preview, Code.METRIC_ALIKE)
    at = told(qtbot, preview, "It mends 110 of 110 rows.")
    assert "Line 3: Placed order → Placed Order" in box.words[at]
    qtbot.mouseClick(box.buttons[at], Qt.MouseButton.LeftButton)
    assert session.undo_stack.undoText() == "write “Placed order” as “Placed Order”"
    checked(qtbot, preview._checker)
    choose(preview, Code.DATE_AS_TEXT)
    at = told(qtbot, preview, "It mends 165 of 330 rows.")
    assert "Line 3: 31/05/2024 → 2024-05-31" in box.words[at]
    other = told(qtbot, preview, "165 would be held")
    assert at != other
    qtbot.mouseClick(box.buttons[at], Qt.MouseButton.LeftButton)
    assert session.mapping.pair(EVENTS, "properties.first").type is ValueType.TIME
    result = checked(qtbot, preview._checker)
    assert not {Code.METRIC_ALIKE, Code.DATE_AS_TEXT} & {each.code for each in result.findings}
    assert result.tally.events.unsent == COUNT
