"""The command for a job does without the window what the sheet says; else what it lacks is said."""

import json
import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

import klaviyo_gui
from klaviyo_gui.cli.arguments import parse
from klaviyo_gui.cli.opening import opened_with_preset
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.paths import HOME_VARIABLE
from klaviyo_gui.practice.behaviour import PRACTICE_KEY
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.store import recent
from klaviyo_gui.store.presets import Reading
from klaviyo_gui.ui.job import command, desk
from klaviyo_gui.ui.job.command import program, words_of
from klaviyo_gui.ui.job.desk import job_in
from klaviyo_gui.ui.job.dialog import CommandDialog
from klaviyo_gui.ui.job.words import lack_of, remarks, unwritable
from klaviyo_gui.ui.second_files import second_file
from klaviyo_gui.ui.status import Station
from tests.practice.caller import Caller
from tests.ui.real_account import account_chosen, server
from tests.ui.test_joined_files import JOIN, known, people, used
from tests.ui.windows import (
    WAIT_MS,
    checked,
    home,
    open_path,
    open_window,
    theme,
    window,
    write,
)

__all__ = ["home", "open_window", "server", "theme", "window"]

ROOT = Path(klaviyo_gui.__file__).parents[1]
EVENTS = Kind.EVENTS
NAME = "it's $HOME & more.csv"
PRESET = "Käse & Co"


def fill(qtbot, window, folder, name=NAME, content=None):
    """Open a file, map it, and save that as a preset."""
    path = write(folder, name=name)
    if content is not None:
        path.write_bytes(content)
    session = window.session
    open_path(qtbot, session, path)
    session.fix(EVENTS, "metric", "Sale")
    save(qtbot, window)
    checked(qtbot, window.checker)


def save(qtbot, window, name=PRESET):
    window.session.call_preset(name)
    window.desk.shelf.save(window.session.made_preset(name))
    qtbot.waitUntil(
        lambda: (
            name in window.desk.shelf.shown.presets
            and window.desk.shelf.shown.presets[name].mapping == window.session.mapping
        ),
        timeout=WAIT_MS,
    )


@pytest.fixture
def filled(qtbot, window, tmp_path):
    """The window with a file of a bad name, whose mapping is saved, and no account."""
    fill(qtbot, window, tmp_path)
    return window


@pytest.fixture
def to_account(qtbot, open_window, server, tmp_path):
    """The same with an account chosen."""
    with account_chosen(qtbot, open_window, server) as window:
        fill(qtbot, window, tmp_path)
        yield window


def words(window):
    return words_of(job_in(window))


def parsed(window):
    return parse(list(words(window)))


def test_the_command_line_understands_it_as_the_window_does(filled):
    arguments = parsed(filled)
    file, preset = opened_with_preset(arguments)
    with closing(file):
        assert file.path == filled.session.file.path
        assert file.dialect == filled.session.file.dialect
    assert preset.mapping == filled.session.mapping
    assert (arguments.practice, arguments.account) == (True, None)
    assert (arguments.history, arguments.live) == (True, False)
    assert (arguments.limit, arguments.only_new, arguments.skip_problems) == (None, False, False)
    assert not arguments.yes


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell of POSIX")
def test_pasted_into_a_shell_it_sends_the_rows_that_the_sheet_says(
    filled, server, monkeypatch, home
):
    monkeypatch.setattr(desk, "program", lambda: (sys.executable, "-m", "klaviyo_gui"))
    filled.stations.send.sheet.amount.one.click()
    filled.menu_actions.tell_command()
    pasted = QGuiApplication.clipboard().text()
    done = subprocess.run(
        ["/bin/sh", "-c", f"{pasted} --json --yes"],
        env=os.environ
        | {"PYTHONPATH": str(ROOT), HOME_VARIABLE: str(home), "KLAVIYO_GUI_API": server.address},
        capture_output=True,
        check=False,
    )
    told = json.loads(done.stdout)
    assert filled.checker.result.tally.of(EVENTS).unsent > 1
    assert told["records"]["events"]["accepted"] == 1
    with Caller(server.address) as caller:
        assert caller.counts()["events"] == 1


