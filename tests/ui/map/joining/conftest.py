"""What tests of second files in Map share."""

import pytest

from tests.ui.windows import WAIT_MS, open_path, write

ORDERS = ("order", "customer", "total", "city")
PEOPLE = ("number", "mail", "city")
ROWS = [(f"A{at}", f"K-{at}", f"{at}.50", "Bonn") for at in range(1, 21)]
CUSTOMERS = [(f"K-{at}", f"k{at}@shop.io", "Ulm") for at in range(1, 20)]


@pytest.fixture
def orders(tmp_path):
    return write(tmp_path, ROWS, ORDERS)


@pytest.fixture
def customers(tmp_path):
    """A file that knows all but the last customer."""
    folder = tmp_path / "lists"
    folder.mkdir()
    return write(folder, CUSTOMERS, PEOPLE, "customers.csv")


@pytest.fixture
def at_map(qtbot, session, empty, orders):
    """The station with the orders open."""
    open_path(qtbot, session, orders)
    yield empty
    empty.joining.close()
    empty.grouping.close()


@pytest.fixture
def panel(qtbot, at_map, customers):
    """The panel with the customers in hand, of which all is known."""
    desk = at_map.joining
    desk.join_file(customers)
    qtbot.waitUntil(lambda: desk.look.report(None) is not None, timeout=WAIT_MS)
    return desk.panel


@pytest.fixture
def joined(qtbot, session, panel):
    """The session with the customers joined to the orders."""
    panel.join.click()
    assert session.mapping.joins
    return session
