"""A key and fifty marked customers go through everything, and are found nowhere else.

`canary.py` has the list of where each of them may be.
"""

import csv
import io
import json
import logging
import subprocess
import sys
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import forkserver, util

import pytest

from klaviyo_gui import __main__, accounts, paths, processes
from klaviyo_gui.cli import commands, output, sending, tidying
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.transport import Transport
from klaviyo_gui.klaviyo.veil import Veil
from klaviyo_gui.klaviyo.wire import Patience
from klaviyo_gui.practice.behaviour import Behaviour, Fault
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending import run as run_module
from klaviyo_gui.sending.progress import Planning
from klaviyo_gui.sending.send import send
from klaviyo_gui.store import settings
from klaviyo_gui.store.journal import Journal
from klaviyo_gui.store.keychain import Keychain
from klaviyo_gui.store.library import Library
from klaviyo_gui.store.retention import expire
from klaviyo_gui.ui import crash
from klaviyo_gui.ui.status import Station
from tests.doubles.keychains import Memory
from tests.journeys.canary import (
    COUNT,
    KEY,
    MARK,
    TEMPORARY,
    Found,
    email,
    found_in_files,
    found_in_processes,
    found_in_temporary,
    leaks,
)
from tests.ui.windows import WAIT_MS, accounts_of, checked, open_path

FAULTS = ("reset-after", "html", "500-before", "truncated", "reset-before")
MORE_FAULTS = ("echo", "challenge", "redirect", "429", "500-after", "odd")
"""As many as a request may meet: tries without an answer are counted, and no others."""

SHORT = Patience(connect=30, read=0.2, total=30)
"""Enough for what answers at all; faults that hang are sat out so long."""

HEADER = ("email", "id", "name")
REFUSED = range(3, 6)
PRESET = {
    "format": "klaviyo-gui preset",
    "version": 1,
    "name": "Orders",
    "events": [
        {"target": "profile.email", "column": "email"},
        {"target": "metric", "text": "Bought"},
        {"target": "unique_id", "column": "id"},
    ],
    "profiles": [
        {"target": "email", "column": "email"},
        {"target": "first_name", "column": "name"},
    ],
}

OF_LINES = {
    "format": "klaviyo-gui preset",
    "version": 2,
    "name": "Lines",
    "events": [
        {"target": "profile.email", "column": "Customer"},
        {"target": "metric", "text": "Bought lines"},
        {"target": "unique_id", "column": "id"},
        {"target": "properties.Items[].ProductName", "column": "item"},
    ],
    "joins": [
        {
            "file": "orders.csv",
            "key": [{"column": "id", "equals": "id"}],
            "columns": [{"column": "email", "as": "Customer"}],
        }
    ],
    "grouping": {"key": ["id"], "per_item": ["item"]},
}
"""Takes the customers of its rows from the other file, and puts several rows together."""


def put_right(at):
    """Return the address of a customer that Klaviyo takes."""
    return f"{MARK}-{at:02}-right@shop-demo.com" if at in REFUSED else email(at)