def test_all_that_the_sheet_says_stands_in_it(to_account):
    sheet = to_account.stations.send.sheet
    to_account.session.set_history(False)
    sheet.amount.only_new.setChecked(True)
    sheet.amount.trial.setChecked(True)
    sheet.problems.leave_out.setChecked(True)
    arguments = parsed(to_account)
    order = sheet.order()
    assert arguments.account == "Acme Ltd"
    assert arguments.live is not order.is_history
    assert arguments.limit == order.limit == 10
    assert arguments.only_new is order.only_new is True
    assert arguments.skip_problems is order.skips_problems


def order_with(window, **changes):
    job = job_in(window)
    return replace(job, order=replace(job.order, **changes))


@pytest.mark.parametrize(
    ("account", "is_history", "holds", "said"),
    [
        ("Acme", True, False, ()),
        ("Acme", True, True, ("--hold-lost",)),
        ("Acme", False, True, ()),
        ("Acme", False, False, ("--resend-lost",)),
        ("", False, False, ()),
        ("", False, True, ("--hold-lost",)),
    ],
)
def test_what_becomes_of_lost_answers_is_said_where_the_rule_is_another(
    filled, account, is_history, holds, said
):
    job = order_with(filled, is_history=is_history, holds_lost=holds)
    found = words_of(replace(job, account=account))
    assert tuple(each for each in found if each.endswith("-lost")) == said


def test_problems_are_left_out_by_an_option_for_accounts_alone(filled):
    job = order_with(filled, skips_problems=True)
    assert "--skip-problems" not in words_of(job)
    assert "--skip-problems" in words_of(replace(job, account="Acme"))


def test_a_day_before_which_all_is_history_goes_with_live_alone(filled):
    day = datetime(2024, 3, 2, tzinfo=UTC)
    job = order_with(filled, is_history=False, history_before=day)
    assert parse(list(words_of(job))).history_before == day
    assert "--history-before" not in words_of(order_with(filled, history_before=day))


def test_a_reading_that_the_preset_has_not_is_said_by_options(qtbot, window, tmp_path):
    fill(qtbot, window, tmp_path, "tabs.csv", b"email\twhen\nann@shop.io\t2024-03-01\n")
    chosen = Overrides(delimiter="\t", encoding="cp1252", header_line=1, quote="'")
    window.session.reopen(chosen)
    qtbot.waitUntil(lambda: window.session.overrides == chosen, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.session.index is not None, timeout=WAIT_MS)
    job = job_in(window)
    assert job.is_saved
    arguments = parse(list(words_of(job)))
    file, _ = opened_with_preset(arguments)
    with closing(file):
        assert file.dialect == window.session.file.dialect
        assert file.encoding == window.session.file.encoding


@pytest.mark.parametrize(
    ("before", "now", "can"),
    [
        (Reading(), Reading(delimiter=";"), True),
        (Reading(), Reading(quote=""), True),
        (Reading(delimiter=";"), Reading(), False),
        (Reading(), Reading(escape="\\"), False),
        (Reading(escape="\\"), Reading(escape="\\"), True),
    ],
)
def test_a_reading_that_no_option_can_say_must_be_saved(filled, before, now, can):
    job = job_in(filled)
    job = replace(
        job, saved=replace(job.saved, reading=before), in_hand=replace(job.in_hand, reading=now)
    )
    assert job.is_saved is can
    assert (lack_of(job, None) is None) is can
    if can and now.quote == "":
        assert words_of(job)[4:6] == ("--quote", "none")


