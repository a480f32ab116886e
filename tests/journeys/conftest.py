from tests.ui.windows import (
    archive,
    book,
    checker,
    home,
    open_window,
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
    "open_window",
    "runner",
    "session",
    "theme",
    "window",
]