class Walk:
    """Below ``root`` all is done by commands, and noted what they say and how processes look."""

    def __init__(self, root, patch, capture):
        self.root = root
        self._patch = patch
        self._capture = capture
        self.place = Memory()
        self.found = set()
        self.looks = 0
        self.without_help = set()
        self._temporary = set(TEMPORARY.iterdir())
        for name in ("desk", "tmp", "user", "said"):
            (root / name).mkdir()
        self.file = root / "desk" / "orders.csv"
        self.write(email)
        self.preset = root / "desk" / "preset.json"
        self.preset.write_text(json.dumps(PRESET), encoding="utf-8")
        self.lines = root / "desk" / "lines.csv"
        lines = (f"{10 + at // 2},item {at}\n" for at in range(12))
        self.lines.write_text(f"id,item\n{''.join(lines)}", encoding="utf-8")
        self.preset_of_lines = root / "desk" / "lines.json"
        self.preset_of_lines.write_text(json.dumps(OF_LINES), encoding="utf-8")
        patch.setenv("KLAVIYO_GUI_HOME", str(root / "home"))
        patch.setenv("HOME", str(root / "user"))
        patch.setenv("TMPDIR", str(root / "tmp"))
        patch.setattr(tempfile, "tempdir", str(root / "tmp"))
        patch.setattr(accounts, "Keychain", partial(Keychain, lambda: self.place))
        patch.setattr(run_module, "_BACK_OFF_MAX_SECONDS", 0.0)
        patch.setattr(run_module, "_POLL_FIRST_SECONDS", 0.0)
        patch.setattr(run_module, "_POLL_MAX_SECONDS", 0.0)
        self._log = logging.FileHandler(root / "said" / "log", encoding="utf-8", delay=True)
        logging.getLogger().addHandler(self._log)
        patch.setattr(logging.getLogger(), "level", logging.DEBUG)

    def write(self, address):
        """Write the file of the user, with the address of each customer."""
        with self.file.open("w", encoding="utf-8", newline="") as file:
            rows = ((address(at), str(at), f"Ann {at}") for at in range(COUNT))
            csv.writer(file).writerows([HEADER, *rows])

    def close(self):
        logging.getLogger().removeHandler(self._log)
        self._log.close()

    def __call__(self, *words, given="", name=""):
        """Run a command with this on standard input; what it says is kept as a file."""
        self._patch.setattr(sys, "argv", ["klaviyo-gui", *map(str, words)])
        self._patch.setattr(sys, "stdin", io.StringIO(given))
        try:
            code = __main__.main()
        except SystemExit as leaving:
            code = leaving.code
        self.hear(name or "-".join(map(str, words[:2])).replace("/", "_"))
        return code

    def hear(self, name):
        """Keep what was said on the two streams, by whichever process."""
        for ending, said in zip(("", "-errors"), self._capture.readouterr(), strict=True):
            with (self.root / "said" / f"{name}{ending}").open("ab") as file:
                file.write(said)

    def look(self):
        """Look at all processes while they are at work."""
        self.looks += 1
        self.found |= found_in_processes()

    def by_commands(self):
        """Go through all commands: two runs on a bad day, one of them stopped and resumed."""
        with PracticeServer(Behaviour(key=KEY, limits=False)) as klaviyo:
            self._patch.setenv("KLAVIYO_GUI_API", klaviyo.address)
            mapped = (self.file, "--preset", "Orders")
            assert self("preset", "import", self.preset) == 0
            assert self("account", "add", "Shop", given=f"{KEY}\n") == 0
            assert self("account", "list") == self("account", "check", "Shop") == 0
            for command in ("inspect", "suggest"):
                assert self(command, self.file, "--json", name=command) == 0
            assert self("check", *mapped, name="check") == 3
            assert self("preview", *mapped, name="preview") == 0
            how = ("--history", "--yes", "--skip-problems")
            bad_day = klaviyo._http.api._faults
            bad_day.add(FAULTS)
            self._patch.setattr(sending, "send", partial(self._stopping, send))
            assert self("send", *mapped, "--account", "Shop", *how, name="stopped") == 4
            assert self("resume", name="resumed") == 3
            self.without_help |= self.found
            self._patch.setattr(sending, "send", partial(self._looking, send))
            self._patch.setenv("KLAVIYO_GUI_API_KEY", KEY)
            assert self("send", *mapped, "--account", "env", *how, name="sent") == 3
            self._patch.delenv("KLAVIYO_GUI_API_KEY")
            assert not bad_day._scripted
            run = self.runs()[-1]
            assert self("preset", "import", self.preset_of_lines, name="import-of-lines") == 0
            of_lines = (self.lines, "--preset", "Lines")
            assert self("check", *of_lines, name="check-of-lines") == 0
            bad_day.add(MORE_FAULTS)
            assert self("send", *of_lines, "--account", "Shop", *how, name="sent-of-lines") == 3
            assert not bad_day._scripted
            quoted = self.runs()[-1]
            assert self("results", quoted, "--out", self.root / "results-quoted") == 0
            self.through_every_fault(klaviyo)
            self.write(put_right)
            assert self("retry", run, name="again") == 0
            assert self("results", run, "--out", self.root / "results", name="results") == 0
            assert self("runs", "--keep", run) == self("runs", "--release", run) == 0
            assert self("runs", name="runs") == 0
            self._fail()

    def through_every_fault(self, klaviyo):
        """Meet each fault once, and keep all that is known of it afterwards as a file."""
        bad_day = klaviyo._http.api._faults
        with (self.root / "said" / "faults").open("a", encoding="utf-8") as file:
            for fault in Fault:
                bad_day.add([fault])
                with Client(klaviyo.address, KEY, SHORT) as client:
                    said = client.send_events(b"{}", 1)
                file.write(f"{fault} {said!r}\n")
        assert not bad_day._scripted

    def leaks(self, *, is_erased=False):
        """Return what is in a file where it does not belong."""
        found = found_in_files(self.root) | found_in_temporary(self._temporary)
        return leaks(found, is_erased=is_erased)

    def runs(self):
        """Return the names of all runs."""
        return sorted(each.name for each in paths.runs().glob("[!.]*"))

    def expire(self):
        """Let the time of all customers be over."""
        settings.set_days_kept(1)
        later = datetime.now(UTC) + timedelta(days=2)
        return expire(paths.runs(), paths.locks(), later, settings.days_kept())

    def _stopping(self, sent, *arguments):
        *_, stop = arguments
        for event in self._looking(sent, *arguments):
            yield event
            if not isinstance(event, Planning):
                stop.set()

    def _looking(self, sent, *arguments):
        for event in sent(*arguments):
            self.look()
            yield event

    def _fail(self):
        """Let the program make a mistake whose words quote a customer and the key."""

        def broken(_arguments):
            try:
                int(email(1))
            except ValueError as error:
                raise KeyError(KEY, email(2)) from error

        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(commands._COMMANDS, "runs", broken)
            assert self("runs", "--json", name="failed") == 1