def test_a_country_that_is_guessed_of_the_rows_is_said_by_an_option(filled):
    job = job_in(filled)
    guessed = replace(job.in_hand, mapping=job.in_hand.mapping.guessing("US"))
    job = replace(job, in_hand=guessed)
    assert job.is_saved
    assert parse(list(words_of(job))).phone_country == "US"
    assert parse(list(words(filled))).phone_country is None


def test_a_guess_takes_the_place_of_no_country_that_the_preset_says(filled):
    job = job_in(filled)
    said = job.in_hand.mapping.with_options(
        replace(job.in_hand.mapping.options, phone_country="DE", guessed_country="US")
    )
    job = replace(job, in_hand=replace(job.in_hand, mapping=said))
    assert said.options.country == "DE"
    assert parse(list(words_of(job))).phone_country is None


def test_what_looks_like_an_option_or_a_file_is_taken_for_neither(filled):
    job = job_in(filled)
    words_ = words_of(replace(job, account="-Acme", in_hand=replace(job.in_hand, name="a.json")))
    arguments = parse(list(words_))
    assert arguments.account == "-Acme"
    assert arguments.preset == str(job.place)


@pytest.mark.parametrize("name", ["a.json", "old.py", "orders.csv"])
def test_a_preset_that_is_called_as_a_file_is_named_by_where_it_lies(
    qtbot, filled, tmp_path, monkeypatch, name
):
    """A file of this name where the command is given would be taken for it."""
    save(qtbot, filled, name)
    (tmp_path / name).write_bytes(b"a,b\n1,2\n")
    monkeypatch.chdir(tmp_path)
    file, preset = opened_with_preset(parsed(filled))
    with closing(file):
        assert preset.mapping == filled.session.mapping


def test_joined_files_are_named(qtbot, filled, tmp_path):
    job = job_in(filled)
    path = tmp_path / "customers.csv"
    words_ = words_of(replace(job, seconds=(("customers.csv", path),)))
    assert parse(list(words_)).join == [Path(f"customers.csv={path}")]


@pytest.mark.parametrize("reading", [{}, {"encoding": "cp1252"}])
def test_a_joined_file_that_is_read_as_its_join_does_not_say_has_no_command(
    qtbot, window, tmp_path, reading
):
    """The command line knows nothing of how a file is read that was open by itself."""
    with closing(second_file(people(tmp_path)).file) as alone:
        recent.remember(recent.shape(alone.raw_header), reading)
    open_path(qtbot, window.session, write(tmp_path))
    used(window.session, JOIN)
    window.session.fix(EVENTS, "metric", "Sale")
    known(qtbot, window.session)
    save(qtbot, window)
    lack = lack_of(job_in(window), None)
    assert (lack is None) is (not reading)
    if lack is not None:
        assert lack.what.startswith("people.csv is read as was chosen for it alone")
        assert not lack.is_unsaved


def test_a_mapping_that_is_not_saved_as_it_is_has_no_command(qtbot, filled):
    QGuiApplication.clipboard().setText("before")
    filled.session.fix(EVENTS, "metric", "Another")
    assert lack_of(job_in(filled), None).is_unsaved
    filled.show_station(Station.SEND)
    filled.menu_actions.tell_command()
    dialog = filled.findChild(CommandDialog)
    assert dialog.command == ""
    assert QGuiApplication.clipboard().text() == "before"
    press(dialog, "Save as preset…")
    qtbot.waitUntil(lambda: job_in(filled).is_saved, timeout=WAIT_MS)
    assert lack_of(job_in(filled), None) is None


