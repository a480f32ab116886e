"""Every station in every state, and everything that opens beside it: one after the other.

A scene brings something on show and returns it; it may count on the scenes before it. What opens
beside the window is found out by ``tests/tour/windows_of_ui.py``: without a scene that shows it,
the tour is not whole.
"""

import json
import shutil
import sys
from functools import partial
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QFileDialog, QListWidget, QMessageBox

from klaviyo_gui import paths
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.sending.exporting import Content
from klaviyo_gui.sending.progress import Planning, Progress, Refused, RefusedRow
from klaviyo_gui.source.table import CsvFile
from klaviyo_gui.store import recent
from klaviyo_gui.ui import archive, checker, opening
from klaviyo_gui.ui.about import About
from klaviyo_gui.ui.copying import Copying
from klaviyo_gui.ui.crash import CrashDialog
from klaviyo_gui.ui.destinations import Bound
from klaviyo_gui.ui.exporting import desk as exporting_desk
from klaviyo_gui.ui.file.parts import Part
from klaviyo_gui.ui.job.dialog import CommandDialog
from klaviyo_gui.ui.job.words import remarks
from klaviyo_gui.ui.keys import Keys
from klaviyo_gui.ui.models.records import Filter
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.steps_list import StepsList
from klaviyo_gui.ui.work import Report
from tests.doubles.order_exports import shopify_like
from tests.store.test_ledger import EVERY_STATE, make_run
from tests.tour.held_back import Gate
from tests.tour.stage import add_account
from tests.ui.run.held import held_run
from tests.ui.windows import NOBODY, write

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
MANY = 50_000
"""Rows of a file that takes a moment to be counted."""

SCENES = []

HEADER = ("Customer ID", "E-mail", "Name", "When", "Amount", "ZIP", "Note")
ROWS = tuple(
    (
        f"{6310 + at}" + ("\u200b" if at == 7 else ""),
        f"p{at}@shop.io" if at % 9 else "nobody",
        "KÃ¼hnert" if at % 4 == 0 else "Zoë Weiß",
        f"2024-03-{1 + at % 28:02} 10:00:00",
        f"{7400 + at}.53" if at != 11 else "7411,5O",
        f"{7102 if at == 5 else 97205 + at}",
        "#N/A" if at == 3 else "a note that is long enough to need more room than a cell has",
    )
    for at in range(60)
)


def scene(show):
    """Note a scene; its name is that of its function."""
    SCENES.append(show)
    return show


def tour(at, scenes=SCENES):
    """Show one scene after the other: its name, and what is on show."""
    for show in scenes:
        shown = show(at)
        at.lay_out()
        yield show.__name__, shown
        at.clear()


def station(at, which):
    at.window.show_station(which)
    return at.window


@scene
def file_empty(at):
    return station(at, Station.FILE)


@scene
def map_empty(at):
    return station(at, Station.MAP)


@scene
def preview_empty(at):
    return station(at, Station.PREVIEW)


@scene
def send_empty(at):
    return station(at, Station.SEND)


@scene
def results_empty(at):
    return station(at, Station.RESULTS)


@scene
def history_empty(at):
    return station(at, Station.HISTORY)


@scene
def accounts_none(at):
    at.window.account_desk.manage()
    return at.window.account_desk.managing


@scene
def file_refused(at):
    station(at, Station.FILE)
    at.session.open_file(at.folder / "last year.csv")
    at.wait(at.window.stations.file.notice.isVisible, "refused")
    return at.window


@scene
def paste_refused(at):
    at.window.stations.file.notice.dismiss()
    QApplication.clipboard().setText("name")
    told = []
    at.window.paste_desk.refused.connect(told.append)
    at.window.paste_desk.paste()
    at.wait(lambda: told, "refused")
    at.window.paste_desk.refused.disconnect(told.append)
    return at.window


@scene
def file_folder(at):
    folder = at.folder / "exports"
    folder.mkdir(exist_ok=True)
    write(folder, name="april.csv")
    at.window.open_file(folder)
    return at.window


