from threading import Event

import pytest

from klaviyo_gui.core.amendments import UNCHANGED
from klaviyo_gui.core.errors import FileChanged
from klaviyo_gui.sending import order_count
from klaviyo_gui.sending.order_count import OrdersCounted, count_orders
from klaviyo_gui.source.table import open_csv

ROWS = ("Order,Shop,SKU", "1,A,x", "2,A,x", "1,A,y", "1,B,x", " ,A,x", "3,A", "2,A,z")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "lines.csv"
    path.write_text("\n".join(ROWS) + "\n")
    return open_csv(path)


def counted(file, *key, pool=None, stop=None):
    ranges = file.index().ranges()
    return list(count_orders(file, ranges, key, UNCHANGED, pool, stop or Event()))


def test_orders_are_counted_wherever_their_lines_stand(file):
    assert counted(file, "Order") == [OrdersCounted(7, 2)]
    assert counted(file, "Order", "Shop") == [OrdersCounted(7, 3)]


def test_workers_count_the_same(file, builders, monkeypatch):
    monkeypatch.setattr(order_count, "SMALL", 0)
    assert counted(file, "Order", "Shop", pool=builders) == [OrdersCounted(7, 3)]


def test_the_count_ends_when_somebody_stops_it(file):
    stop = Event()
    stop.set()
    assert counted(file, "Order", stop=stop) == []


def test_a_file_that_became_another_one_is_not_counted(file):
    with file.path.open("a") as more:
        more.write("9,A,x\n")
    ranges = open_csv(file.path).index().ranges()
    with pytest.raises(FileChanged):
        list(count_orders(file, ranges, ("Order",), UNCHANGED, None, Event()))