@pytest.fixture(scope="module")
def _what_outlives_a_test():
    """Start what serves later tests too before anything is put into its surroundings."""
    util.get_temp_dir()
    if processes.context().get_start_method() == "forkserver":
        forkserver.ensure_running()


@pytest.fixture
def walk(_what_outlives_a_test, tmp_path, monkeypatch, capfdbinary):
    """Begin a walk with marked things that were never there before."""
    walk = Walk(tmp_path, monkeypatch, capfdbinary)
    yield walk
    walk.close()


@pytest.fixture(autouse=True)
def home(walk):
    """Stand in for the home of other journeys, which is somewhere else."""
    return walk.root / "home"


def in_window(walk, qtbot, window):
    """Open the file, change a row, send it to practice and to the account, fail in two threads."""
    session = window.session
    open_path(qtbot, session, walk.file)
    session.clear(Kind.EVENTS)
    session.place(("email",), Kind.PROFILES, "email")
    session.edit_cell(2, (email(0), "0", "Ann 0"), "email", f"{MARK}-changed@shop-demo.com")
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    window.show_station(Station.SEND)
    sent(walk, qtbot, window)
    qtbot.waitUntil(lambda: len(window.book.known) == 1, timeout=WAIT_MS)
    box = window.stations.send.sheet.to.box
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert window.book.chosen.name == "Shop"
    window.stations.send.show_sheet()
    sent(walk, qtbot, window)
    assert window.runner.account == "Practice Klaviyo (PRACTI)"
    with qtbot.waitSignal(window.archive.saved, timeout=WAIT_MS):
        window.archive.save(walk.root / "results of the window")
    fail_in_window(qtbot)
    walk.hear("window")


def sent(walk, qtbot, window):
    """Press the button once it may be pressed, and wait until the results are read."""
    checked(qtbot, window.checker)
    sheet = window.stations.send.sheet
    sheet.problems.leave_out.click()
    qtbot.waitUntil(sheet.send.isEnabled, timeout=WAIT_MS)
    with qtbot.waitSignal(window.archive.results_changed, timeout=2 * WAIT_MS):
        window.stations.send.start()
        assert window.runner.is_running
        walk.look()
    walk.look()
    checked(qtbot, window.checker)


def fail_in_window(qtbot):
    hook = crash.CrashHook()
    said = []
    hook.caught.connect(said.append)

    def fail():
        raise ValueError(KEY, email(1))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "excepthook", sys.excepthook)
        patch.setattr(threading, "excepthook", threading.excepthook)
        hook.install()
        thread = threading.Thread(target=fail)
        with qtbot.waitSignal(hook.caught, timeout=WAIT_MS):
            thread.start()
        thread.join()
    (text,) = said
    assert "ValueError" in text
    assert KEY not in text
    assert MARK not in text
    qtbot.waitUntil(lambda: hook._dialog is not None, timeout=WAIT_MS)
    hook._dialog.close()


