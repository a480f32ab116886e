"""What is said of the command for a job, or why there is none."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.language import counted, tr
from klaviyo_gui.paths import HOME_VARIABLE
from klaviyo_gui.ui.job.quoting import IS_WINDOWS, astray, quoted
from klaviyo_gui.wording import error_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.ui.job.command import Job


@dataclass(frozen=True, slots=True)
class Lack:
    """Why no command does the same, and what to do: to save the preset where it ``is_unsaved``."""

    what: str
    advice: str
    is_unsaved: bool = False


def lack_of(job: Job, obstacle: ExpectedError | None) -> Lack | None:
    """Return what no command can say of a job, None where it can say all."""
    if obstacle is not None:
        words = error_words(obstacle)
        return Lack(words.what, words.advice)
    if job.is_amended:
        return Lack(
            tr("Rows of this file were changed by hand, and a command takes the file as it is."),
            tr("Make the changes in the file, put them back here, or send from the window."),
        )
    if job.member:
        return Lack(
            tr("The file {name} within an archive was chosen.", name=job.member),
            tr("Unpack the archive and open that file, which a command can name."),
        )
    if job.odd_second:
        return Lack(
            tr(
                "{file} is read as was chosen for it alone, and not as its join says.",
                file=job.odd_second,
            ),
            tr("Stop joining it and join it anew in Map, which keeps how it is read."),
        )
    if not job.is_saved:
        return Lack(
            tr("A command works with a saved preset, and this mapping is not saved as it is now."),
            tr("Save it first; the command then does what the window shows."),
            is_unsaved=True,
        )
    return None


def one_row() -> Lack:
    """Return that one row alone is chosen, which only the window can send."""
    return Lack(
        tr("One row alone is chosen in How much, which a command cannot say."),
        tr("Choose another amount on the sheet."),
    )


def unwritable(words: Sequence[str], *, is_windows: bool = IS_WINDOWS) -> Lack | None:
    """Return that a name cannot stand in a command of this system, None where all can."""
    name = astray(words, is_windows=is_windows)
    if not name:
        return None
    return Lack(
        tr("“{name}” has a sign that the command line reads otherwise.", name=name),
        tr("Give it a name without %, $, quotes and broken letters."),
    )


def remarks(job: Job, words: Sequence[str], *, is_windows: bool = IS_WINDOWS) -> Iterator[str]:
    """Yield what is to be known of a command before it is used."""
    order = job.order
    if job.account:
        yield tr(
            "It sends to {account} and asks before, as the sheet does. The key stays in the "
            "keychain of this computer: none stands in the command.",
            account=job.account,
        )
    else:
        yield tr("It sends to practice, as the sheet says: nothing leaves this computer.")
    if not order.is_history:
        yield tr("Events are live, as the sheet says: flows may start.")
    if order.limit is not None:
        yield counted(
            order.limit,
            "It sends the first {count} row only, as the sheet says.",
            "It sends the first {count} rows only, as the sheet says.",
        )
    if os.environ.get(HOME_VARIABLE):
        yield tr(
            "It must run with {variable} set as it is here, where accounts and presets lie.",
            variable=HOME_VARIABLE,
        )
    if is_windows and quoted(words[:1], is_windows=True) != words[0]:
        yield tr("In PowerShell, write & and a blank before it.")
