"""What tests of rows that have several events share."""

import pytest

from klaviyo_gui.core.mapping import Kind
from tests.ui.windows import open_path, write

HEADER = ("Order ID", "Email", "Placed at", "Fulfilled at", "Refunded on", "Total", "Note")
ROWS = tuple(
    (
        str(1000 + at),
        f"p{at}@shop.io",
        f"2024-03-{at:02d} 10:00:00Z",
        f"2024-03-{at:02d} 18:00:00Z" if at % 2 else "",
        f"2024-04-{at:02d} 12:00:00Z" if at % 5 == 0 else "",
        "12.50",
        "gift",
    )
    for at in range(1, 21)
)


def placed(session):
    """Say what the rows are beside all that is proposed: orders, and when they were placed."""
    session.fix(Kind.EVENTS, "metric", "Placed Order")
    session.place(("Placed at",), Kind.EVENTS, "time")


@pytest.fixture
def orders(qtbot, session, tmp_path):
    """A session with orders that were placed, some of them fulfilled and some paid back."""
    open_path(qtbot, session, write(tmp_path, ROWS, HEADER))
    placed(session)
    return session


@pytest.fixture
def station(empty, orders):
    """The station Map of that file."""
    yield empty
    empty.several.close()
