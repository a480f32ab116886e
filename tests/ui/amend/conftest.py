import pytest

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.status import Station
from tests.ui.windows import (
    archive,
    book,
    checked,
    checker,
    home,
    open_path,
    runner,
    session,
    theme,
    window,
    write,
)

__all__ = ["archive", "book", "checker", "home", "runner", "session", "theme", "window"]

ROWS = [
    (f"Name {at}", "2024-03-01", "7", "red" if at % 2 else "Red wine", f"p{at}@shop.io")
    for at in range(20)
]
ROWS[3] = (*ROWS[3][:4], "p3@shop")
ROWS[7] = (*ROWS[7][:4], "nobody")


@pytest.fixture
def path(tmp_path):
    return write(tmp_path, ROWS)


@pytest.fixture
def preview(qtbot, window, path):
    """The station with twenty people, two of them held for their e-mail."""
    open_path(qtbot, window.session, path)
    window.session.clear(Kind.EVENTS)
    window.session.place(("email",), Kind.PROFILES, "email")
    window.session.place(("who",), Kind.PROFILES, "first_name")
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    return window.stations.preview
