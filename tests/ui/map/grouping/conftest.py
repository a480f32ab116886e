"""What tests of rows that are put together share."""

import pytest

from tests.core.order_files import GERMAN, lines
from tests.ui.windows import open_path, write

HEADER = tuple(GERMAN.split(","))
ROWS = [tuple(row) for row in lines(GERMAN, 20)]


@pytest.fixture
def orders(tmp_path):
    """A file with a row for each line of 20 orders."""
    return write(tmp_path, ROWS, HEADER, "lines.csv")


@pytest.fixture
def of_lines(qtbot, session, orders):
    """A session with that file open and counted."""
    open_path(qtbot, session, orders)
    return session
