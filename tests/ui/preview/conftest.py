from tests.ui.windows import archive, book, checker, home, runner, session, theme, window

__all__ = ["archive", "book", "checker", "home", "runner", "session", "theme", "window"]
