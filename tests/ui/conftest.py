from tests.ui.windows import (
    archive,
    checker,
    home,
    open_window,
    opened,
    runner,
    session,
    theme,
    window,
)

__all__ = [
    "archive",
    "checker",
    "home",
    "open_window",
    "opened",
    "runner",
    "session",
    "theme",
    "window",
]
