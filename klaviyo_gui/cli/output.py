"""What the command line writes: JSON or words on standard output, messages on standard error."""

from __future__ import annotations

import codecs
import errno
import io
import os
import re
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from klaviyo_gui.wording import Words

_OPTIONS = orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS

# A cell may hold what moves the cursor or speaks to the terminal; people see it as a code.
_CONTROLS = {
    code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if code != ord("\n")
}
# Unicode's own marks of lines and of the direction of writing (UAX 9) let words seem to be others.
_CONTROLS |= {
    code: f"\\u{code:04x}"
    for code in (0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
}
_CONTROLS_OF_A_LINE = _CONTROLS | {ord("\n"): "\\n"}


class ReaderGone(Exception):
    """Whoever read standard output went away, as ``head`` does: there is nobody to write to."""


_PLAIN = {"→": "->", "·": "-", "“": '"', "”": '"', "…": "..."}
"""Our own signs for streams that know ASCII only."""

_ERRORS = "klaviyo_gui.plain"

_NO_TEXT = re.compile("[\ud800-\udfff]")


def prepare() -> None:
    """Make both streams fit to be written to.

    A terminal or a pipe that cannot show a letter gets a plain one or a code in its place, and a
    windowed app on Windows, which has no streams at all, gets ones that lead nowhere.
    """
    codecs.register_error(_ERRORS, _plain)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - it stays open as long as the program runs
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ERRORS)


def write_json(content: Any) -> None:  # noqa: ANN401 - whatever JSON can say
    """Write one JSON document on one line to standard output; raises ReaderGone."""
    try:
        document = orjson.dumps(content, option=_OPTIONS)
    except orjson.JSONEncodeError:
        # A file's name and a damaged cell may hold bytes that are no text; JSON has none.
        document = orjson.dumps(_as_text(content), option=_OPTIONS)
    with _Heard():
        sys.stdout.buffer.write(document)
        sys.stdout.buffer.flush()


def as_valid(content: Any) -> Any:  # noqa: ANN401 - whatever JSON can say
    """Return the content with a replacement character for each byte that is no text.

    A strict reader of JSON refuses the lone surrogates that stand for such bytes.
    """
    match content:
        case str():
            return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", content)
        case dict():
            return {as_valid(key): as_valid(value) for key, value in content.items()}
        case list() | tuple():
            return [as_valid(each) for each in content]
    return content


def write_text(text: str) -> None:
    """Write one line for people to standard output; raises ReaderGone."""
    with _Heard():
        sys.stdout.write(text.translate(_CONTROLS_OF_A_LINE) + "\n")


def say_usable() -> None:
    """Say that the window can be used, to whoever measures how long that took."""
    write_text("usable")
    flush()


def flush() -> None:
    """Hand on what is written; raises ReaderGone."""
    with _Heard():
        sys.stdout.flush()


def tell(text: str) -> None:
    """Write lines for people to standard error; nobody's listening is no reason to fail."""
    with suppress(OSError):
        sys.stderr.write(text.translate(_CONTROLS) + "\n")
        sys.stderr.flush()


def tell_line(text: str) -> None:
    """Write one line as ``tell``, in which names of an account cannot begin another one."""
    tell(text.translate(_CONTROLS_OF_A_LINE))


def ask(question: str) -> None:
    """Write a question for people to standard error, and stay in its line."""
    sys.stderr.write(question.translate(_CONTROLS_OF_A_LINE))
    sys.stderr.flush()


def error_as_json(code: str, words: Words) -> dict[str, str]:
    """Return an error as documents hold it."""
    return {"code": code, "message": words.what, "advice": words.advice}


def tell_failure(code: str, words: Words, *, as_json: bool, more: dict[str, Any]) -> None:
    """Tell of a failure: in words always, as a document with ``more`` too when JSON was asked."""
    tell(f"{words.what}\n{words.advice}".rstrip())
    if as_json:
        with suppress(ReaderGone):
            write_json(more | {"error": error_as_json(code, words)})


class ProgressLine:
    """How far the work is, on standard error.

    On a terminal one line is written over and over. Elsewhere, as in the log of a scheduled task,
    a line is added for every tenth of the work, or none without ``is_logged``.
    """

    def __init__(self, *, is_logged: bool) -> None:
        self._is_logged = is_logged
        self._is_terminal = sys.stderr.isatty()
        self._width = 0
        self._told = ("", -1)

    def show(self, phase: str, share: float, words: str) -> None:
        """Show that so large a share of a phase is done."""
        text = f"{phase}: {share:.0%}, {words}".rstrip(" ,").translate(_CONTROLS_OF_A_LINE)
        if self._is_terminal:
            shown = text[: shutil.get_terminal_size().columns - 1]
            self._write("\r" + shown.ljust(self._width))
            self._width = len(shown)
            return
        tenth = (phase, int(share * 10))
        if self._is_logged and tenth != self._told:
            self._told = tenth
            self._write(text + "\n")

    def end(self) -> None:
        """Leave the line standing."""
        if self._width:
            self._write("\n")
            self._width = 0

    def _write(self, text: str) -> None:
        with suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


class _Heard:
    """Turns the system's word for a closed pipe into ReaderGone."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if not isinstance(error, OSError):
            return
        # What is still in the buffer would fail again at the end of the program.
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
        os.close(sink)
        # Windows says "invalid argument" where others say "broken pipe".
        if error.errno in {errno.EPIPE, errno.EINVAL}:
            raise ReaderGone from error


def _plain(error: UnicodeError) -> tuple[str | bytes, int]:
    assert isinstance(error, UnicodeEncodeError), "it serves writing alone"
    letter = error.object[error.start]
    if letter in _PLAIN:
        return _PLAIN[letter], error.start + 1
    return codecs.backslashreplace_errors(error)


def _as_text(content: Any) -> Any:  # noqa: ANN401 - whatever JSON can say
    match content:
        case str():
            return content.encode("utf-8", "backslashreplace").decode()
        case dict():
            return {_as_text(key): _as_text(value) for key, value in content.items()}
        case list() | tuple():
            return [_as_text(each) for each in content]
    return content