def test_marked_things_are_found_nowhere_where_they_do_not_belong(walk, qtbot, qtlog, open_window):
    walk.by_commands()
    with (
        PracticeServer(Behaviour(key=KEY, limits=False)) as klaviyo,
        open_window(accounts_of(walk.place, klaviyo.address)) as window,
    ):
        in_window(walk, qtbot, window)
    (walk.root / "said" / "qt").write_text("\n".join(each.message for each in qtlog.records))
    assert walk.leaks() == set()
    # Only somebody who puts the key into the surroundings of processes has it there.
    assert walk.without_help == set()
    assert walk.found <= {Found("surroundings", is_key=True)}
    assert walk.looks > 5
    # They were there to be found.
    assert list(walk.place.kept.values()) == [KEY]
    held = {each.where for each in found_in_files(walk.root)}
    assert {"said/preview", "results/accepted.csv", "results of the window/accepted.csv"} <= held
    assert any(each.startswith("home/amendments/") for each in held)
    assert {f"home/runs/{run}/journal.db" for run in walk.runs()} <= held

    assert set(walk.expire()) == set(walk.runs())
    assert walk.leaks(is_erased=True) == set()
    for run in walk.runs():
        assert walk("runs", "--forget", run) == 0
    assert walk.leaks(is_erased=True) == set()


def key_in_a_log(patch):
    ask = Transport.ask

    def asking(self, *arguments):
        logging.getLogger("klaviyo").info("asking with %s", self._key)
        return ask(self, *arguments)

    patch.setattr(Transport, "ask", asking)


def key_that_is_quoted(patch):
    patch.setattr(Veil, "over", lambda _self, reply: reply)


def customer_beside_a_preset(patch):
    write = Library._write

    def writing(self, preset):
        write(self, preset)
        (paths.presets() / "sample").write_text(email(1), encoding="utf-8")

    patch.setattr(Library, "_write", writing)


def customer_in_standard_error(patch):
    patch.setattr(output.ProgressLine, "show", lambda *_: output.tell(f"sent {email(7)}"))


def report_with_words(patch):
    patch.setattr(commands, "report", repr)


def unclean_erasure(patch):
    patch.setattr(Journal, "erase_customers", lambda _self: None)


LEFT = TEMPORARY / f"klaviyo-gui-copies-{MARK[6:]}"


def copies_left_behind(patch):
    def tidy():
        for path in (paths.home().parent / "tmp" / "copy", LEFT):
            path.write_bytes(email(8).encode("utf-16-le"))

    patch.setattr(tidying, "tidy", tidy)


def key_in_arguments(patch):
    look = Walk.look

    def looking(self):
        child = subprocess.Popen([sys.executable, "-c", "input()", KEY], stdin=subprocess.PIPE)
        look(self)
        child.communicate(b"\n")

    patch.setattr(Walk, "look", looking)


SEEDS = {
    key_in_a_log: [Found("said/log", is_key=True)],
    key_that_is_quoted: [Found("said/faults", is_key=True)],
    customer_beside_a_preset: [Found("home/presets/sample", is_key=False)],
    customer_in_standard_error: [Found("said/sent-errors", is_key=False)],
    report_with_words: [Found("said/failed-errors", each) for each in (True, False)],
    copies_left_behind: [
        Found(each, is_key=False) for each in ("tmp/copy", f"temporary/{LEFT.name}")
    ],
    key_in_arguments: [Found("arguments", is_key=True)],
}


def test_whatever_leaks_is_found_out(walk, monkeypatch):
    for seed in (*SEEDS, unclean_erasure):
        seed(monkeypatch)
    try:
        walk.by_commands()
        found = walk.leaks() | walk.found
    finally:
        LEFT.unlink(missing_ok=True)
    for each in SEEDS.values():
        assert found >= set(each)
    walk.expire()
    journals = {Found(f"home/runs/{run}/journal.db", is_key=False) for run in walk.runs()}
    assert journals
    assert walk.leaks(is_erased=True) >= journals
