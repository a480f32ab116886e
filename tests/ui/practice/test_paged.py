from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from klaviyo_gui.ui.practice.paged import PagedTable

ROOT = QModelIndex()


def paged():
    model = PagedTable(("Name", "Length"), lambda name: (name, str(len(name))))
    asked = []
    model.more_requested.connect(lambda: asked.append(model.rowCount()))
    return model, asked


def test_the_next_page_is_asked_for_once_until_it_has_come(qapp):
    model, asked = paged()
    model.fetchMore(ROOT)
    assert asked == []
    model.show(("Ann", "Bo"), has_more=True)
    model.fetchMore(ROOT)
    model.fetchMore(ROOT)
    assert asked == [2]
    model.add(("Cecil",), has_more=True)
    model.fetchMore(ROOT)
    model.add((), has_more=False)
    model.fetchMore(ROOT)
    assert asked == [2, 3]
    assert model.things == ("Ann", "Bo", "Cecil")
    assert [model.index(2, at).data() for at in (0, 1)] == ["Cecil", "5"]


def test_a_page_that_does_not_come_may_be_asked_for_again(qapp):
    model, asked = paged()
    model.show(("Ann",), has_more=True)
    model.fetchMore(ROOT)
    model.give_up()
    model.fetchMore(ROOT)
    assert asked == [1, 1]


def test_other_things_take_the_place_of_those_before(qapp):
    model, _asked = paged()
    model.show(("Ann", "Bo"), has_more=True)
    model.fetchMore(ROOT)
    model.show(("Eve",), has_more=False)
    assert (model.things, model.thing(0), model.thing(1)) == (("Eve",), "Eve", None)
    assert not model.canFetchMore(ROOT)


def test_a_cell_has_one_line_and_its_tip_all_of_them(qapp):
    model, _asked = paged()
    model.show(("two\nlines",), has_more=False)
    cell = model.index(0, 0)
    assert cell.data() == "two lines"
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "two\nlines"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"


def test_views_are_told_of_every_change(qapp):
    model, _asked = paged()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(("Ann", "Bo"), has_more=True)
    model.fetchMore(ROOT)
    model.add(("Cecil",), has_more=False)
    model.show((), has_more=False)
    assert tester.failureReportingMode() is QAbstractItemModelTester.FailureReportingMode.Fatal
