"""The session puts rows together in steps that can be undone."""

from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Column, Kind, Pair, ValueType
from klaviyo_gui.core.regrouping import is_of_items
from klaviyo_gui.core.templates import find_template
from klaviyo_gui.source.profile import profile
from klaviyo_gui.store import presets
from tests.ui.map.grouping.conftest import HEADER, ROWS
from tests.ui.windows import WAIT_MS, open_path, write

EVENTS = Kind.EVENTS
PER_ITEM = ("Artikelnummer", "Artikelbezeichnung", "Menge", "Einzelpreis", "Positionssumme")


def sources(session):
    return {pair.target: pair.source for pair in session.mapping.events}


def test_a_file_of_lines_is_proposed_to_be_grouped_and_not_grouped_unasked(of_lines):
    assert of_lines.proposed_grouping.grouping == Grouping(("Bestellnummer",), PER_ITEM)
    assert of_lines.grouping is None


def test_a_file_of_a_row_each_is_not(opened):
    assert opened.proposed_grouping is None
    opened.group_as_proposed()
    opened.ungroup()
    opened.tell_per_item("who", True)
    assert opened.grouping is None


def test_grouping_is_one_step_with_a_name(of_lines):
    before = of_lines.mapping
    of_lines.group_as_proposed()
    assert of_lines.undo_stack.undoText() == "group rows by Bestellnummer"
    assert sources(of_lines)["properties.Items[].SKU"] == Column("Artikelnummer")
    assert "properties.Artikelnummer" not in sources(of_lines)
    of_lines.undo_stack.undo()
    assert of_lines.mapping == before
    of_lines.undo_stack.redo()
    of_lines.ungroup()
    assert of_lines.undo_stack.undoText() == "stop grouping rows"
    assert of_lines.grouping is None
    assert sources(of_lines) == {pair.target: pair.source for pair in before.events}


def test_a_column_is_sent_for_each_item_or_once_by_one_step(of_lines):
    of_lines.group_as_proposed()
    grouped = sources(of_lines)
    of_lines.tell_per_item("Menge", False)
    assert of_lines.undo_stack.undoText() == "send Menge once per order"
    assert sources(of_lines)["properties.Menge"] == Column("Menge")
    assert "Menge" not in of_lines.grouping.per_item
    of_lines.tell_per_item("Menge", True)
    assert of_lines.undo_stack.undoText() == "send Menge for each item"
    assert of_lines.grouping.per_item == PER_ITEM
    assert sources(of_lines) == grouped


def test_another_key_judges_the_columns_anew(of_lines):
    of_lines.group_as_proposed()
    of_lines.group_by(("E-Mail",))
    assert of_lines.undo_stack.undoText() == "group rows by E-Mail"
    assert of_lines.grouping.key == ("E-Mail",)
    of_lines.group_by(("E-Mail", "Status"))
    assert of_lines.undo_stack.undoText() == "group rows by 2 columns"


def test_proposals_are_those_for_orders_while_rows_are_grouped(of_lines):
    plain = of_lines.suggestions
    of_lines.group_as_proposed()
    assert any(is_of_items(each.pair.target) for each in of_lines.suggestions)
    of_lines.ungroup()
    assert of_lines.suggestions == plain


def test_a_column_of_items_goes_into_the_items_by_its_own_name(of_lines):
    of_lines.group_as_proposed()
    of_lines.unmap(EVENTS, "properties.Items[].Quantity")
    of_lines.place_custom(("Menge",), EVENTS)
    pair = of_lines.mapping.pair(EVENTS, "properties.Items[].Menge")
    assert pair.source == Column("Menge")
    of_lines.unmap(EVENTS, "properties.Items[].Menge")
    of_lines.send_rest_as_custom(EVENTS)
    assert of_lines.mapping.pair(EVENTS, "properties.Items[].Menge") is not None


def test_what_counts_is_sent_as_a_number_where_klaviyo_reckons_with_it(of_lines):
    of_lines.group_as_proposed()
    of_lines.unmap(EVENTS, "properties.Items[].Quantity")
    of_lines.place(("Menge",), EVENTS, "properties.Items[].Quantity")
    pair = of_lines.mapping.pair(EVENTS, "properties.Items[].Quantity")
    assert pair.type is ValueType.NUMBER


def test_an_event_of_known_shape_has_items_too(qtbot, of_lines):
    of_lines.group_as_proposed()
    with qtbot.waitSignal(of_lines.mapping_changed, timeout=WAIT_MS):
        of_lines.use_template(find_template("Fulfilled Order"))
    assert sources(of_lines)["properties.Items[].SKU"] == Column("Artikelnummer")
    assert all(
        is_of_items(pair.target) or not {*PER_ITEM} & {*pair.columns}
        for pair in of_lines.mapping.events
    )


def test_what_the_whole_file_belies_of_an_item_is_text_again(qtbot, session, tmp_path):
    odd = list(ROWS[-1])
    odd[HEADER.index("Menge")] = "a few"
    rows = [*ROWS * 30, tuple(odd)]
    path = write(tmp_path, rows, HEADER)
    open_path(qtbot, session, path)
    session.group_as_proposed()
    quantity = session.mapping.pair(EVENTS, "properties.Items[].Quantity")
    assert quantity.type is ValueType.NUMBER
    session.take_profiles(profile(HEADER, rows[-60:]))
    quantity = session.mapping.pair(EVENTS, "properties.Items[].Quantity")
    assert quantity == Pair("properties.Items[].Quantity", Column("Menge"), ValueType.TEXT)


def test_another_file_has_proposals_of_its_own(qtbot, of_lines, tmp_path):
    of_lines.group_as_proposed()
    open_path(qtbot, of_lines, write(tmp_path))
    assert of_lines.proposed_grouping is None


def test_presets_and_drafts_keep_how_rows_are_put_together(qtbot, of_lines, orders, tmp_path):
    of_lines.group_as_proposed()
    of_lines.tell_per_item("Status", True)
    kept = presets.as_bytes(of_lines.made_preset("Orders"))
    path = tmp_path / "Orders.json"
    path.write_bytes(kept)
    mapping = of_lines.mapping
    of_lines.start_anew()
    assert of_lines.grouping is None
    of_lines.load_preset(path)
    assert of_lines.mapping == mapping
    assert of_lines.undo_stack.undoText() == "load preset Orders"
    of_lines.undo_stack.undo()
    assert of_lines.grouping is None


def test_a_file_that_lacks_the_number_of_the_order_goes_without_grouping(of_lines):
    of_lines.group_as_proposed()
    of_lines.do_without("Bestellnummer")
    assert of_lines.grouping is None
    assert not any(is_of_items(pair.target) for pair in of_lines.mapping.events)
    assert sources(of_lines)["properties.Menge"] == Column("Menge")
    assert "Bestellnummer" not in of_lines.mapping.file_columns
    of_lines.undo_stack.undo()
    of_lines.do_without("Menge")
    assert of_lines.grouping is not None
    assert "properties.Items[].Quantity" not in sources(of_lines)
