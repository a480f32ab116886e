from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.suggest.levels import SAME
from klaviyo_gui.ui.map.grouping.examples import examples
from klaviyo_gui.ui.models.levels import LevelTable
from klaviyo_gui.ui.models.order_tree import OrderTree, ShownOrder

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
CHECK, SPOKEN = Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.AccessibleTextRole
TICKED, OPEN = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def drawn(model, parent=None):
    parent = parent or QModelIndex()
    return [
        [model.index(row, at, parent).data() for at in range(model.columnCount(parent))]
        for row in range(model.rowCount(parent))
    ]


def test_orders_stand_with_their_items_below():
    model = OrderTree()
    tester = QAbstractItemModelTester(model, FATAL)
    model.show(
        ("File line", "SKU"),
        (ShownOrder("7 · 2 lines", (("2", "A"), ("3", "B"))), ShownOrder("8", (("4", ""),))),
    )
    assert drawn(model) == [["7 · 2 lines", ""], ["8", ""]]
    first = model.index(0, 0)
    assert drawn(model, first) == [["2", "A"], ["3", "B"]]
    assert model.index(1, 0, first).data(SPOKEN) == "item 2 of 2, SKU: B"
    assert first.data(SPOKEN) == "7 · 2 lines"
    assert model.index(0, 0, model.index(1, 0)).data(SPOKEN) == "item 1 of 1"
    assert model.index(0, 0, first).parent() == first
    assert not first.parent().isValid()
    assert model.headerData(1, Qt.Orientation.Horizontal) == "SKU"
    model.show(("",), ())
    assert drawn(model) == []
    del tester


def test_examples_are_orders_of_several_lines_before_others(of_lines):
    of_lines.group_as_proposed()
    headings, shown = examples(
        of_lines.header, of_lines.file.head_rows, of_lines.mapping, of_lines.grouping
    )
    assert headings == ("File line", *of_lines.grouping.per_item)
    assert len(shown) == 3
    assert all(len(each.items) > 1 for each in shown)
    number, lines, who, when, total = shown[0].title.split(" · ")
    assert lines == f"{len(shown[0].items)} lines"
    assert "@" in who
    assert when.startswith("2024-03")
    assert total.endswith(".50")
    cells = of_lines.file.head_rows.cells
    assert [int(item[0]) for item in shown[0].items] == [
        at + 2 for at, row in enumerate(cells) if row[0] == number
    ]


def test_two_texts_of_one_order_are_both_told(of_lines):
    of_lines.group_as_proposed()
    of_lines.tell_per_item("Menge", False)
    of_lines.leave_out(("Gesamtbetrag",))
    mapping = of_lines.mapping.without(Kind.EVENTS, "time").without(Kind.EVENTS, "profile.email")
    header = ("Bestellnummer", "Menge")
    at = [of_lines.header.index(name) for name in header]
    rows = of_lines.file.head_rows
    few = type(rows)(rows.lines, [[row[each] for each in at] for row in rows.cells])
    _, shown = examples(header, few, mapping, of_lines.grouping)
    assert any(" ≠ " in each.title for each in shown)


def level_table(session, theme):
    model = LevelTable(theme)
    found = session.grouped_by(session.grouping.key)
    model.show(found.levels, session.grouping.key, session.grouping.per_item, can_choose=True)
    return model


def row_of(model, name):
    return next(row for row in range(model.rowCount()) if model.index(row, 0).data() == name)


def test_a_tick_says_that_a_column_is_sent_for_each_item(qtbot, of_lines, theme):
    of_lines.group_as_proposed()
    model = level_table(of_lines, theme)
    tester = QAbstractItemModelTester(model, FATAL)
    quantity, status = row_of(model, "Menge"), row_of(model, "Status")
    key = row_of(model, "Bestellnummer")
    assert model.index(quantity, 0).data(CHECK) == TICKED
    assert model.index(status, 0).data(CHECK) == OPEN
    assert model.index(key, 0).data(CHECK) is None
    assert drawn(model)[status] == [
        "Status",
        "once per order",
        "It is the same in all lines of an order.",
    ]
    assert drawn(model)[key] == [
        "Bestellnummer",
        "names the order",
        "It tells which lines are one order.",
    ]
    with qtbot.waitSignal(model.chosen) as chosen:
        assert model.setData(model.index(quantity, 0), OPEN, CHECK)
    assert chosen.args == ["Menge", False]
    assert not model.setData(model.index(key, 0), TICKED, CHECK)
    del tester


def test_what_contradicts_a_choice_is_told_with_an_example(of_lines, theme):
    of_lines.group_as_proposed()
    of_lines.tell_per_item("Artikelnummer", False)
    of_lines.tell_per_item("Status", True)
    model = level_table(of_lines, theme)
    why = model.index(row_of(model, "Artikelnummer"), 2)
    assert why.data().startswith("It differs in ")
    assert "those would be held. Order 10" in why.data()
    assert why.data(Qt.ItemDataRole.ForegroundRole).name() == theme.tokens.warn
    chosen = model.index(row_of(model, "Status"), 0).data(SPOKEN)
    assert chosen == f"Status, for each item, You chose this. It {SAME}."
