"""Makes the command for what the window is about to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.store.library import Library
from klaviyo_gui.ui.job.command import Job, program, words_of
from klaviyo_gui.ui.job.dialog import CommandDialog
from klaviyo_gui.ui.job.quoting import quoted
from klaviyo_gui.ui.job.words import lack_of, one_row, remarks, unwritable

if TYPE_CHECKING:
    from klaviyo_gui.ui.window import Window


def job_in(window: Window) -> Job | None:
    """Return what the sheet of a window says, None without a file, or of one row alone."""
    session, sheet = window.session, window.stations.send.sheet
    order = sheet.order()
    if order is None or sheet.amount.line is not None:
        return None
    name, chosen = session.preset, window.book.chosen
    joins = [(join, session.second(join.file)) for join in session.mapping.joins]
    seconds = [(join, second) for join, second in joins if second is not None]
    return Job(
        order,
        chosen.name if chosen is not None else "",
        window.desk.shelf.shown.presets.get(name),
        session.made_preset(name),
        Library(paths.presets()).path(name),
        session.overrides.member or "",
        tuple({join.file: second.file.path for join, second in seconds}.items()),
        bool(order.amendments) or session.aside is not None,
        next(
            (join.file for join, second in seconds if dict(second.reading) != dict(join.reading)),
            "",
        ),
    )


def show_command(window: Window) -> None:
    """Copy the command that does what the sheet of a window says, or say why there is none."""
    if window.session.file is None:
        return
    dialog = CommandDialog(window)
    dialog.save_requested.connect(window.desk.save)
    job = job_in(window)
    if job is None:
        dialog.show_lack(one_row())
        dialog.open()
        return
    words = (*program(), *words_of(job)) if job.is_saved else ()
    lack = lack_of(job, window.session.obstacle) or unwritable(words)
    if lack is not None:
        dialog.show_lack(lack)
    else:
        dialog.show_command(quoted(words), remarks(job, words))
    dialog.open()