def test_one_without_a_name_is_asked_for_it(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    window.session.fix(EVENTS, "metric", "Sale")
    window.menu_actions.tell_command()
    press(window.findChild(CommandDialog), "Save as preset…")
    assert window.station is Station.MAP
    assert window.desk.bar.naming.isVisible()


def test_rows_that_were_changed_by_hand_have_no_command(filled):
    session = filled.session
    session.edit_cell(2, session.file.head_rows.cells[0], "email", "anna@shop.io")
    lack = lack_of(job_in(filled), None)
    assert "changed by hand" in lack.what
    assert not lack.is_unsaved


def test_what_keeps_the_window_from_sending_keeps_a_command_too(filled):
    filled.session.clear(EVENTS)
    filled.session.clear(Kind.PROFILES)
    assert lack_of(job_in(filled), filled.session.obstacle) is not None
    filled.menu_actions.tell_command()
    assert filled.findChild(CommandDialog).command == ""


def test_a_file_within_an_archive_has_no_command(filled):
    lack = lack_of(replace(job_in(filled), member="b.csv"), None)
    assert "b.csv" in lack.what


def test_no_key_stands_in_it_and_nobody_is_answered_for(to_account):
    line = " ".join(words(to_account))
    assert PRACTICE_KEY not in line
    assert "pk_" not in line
    assert "--yes" not in line


def test_it_is_copied_and_shown_with_what_is_to_be_known(to_account):
    QGuiApplication.clipboard().setText("before")
    to_account.session.set_history(False)
    to_account.stations.send.choose_trial(is_trial=True)
    to_account.menu_actions.tell_command()
    dialog = to_account.findChild(CommandDialog)
    assert dialog.command == QGuiApplication.clipboard().text() != "before"
    shown = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "It sends to Acme Ltd and asks before" in shown
    assert "flows may start" in shown
    assert "the first 10 rows only" in shown
    assert HOME_VARIABLE in shown
    QGuiApplication.clipboard().setText("other")
    press(dialog, "Copy again")
    assert QGuiApplication.clipboard().text() == dialog.command


def test_practice_and_history_are_told_as_harmless(filled, monkeypatch):
    monkeypatch.delenv(HOME_VARIABLE)
    job = job_in(filled)
    assert list(remarks(job, ("klaviyo-gui",), is_windows=False)) == [
        "It sends to practice, as the sheet says: nothing leaves this computer."
    ]


def test_powershell_needs_a_sign_before_a_quoted_program(filled, monkeypatch):
    monkeypatch.delenv(HOME_VARIABLE)
    job = job_in(filled)
    said = [*remarks(job, ("C:\\Program Files\\klaviyo-gui.exe",), is_windows=True)]
    assert said[-1] == "In PowerShell, write & and a blank before it."
    assert len([*remarks(job, ("C:\\klaviyo-gui.exe",), is_windows=True)]) == len(said) - 1


def test_a_name_that_windows_would_read_otherwise_has_no_command():
    assert unwritable(("send", "100 %.csv"), is_windows=True).what.startswith("“100 %.csv” has")
    assert unwritable(("send", "100 %.csv"), is_windows=False) is None


def test_without_a_file_there_is_nothing_to_tell(window):
    assert job_in(window) is None
    window.menu_actions.tell_command()
    assert window.findChild(CommandDialog) is None


@pytest.mark.parametrize(
    ("system", "files", "expected"),
    [
        (("linux", False), ("python", "klaviyo-gui"), ("klaviyo-gui",)),
        (("linux", False), ("python",), ("python", "-m", "klaviyo_gui")),
        (("linux", True), ("CSV to Klaviyo",), ("CSV to Klaviyo",)),
        (("win32", True), ("CSV to Klaviyo.exe", "klaviyo-gui.exe"), ("klaviyo-gui.exe",)),
    ],
)
def test_the_program_is_named_by_where_it_lies(monkeypatch, tmp_path, system, files, expected):
    platform, is_frozen = system
    for name in files:
        (tmp_path / name).touch()
    monkeypatch.setattr(command.sys, "platform", platform)
    monkeypatch.setattr(command.sys, "executable", str(tmp_path / files[0]))
    monkeypatch.setattr(command.sys, "frozen", is_frozen, raising=False)
    first, *rest = program()
    assert (first, *rest) == (str(tmp_path / expected[0]), *expected[1:])


def press(dialog, words_):
    next(each for each in dialog.findChildren(QPushButton) if each.text() == words_).click()
