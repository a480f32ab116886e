"""Which words of the command line do what the sheet says, and what no words can."""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from klaviyo_gui.sending.going_on import starting
from klaviyo_gui.store import old_presets, presets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.sending.send import Order
    from klaviyo_gui.store.presets import Preset

_COMMAND = "klaviyo-gui"

_OPTIONS = {
    "delimiter": "--delimiter",
    "encoding": "--encoding",
    "header_line": "--header-line",
    "quote": "--quote",
    "sheet": "--sheet",
}
"""What of a reading the command line can say; the rest only a preset can."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the sheet says: an order, to which account, by which preset.

    ``account`` is its short name, empty for practice. ``saved`` is the preset as it is saved, None
    where it is not; ``in_hand`` the same as it would be saved now, and ``place`` its file.
    ``member`` is the file within an archive that somebody chose. ``seconds`` are the files that are
    joined, by the names that the preset has for them, and ``odd_second`` is the first of them that
    is not read as the preset says. Rows were changed by hand if it ``is_amended``.
    """

    order: Order
    account: str
    saved: Preset | None
    in_hand: Preset
    place: Path
    member: str = ""
    seconds: tuple[tuple[str, Path], ...] = ()
    is_amended: bool = False
    odd_second: str = ""

    @property
    def is_saved(self) -> bool:
        """Tell whether the preset says what the window does."""
        if self.saved is None or not self._is_read_so:
            return False
        # No preset holds a guess; an option says it.
        return self.saved.mapping.guessing("") == self.in_hand.mapping.guessing("")

    @property
    def _is_read_so(self) -> bool:
        """Tell whether options can say what of the reading the preset says otherwise."""
        return all(
            name in _OPTIONS and value is not None for name, value in self.read_otherwise.items()
        )

    @property
    def read_otherwise(self) -> dict[str, str | int | bool | None]:
        """Return what of the reading is not as the saved preset says."""
        before, now = self.saved, self.in_hand.reading
        return {
            each.name: getattr(now, each.name)
            for each in fields(now)
            if before is None or getattr(now, each.name) != getattr(before.reading, each.name)
        }


def program() -> tuple[str, ...]:
    """Return the words that start this program from anywhere."""
    suffix = ".exe" if sys.platform == "win32" else ""
    here = Path(sys.executable)
    command = here.with_name(f"{_COMMAND}{suffix}")
    if getattr(sys, "frozen", False):
        # On Windows a program of its own serves the terminal.
        return (str(command if command.exists() else here),)
    if command.exists():
        return (str(command),)
    return str(here), "-m", "klaviyo_gui"


def words_of(job: Job) -> tuple[str, ...]:
    """Return the words behind the program, of a job that is saved.

    No key is among them, and nothing that answers a question.
    """
    return tuple(_words(job))


def _words(job: Job) -> Iterator[str]:
    order = job.order
    yield from ("send", str(order.file.path.absolute()))
    yield from _option("--preset", _preset_word(job))
    for name, value in job.read_otherwise.items():
        yield from _option(_OPTIONS[name], _reading_word(value))
    options = job.in_hand.mapping.options
    if options.guessed_country and not options.phone_country:
        # What the preset says comes before what is guessed, and an option before both.
        yield from _option("--phone-country", options.guessed_country)
    for name, path in job.seconds:
        yield from _option("--join", f"{name}={path.absolute()}")
    yield from _option("--account", job.account) if job.account else ("--practice",)
    yield "--history" if order.is_history else "--live"
    if order.history_before is not None and not order.is_history:
        yield from _option("--history-before", order.history_before.isoformat())
    if order.limit is not None:
        yield from _option("--limit", str(order.limit))
    if order.skips_problems and job.account:
        yield "--skip-problems"
    if order.only_new:
        yield "--only-new"
    yield from _lost(job)


def _lost(job: Job) -> Iterator[str]:
    """Yield what becomes of records whose answer is lost, where the rule is another."""
    may_start = not starting(job.order.mapping, is_history=job.order.is_history).is_nothing
    holds_by_rule = bool(job.account) and may_start
    if job.order.holds_lost is not holds_by_rule:
        yield "--hold-lost" if job.order.holds_lost else "--resend-lost"


def _preset_word(job: Job) -> str:
    """Return the name of the preset, or its file where a name would be taken for a file."""
    name = job.in_hand.name
    is_like_a_file = Path(name).suffix.casefold() in {presets.SUFFIX, old_presets.SUFFIX}
    return str(job.place) if is_like_a_file else name


def _reading_word(value: str | int | bool | None) -> str:
    if value == "\t":
        return "tab"
    return "none" if value == "" else str(value)


def _option(name: str, value: str) -> Iterator[str]:
    """Yield an option with its value, as one word where the value looks like an option."""
    yield from (f"{name}={value}",) if value.startswith("-") else (name, value)
