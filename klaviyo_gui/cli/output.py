"""What the command line writes: one JSON document, or words for people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.wording import error_words

if TYPE_CHECKING:
    from klaviyo_gui.core.errors import ExpectedError


def write_json(content: Any) -> None:  # noqa: ANN401 - whatever JSON can say
    """Write one JSON document on one line to standard output."""
    options = orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS
    sys.stdout.buffer.write(orjson.dumps(content, option=options))
    sys.stdout.buffer.flush()


def write_text(text: str) -> None:
    """Write a line for people to standard output."""
    sys.stdout.write(text + "\n")


def tell(text: str) -> None:
    """Write a line for people to standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def tell_error(error: ExpectedError, *, as_json: bool) -> None:
    """Tell of an expected error: in words always, as a document too when JSON was asked for."""
    words = error_words(error)
    tell(f"{words.what}\n{words.advice}".rstrip())
    if as_json:
        write_json(
            {"error": {"code": type(error).__name__, "message": words.what, "advice": words.advice}}
        )


class ProgressLine:
    """One line on standard error that is written over and over, on a terminal only."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._width = 0

    def show(self, text: str) -> None:
        """Write the line anew."""
        if self._is_terminal:
            sys.stderr.write("\r" + text.ljust(self._width))
            sys.stderr.flush()
            self._width = len(text)

    def end(self) -> None:
        """Leave the line standing."""
        if self._is_terminal and self._width:
            sys.stderr.write("\n")
            self._width = 0