@scene
def home_of_files_that_are_gone(at):
    """What was opened before stands there; one was looked for in vain just now."""
    for name in ("Winter orders.csv", "April sign-ups.csv"):
        recent.add_file(write(at.folder, name=name))
    recent.add_file(at.folder / "last year.csv")
    folder = make_run(paths.runs(), "run-0", EVERY_STATE, account="Acme Ltd (AbC123)")
    content = json.loads((folder / "run.json").read_bytes())
    (folder / "run.json").write_text(json.dumps(content | {"state": "paused"}))
    at.window.archive.refresh()
    at.wait(lambda: at.window.archive.runs, "listed")
    at.later(at.window.archive.refresh)
    at.later(lambda: shutil.rmtree(folder))
    at.window.stations.file.notice.dismiss()
    at.session.open_file(at.folder / "last year.csv")
    station(at, Station.FILE)
    at.wait(at.window.stations.file.notice.isVisible, "refused")
    return at.window


@scene
def file_counting(at):
    """A large file of which the first rows are there, while the others are counted."""
    path = at.folder / "Many sign-ups.csv"
    rows = "".join(f"n{number}@shop.io,2024-03-01\n" for number in range(MANY))
    path.write_text(f"Mail,Joined\n{rows}", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(opening, "TELL_SECONDS", 0.0)
        gate = Gate(CsvFile, "scan", after=40)
        at.session.open_file(path)
        at.wait(lambda: at.session.file is not None and at.session.row_count > MANY // 4, "begun")
        at.wait(at.window.stations.file.bar.chip(Part.SEPARATOR).isVisible, "shown")
    station(at, Station.FILE)
    at.later(lambda: at.wait(lambda: at.session.index is not None, "counted"))
    at.later(gate.open)
    return at.window


@scene
def file_damaged(at):
    at.open(write(at.folder, ROWS, HEADER, "Spring orders.csv"))
    at.wait(lambda: at.window.stations.inspector.found is not None)
    station(at, Station.FILE)
    at.window.stations.file.list.setCurrentIndex(at.window.stations.file.findings.index(0))
    return at.window


@scene
def file_reading(at):
    bar = at.window.stations.file.bar
    bar.open_panel(Part.ENCODING)
    return bar.panel


@scene
def file_every_reading(at):
    at.window.menu_actions.open_settings()
    return at.window.stations.file.bar.panel


@scene
def map_proposed(at):
    return station(at, Station.MAP)


@scene
def map_in_hand(at):
    session = at.session
    session.fix(EVENTS, "metric", "Placed Order")
    session.place(("Amount",), EVENTS, "value")
    session.place(("When",), EVENTS, "time")
    at.checked()
    session.take(("Note",))
    at.later(session.put_back)
    return at.window


@scene
def map_targets_listed(at):
    lists = at.window.stations.map.lists
    lists.list_targets(("Note",), QPoint(200, 200))
    return lists.chooser


@scene
def map_explained(at):
    """What a property means, beside it."""
    slot = at.window.stations.map.targets.slots["profile.email"]
    at.window.activateWindow()
    slot.setFocus()
    at.window.menu_actions.explain()
    return QApplication.activePopupWidget()


@scene
def map_conversion(at):
    slot = at.window.stations.map.targets.slots["time"]
    slot.conversion_requested.emit("time", QPoint(200, 100))
    return at.window.stations.map.popover


@scene
def preset_named(at):
    at.window.desk.save_as()
    return at.window


@scene
def presets_managed(at):
    desk = at.window.desk
    desk.shelf.save(at.session.made_preset("Spring orders"))
    at.wait(lambda: desk.shelf.shown.presets, "saved")
    desk.manage()
    return desk.managing


@scene
def presets_compared(at):
    at.session.fix(EVENTS, "metric", "Started Checkout")
    at.later(at.session.undo_stack.undo)
    at.window.desk.compare("Spring orders")
    at.wait(at.window.desk.comparing.isVisible)
    return at.window.desk.comparing


@scene
def presets_earlier(at):
    earlier = at.window.desk.earlier
    at.wait(lambda: not at.window.desk.keeper.is_busy)
    earlier.open_list()
    at.wait(lambda: earlier.sentence)
    return earlier


@scene
def preset_without_its_columns(at):
    """A preset is used that wants columns which the file has not."""
    other = tuple(name.replace("Amount", "Sum") for name in HEADER)
    at.open(write(at.folder, ROWS, other, "Summer orders.csv"))
    station(at, Station.MAP)
    at.window.desk.apply("Spring orders")
    at.wait(lambda: at.session.mapping.kinds)
    at.checked()
    return at.window


@scene
def preview_checking(at):
    """Rows are listed while they are checked."""
    at.open(at.folder / "Spring orders.csv")
    at.session.place(("E-mail",), EVENTS, "profile.email")
    at.checked()
    station(at, Station.PREVIEW)
    gate = Gate(checker, "check", after=1)
    at.window.checker.check_again()
    at.later(at.checked)
    at.later(gate.open)
    return at.window


@scene
def preview_stopped(at):
    """Somebody stopped the check: nothing can be sent until it was done."""
    gate = Gate(checker, "check", after=1)
    at.window.checker.check_again()
    at.window.checker.stop()
    gate.open()
    at.wait(lambda: not at.window.checker._is_running, "stopped")
    at.later(at.checked)
    at.later(at.window.checker.check_again)
    return at.window


@scene
def preview_faulted(at):
    """The check ended by a fault of the program: nothing can be sent until one was done."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "excepthook", lambda *_: None)
        patched.setattr(checker, "check", failing)
        at.window.checker.check_again()
        at.wait(lambda: at.window.checker.has_faulted, "ended")
    at.later(at.checked)
    at.later(at.window.checker.check_again)
    return at.window


def failing(*_anything, **_named):
    """Fail as only a fault of the program can."""
    yield from ()
    raise ZeroDivisionError


@scene
def preview_of_problems(at):
    return station(at, Station.PREVIEW)


@scene
def preview_of_a_cause(at):
    preview = at.window.stations.preview
    preview.causes.list.setCurrentIndex(preview.findings.index(1, 0))
    return at.window


@scene
def preview_explained(at):
    """What a cause means, beside the list of them."""
    at.window.activateWindow()
    at.window.stations.preview.causes.list.setFocus()
    at.window.menu_actions.explain()
    return QApplication.activePopupWidget()


@scene
def preview_of_a_row(at):
    preview = at.window.stations.preview
    preview.leave_finding()
    preview.show_line(4)
    at.session.edit_cell(4, ROWS[2], "Note", "other words")
    at.checked()
    return at.window


@scene
def joining(at):
    desk = at.window.stations.map.joining
    cities = [(f"{6310 + line}", f"Tutz {line % 7}stadt") for line in range(50)]
    desk.join_file(write(at.folder, cities, ("Customer", "City"), "customers.csv"))
    at.wait(desk.panel.isVisible)
    at.wait(lambda: desk.look.report(None) is not None, "looked")
    return desk.panel


@scene
def condition_of_an_event(at):
    desk = at.window.stations.map.several
    desk.open_conditions()
    at.wait(desk.panel.isVisible)
    return desk.panel


@scene
def changes_listed(at):
    at.window.amend_desk.list_changes()
    return at.window.amend_desk.changes


@scene
def preview_of_nothing(at):
    """No row is listed, and it is said why."""
    preview = at.window.stations.preview
    preview.show_filter(Filter.LEFT_OUT)
    at.later(lambda: preview.show_filter(Filter.ALL))
    return station(at, Station.PREVIEW)


@scene
def replacing(at):
    at.window.amend_desk.replace_in("Name")
    return at.window.amend_desk.replacing


@scene
def exporting(at):
    at.gate = Gate(exporting_desk, "export_rows", after=1)
    at.window.export_desk.save_as(Content.CHECKED, at.folder / "Spring orders, checked rows.csv")
    dialog = at.window.export_desk.dialog
    at.wait(lambda: dialog.bar.value() > 0, "begun")
    at.later(at.gate.open)
    return dialog


@scene
def exported(at):
    at.window.export_desk.save_as(Content.CHECKED, at.folder / "Spring orders, checked rows.csv")
    at.wait(at.window.export_desk.dialog.notice.isVisible, "exported")
    return at.window.export_desk.dialog


@scene
def export_refused(at):
    at.window.export_desk.save_as(Content.HELD, at.session.file.path)
    at.wait(at.window.export_desk.dialog.notice.isVisible, "refused")
    return at.window.export_desk.dialog


@scene
def grouping(at):
    at.orders = at.folder / "Shop orders.csv"
    at.orders.write_bytes(shopify_like(400).content)
    at.open(at.orders)
    station(at, Station.MAP)
    desk = at.window.stations.map.grouping
    desk.open_panel()
    at.wait(desk.panel.isVisible)
    at.session.group_by(at.session.likely_key or at.session.header[:1])
    at.checked()
    return desk.panel


@scene
def choosing(at):
    desk = at.window.stations.map.choosing
    desk.open_panel()
    at.wait(desk.panel.isVisible)
    return desk.panel


@scene
def map_grouped(at):
    return at.window


@scene
def preview_grouped(at):
    return station(at, Station.PREVIEW)


@scene
def preview_of_nothing_found(at):
    """A file in which nothing is wrong: it is said what was looked for."""
    header = ("E-mail", "First name", "Joined")
    rows = [(f"p{line}@shop.io", "Zoë", f"2024-03-{1 + line % 28:02}") for line in range(40)]
    at.open(write(at.folder, rows, header, "Members.csv"))
    at.session.ungroup()
    for kind in Kind:
        at.session.clear(kind)
    at.session.place(("E-mail",), PEOPLE, "email")
    at.session.place(("First name",), PEOPLE, "first_name")
    at.session.place_custom(("Joined",), PEOPLE)
    at.checked()
    return station(at, Station.PREVIEW)


def chosen_none(at):
    """Choose rows by a condition that none of them meets, until the scene is over."""
    at.session.choose_rows(RowFilter((Condition("First name", Ask.CONTAINS, ("Nobody",)),)))
    at.later(at.checked)
    at.later(at.session.undo_stack.undo)
    at.wait(lambda: at.window.checker.error is not None, "checked in vain")


@scene
def choosing_nothing(at):
    """A condition that no row meets, with what that does to the whole file."""
    chosen_none(at)
    desk = at.window.stations.map.choosing
    desk.open_panel()
    at.wait(desk.panel.isVisible)
    at.wait(lambda: desk.counting.report is not None, "counted")
    return desk.panel


@scene
def preview_of_no_rows(at):
    """The same in Preview: nothing would be sent, and it is said why."""
    chosen_none(at)
    return station(at, Station.PREVIEW)


@scene
def send_of_no_rows(at):
    """The same on the sheet."""
    chosen_none(at)
    return station(at, Station.SEND)


@scene
def send_to_practice(at):
    at.open(at.folder / "Spring orders.csv")
    at.checked()
    return station(at, Station.SEND)


@scene
def connecting(at):
    at.window.account_desk.add()
    return at.window.account_desk.connecting


@scene
def accounts_managed(at):
    add_account(at)
    at.window.account_desk.manage()
    return at.window.account_desk.managing


@scene
def account_forgotten(at):
    managing = at.window.account_desk.managing
    at.window.account_desk.manage()
    managing.choose(at.window.book.known[0].id)
    managing.ask_to_forget()
    return managing.question


@scene
def send_to_an_account(at):
    station(at, Station.SEND)
    box = at.window.stations.send.sheet.to.box
    box.setCurrentIndex(1)
    box.activated.emit(1)
    at.checked()
    sheet = at.window.stations.send.sheet
    at.wait(lambda: not sheet.looking.is_busy, "looked")
    return at.window


@scene
def send_live(at):
    """With flows that would start, whose guard wants the account's name."""
    at.session.set_history(False)
    at.checked()
    sheet = at.window.stations.send.sheet
    at.wait(lambda: not sheet.looking.is_busy, "looked")
    at.later(lambda: at.session.set_history(True))
    return at.window


def unreached(at):
    """Let the account be looked for where nobody answers, until the scene is over."""
    accounts = at.window.book.accounts
    at.later(partial(setattr, accounts, "_address", accounts.address))
    accounts._address = NOBODY


@scene
def map_unreached(at):
    """The names of the account's events cannot be had."""
    unreached(at)
    station(at, Station.MAP)
    at.window.stations.map.targets.show_kind(EVENTS)
    metrics = at.window.stations.account_metrics
    metrics._take_account()
    lists = at.window.stations.map.lists
    lists.list_columns("metric", QPoint(200, 100))
    at.wait(lambda: not metrics.is_busy, "looked")
    at.later(metrics._take_account)
    return lists.chooser


@scene
def send_unreached(at):
    """Neither flows nor lists of the account can be looked at."""
    unreached(at)
    station(at, Station.SEND)
    sheet = at.window.stations.send.sheet
    sheet.looking.forget()
    sheet.refresh()
    at.wait(lambda: not sheet.looking.is_busy, "looked")
    at.later(lambda: at.wait(lambda: not sheet.looking.is_busy, "looked"))
    at.later(sheet.refresh)
    at.later(sheet.looking.forget)
    return at.window


COUNTS = Counts(unsent=14_300, accepted=9_800, refused=212, held=412, unknown=6)
TALLY = Tally().with_counts(EVENTS, COUNTS)


def held(at, *events):
    """Let a run be on of which only these events are heard."""
    runner = at.window.runner
    station(at, Station.SEND)
    context = held_run(runner)
    context.__enter__()
    run = runner._work.number if hasattr(runner._work, "number") else 1
    for event in (Bound("Acme Ltd (AbC123)", "Spring orders.csv"), *events):
        runner._apply_report(Report(run, event))

    def end():
        context.__exit__(None, None, None)
        at.wait(lambda: not runner.is_running, "ended")

    return end


@scene
def run_planned(at):
    at.later(held(at, Planning(30, 100, 1_200)))
    return at.window


@scene
def run_on(at):
    rows = tuple(
        RefusedRow(10 + line, EVENTS, "invalid", "Invalid email address", "email")
        for line in range(9)
    )
    progress = Progress(TALLY, 30, 322.4, (130.0, 169.0), waiting="")
    at.later(held(at, progress, Refused(rows)))
    return at.window


@scene
def closing_asked(at):
    at.later(held(at, Progress(TALLY, 30, 322.4, (130.0, 169.0), waiting="")))
    at.window.close()
    at.later(lambda: at.window.question and at.window.question.reject())
    return at.window.question


@scene
def run_done(at):
    """A true run to the account, of which some rows are refused."""
    at.window.stations.send.show_sheet()
    sheet = at.window.stations.send.sheet
    at.wait(lambda: not sheet.looking.is_busy, "looked")
    at.checked()
    sheet.problems.leave_out.click()
    at.wait(lambda: at.window.stations.send.is_ready, "ready")
    at.window.stations.send.start()
    at.wait(lambda: at.window.runner.phase is Phase.FINISHED, "sent")
    at.wait(lambda: at.window.archive.results is not None, "read")
    return at.window


@scene
def results_read(at):
    """The results of a run are on their way."""
    gate = Gate(archive, "read_results")
    at.window.archive._results = None
    at.window.archive.show(at.window.archive.runs[0].run)
    station(at, Station.RESULTS)
    at.later(lambda: at.wait(lambda: not at.window.archive.reading, "read"))
    at.later(gate.open)
    return at.window


@scene
def results(at):
    at.checked()
    return station(at, Station.RESULTS)


def run_read(at):
    """Return of which run the results are on show."""
    results = at.window.archive.results
    return results.summary.run if results is not None else ""


@scene
def results_of_every_state(at):
    """A run that somebody stopped, of which records are refused, unknown, held and unsent."""
    live = {"account": "Acme Ltd (AbC123)", "is_history": False, "mapping": {}}
    folder = make_run(paths.runs(), "run-1", EVERY_STATE, **live)
    content = json.loads((folder / "run.json").read_bytes())
    (folder / "run.json").write_text(json.dumps(content | {"state": "stopped"}))
    at.window.archive.refresh()
    at.window.archive.show("run-1")
    at.wait(lambda: run_read(at) == "run-1", "read")
    return at.window


@scene
def results_of_nothing(at):
    """A run that had no row to send, which is not called a success."""
    folder = make_run(paths.runs(), "run-2", {}, mapping={})
    content = json.loads((folder / "run.json").read_bytes())
    (folder / "run.json").write_text(json.dumps(content | {"state": "done"}))
    at.window.archive.refresh()
    at.window.archive.show("run-2")
    at.wait(lambda: run_read(at) == "run-2", "read")
    at.later(at.window.archive.refresh)
    at.later(lambda: shutil.rmtree(folder))
    return at.window


@scene
def more_asked(at):
    """What was sent live goes on only after the account's name was typed."""
    resuming = at.window.stations.send.page.resuming
    resuming.send_again("run-1")
    at.wait(lambda: not resuming.question.is_waiting, "looked")
    return resuming.question


@scene
def history_unread(at):
    """The list of runs cannot be had: it is not said that there are none."""
    station(at, Station.HISTORY)
    known = at.window.archive._runs
    at.window.archive._runs = ()

    def refuse(_runs):
        raise PermissionError(13, "Permission denied")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(archive, "history", refuse)
        at.window.archive.refresh()
        at.wait(lambda: at.window.archive.unlisted is not None, "refused")
    at.later(lambda: at.wait(lambda: at.window.archive.runs == known, "listed"))
    at.later(at.window.archive.refresh)
    return at.window


@scene
def history(at):
    return station(at, Station.HISTORY)


@scene
def history_forgotten(at):
    at.window.stations.history.choose("run-1")
    at.window.stations.history.ask_to_forget()
    return at.window.stations.history.question


@scene
def practice(at):
    window = at.window
    window.book.choose("")
    at.checked()
    station(at, Station.SEND)
    window.stations.send.show_sheet()
    at.wait(lambda: window.stations.send.is_ready, "ready")
    window.stations.send.start()
    at.wait(lambda: window.runner.phase is Phase.FINISHED, "sent")
    window.practice_desk.look()
    at.wait(lambda: window.practice_desk.dialog.person.has_person, "looked")
    return window.practice_desk.dialog


@scene
def palette(at):
    at.window.commands.open()
    return at.window.commands.chooser


@scene
def support(at):
    at.window.support.open()
    return at.window.support.dialog


@scene
def saving_failed(at):
    away = str(at.folder / "Spring orders.csv" / "rows.csv")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(QFileDialog, "getSaveFileName", lambda *_: (away, ""))
        at.window.findChildren(Copying)[0]._choose()
    boxes = (each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox))
    return next(each for each in boxes if each.isVisible())


@scene
def guided(at):
    """A card of the guided sample, above a station that shows nothing of the sample itself."""
    at.window.menu_actions.begin_guide()
    at.wait(lambda: at.session.file is not None and at.session.file.path.name == "orders.csv")
    at.checked()
    at.later(at.window.guide.bar.ended.emit)
    return station(at, Station.SEND)


@scene
def command_lacking(at):
    """What keeps a job from being a command."""
    at.window.menu_actions.tell_command()
    return at.window.findChild(CommandDialog)


@scene
def command_of_the_job(at):
    dialog = CommandDialog(at.window)
    job = SimpleNamespace(order=SimpleNamespace(is_history=True, limit=10), account="Acme Ltd")
    command = "klaviyo-gui send 'Spring orders.csv' --preset Spring --history"
    dialog.show_command(command, remarks(job, ()))
    dialog.open()
    return dialog


@scene
def keys(at):
    at.window.menu_actions.show_keys()
    return at.window.findChildren(Keys)[-1]


@scene
def steps(at):
    at.window.menu_actions.show_steps()
    return shown_of(at, StepsList)


@scene
def about(at):
    at.window.show_about()
    about = shown_of(at, About)
    at.wait(lambda: about.findChild(QListWidget).count(), "looked up")
    return about


@scene
def crash(at):
    dialog = CrashDialog("CSV to Klaviyo 0.1.0, Linux\nValueError\n  window.py, line 1, in show")
    at.crash = dialog
    dialog.show()
    return dialog


def shown_of(at, kind):
    """Return the one window of this kind that is on show."""
    return next(each for each in at.window.findChildren(kind) if each.isVisible())
