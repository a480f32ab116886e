"""Questions to whoever sits at the terminal."""

from __future__ import annotations

import sys

from klaviyo_gui.cli.output import ask


def has_somebody() -> bool:
    """Tell whether there is anybody to ask."""
    return sys.stdin is not None and sys.stdin.isatty()


def answer(question: str) -> str:
    """Ask on standard error, and return what is typed."""
    ask(question)
    return sys.stdin.readline().strip()


def agrees(question: str) -> bool:
    """Ask for a yes; anything else is a no."""
    return answer(f"{question} [y/N] ").casefold() in {"y", "yes"}
