"""Everything that can be done, every column and every property is found by its name."""

import pytest
from PySide6.QtCore import Qt

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.store import recent
from klaviyo_gui.ui.command_palette import ColumnPlace, PropertyPlace
from klaviyo_gui.ui.status import Station
from tests.ui.windows import HEADER, open_path, write


@pytest.fixture
def found(qtbot, window):
    """Open the box, type words, and return what is listed."""

    def look(words=""):
        window.commands.open()
        chooser = window.commands.chooser
        chooser._search.setText(words)
        rows = range(chooser._found.rowCount())
        return [chooser._found.index(row, 0).data(Qt.ItemDataRole.DisplayRole) for row in rows]

    return look


def choose(qtbot, window):
    qtbot.keyClick(window.commands.chooser._search, Qt.Key.Key_Return)


def test_its_key_opens_it(qtbot, window):
    window.show()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.commands.chooser is not None


def test_an_action_is_found_by_a_part_of_its_name_and_done(qtbot, window, found):
    assert found("dark") == ["Dark"]
    choose(qtbot, window)
    assert window.theme.choice == "dark"
    assert window.commands.chooser is None


def test_what_cannot_be_done_now_is_not_listed(qtbot, window, found, tmp_path):
    assert "Match automatically" not in found()
    window.commands.chooser.close()
    open_path(qtbot, window.session, write(tmp_path))
    assert "Match automatically" in found("match")


def test_nothing_is_sent_from_it(qtbot, window, found):
    assert found("send…") == ["Send…"]
    choose(qtbot, window)
    assert window.station is Station.SEND
    assert not window.runner.is_running


def test_a_column_is_found_and_chosen_in_map_though_it_was_filtered_away(
    qtbot, window, found, tmp_path
):
    open_path(qtbot, window.session, write(tmp_path))
    window.stations.map.columns._filter.setText("total")
    assert "colour" in found("colour")
    choose(qtbot, window)
    assert window.station is Station.MAP
    assert window.stations.map.columns.view.columns == ("colour",)


@pytest.mark.parametrize("key", ["location.region", "email"])
def test_a_property_is_found_and_has_the_focus_also_a_rare_one_of_the_other_kind(
    qtbot, window, found, tmp_path, key
):
    window.show()
    open_path(qtbot, window.session, write(tmp_path))
    assert found(catalog.find(Kind.PROFILES, key).label)
    chooser = window.commands.chooser
    chooser._choose(chooser._found.index(chooser._found.rowCount() - 1, 0))
    targets = window.stations.map.targets
    assert targets.kind is Kind.PROFILES
    qtbot.waitUntil(lambda: window.focusWidget() is targets.slots[key])


def test_every_column_and_every_open_property_is_listed(qtbot, window, found, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    found()
    values = [each.value for each in window.commands.chooser._choices]
    assert {each.name for each in values if isinstance(each, ColumnPlace)} == set(HEADER)
    own = {(kind, each.key) for kind in Kind for each in catalog.targets(kind)}
    assert own <= {(each.kind, each.key) for each in values if isinstance(each, PropertyPlace)}


def test_files_opened_before_are_found_by_their_name(qtbot, window, found, tmp_path):
    path = write(tmp_path, name="last month.csv")
    recent.add_file(path)
    assert found("last month") == ["last month.csv"]
    with qtbot.waitSignal(window.session.index_changed):
        choose(qtbot, window)
    assert window.session.file.path == path
