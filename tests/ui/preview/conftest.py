from tests.ui.windows import archive, checker, home, runner, session, theme, window

__all__ = ["archive", "checker", "home", "runner", "session", "theme", "window"]
