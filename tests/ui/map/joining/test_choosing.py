"""Rows are chosen by what a second file says of them."""

from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from tests.ui.windows import WAIT_MS


def test_a_joined_column_is_listed_with_its_file_asked_for_and_shown(qtbot, at_map, joined):
    name = next(each for each in joined.mapping.joined_columns if each.startswith("city"))
    joined.choose_rows(RowFilter((Condition(name, Ask.IS, ("Ulm",)),)))
    desk = at_map.choosing
    desk.open_panel()
    desk.panel.conditions.add.click()
    chooser = desk.panel.conditions.chooser
    sides = {
        chooser._model.choice(at).title: chooser._model.choice(at).side
        for at in range(chooser._model.rowCount())
    }
    assert (sides[name], sides["total"]) == ("customers.csv", "")
    chooser.close()
    (line,) = desk.panel.conditions.lines
    assert not line.fault
    qtbot.waitUntil(lambda: desk.counting.report is not None, timeout=WAIT_MS)
    assert desk.panel.outcome.sentence == "19 of 20 rows are chosen and 1 is left out."
    assert desk.panel.examples.sorts[0].told[0] == "Line 2: Ulm"
    assert desk.panel.examples.sorts[1].told == ["Line 21: (blank)"]
    desk.close()
