"""Runs a window that has a process of its own: ``python -m tests.journeys.child NAME [WORD …]``.

Every worker of the window imports this module once more, and so it imports nothing of the window.
"""

import importlib
import sys


def command(name, *words):
    """Return what starts the module of this name with these words."""
    return [sys.executable, "-m", "tests.journeys.child", name, *map(str, words)]


def main():
    name = sys.argv.pop(1)
    sys.exit(importlib.import_module(f"tests.journeys.{name}").main())


if __name__ == "__main__":
    main()
