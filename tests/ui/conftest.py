from tests.ui.windows import (
    archive,
    book,
    checker,
    home,
    nothing_left,
    open_window,
    opened,
    runner,
    session,
    theme,
    window,
)

__all__ = [
    "archive",
    "book",
    "checker",
    "home",
    "nothing_left",
    "open_window",
    "opened",
    "runner",
    "session",
    "theme",
    "window",
]
