import contextlib
import json
import sys
from dataclasses import dataclass

import pytest

from klaviyo_gui import __main__, paths
from klaviyo_gui.cli import checking, proposing
from klaviyo_gui.practice.behaviour import Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending import event_names
from tests.practice.caller import Caller

SAMPLES = paths.resources() / "samples"


@dataclass
class Said:
    """How a command ended and what it wrote."""

    code: int
    out: bytes
    err: str

    @property
    def json(self):
        """The one document on standard output."""
        return json.loads(self.out)

    @property
    def lines(self):
        """One document a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self):
        return self.json["error"]["code"]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Keep this computer's runs, presets and accounts out of the tests."""
    folder = tmp_path / "home"
    monkeypatch.setenv("KLAVIYO_GUI_HOME", str(folder))
    for name in ("KLAVIYO_GUI_API", "KLAVIYO_GUI_API_KEY", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(autouse=True)
def _lent_builders(monkeypatch, builders):
    """Let commands that only build borrow the workers of all tests instead of starting their own.

    What a command does to its own pool is tested with processes of their own.
    """

    @contextlib.contextmanager
    def lend():
        yield builders

    monkeypatch.setattr(checking, "Pool", lend)
    monkeypatch.setattr(event_names, "Pool", lend)
    monkeypatch.setattr(proposing, "Pool", lend)


@pytest.fixture
def cli(monkeypatch, capsysbinary):
    """Run the program in this process, as the installed command does."""

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["klaviyo-gui", *map(str, words)])
        try:
            code = __main__.main()
        except SystemExit as leaving:
            code = leaving.code
        out, err = capsysbinary.readouterr()
        said = Said(code, out, err.decode())
        assert "Traceback" not in said.err
        return said

    return run


@pytest.fixture
def write(tmp_path):
    """Write a file of the user's: text as UTF-8, a dictionary as JSON."""

    def write_file(name, content):
        path = tmp_path / name
        if isinstance(content, dict):
            content = json.dumps(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.fixture
def preset(write):
    """A preset of events with an e-mail and an id, and people with a first name."""

    def write_preset(**changes):
        content = {
            "format": "klaviyo-gui preset",
            "version": 1,
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
        return write("preset.json", content | changes)

    return write_preset


@pytest.fixture
def orders(write):
    """A small file for that preset; row by row "good" or what is wrong with it."""

    def write_orders(*rows):
        emails = {"good": "p{}@shop-demo.com", "bad": "nobody{}"}
        cells = (f"{emails[row].format(at)},{at},N{at}\n" for at, row in enumerate(rows))
        return write("orders.csv", "email,id,name\n" + "".join(cells))

    return write_orders


@pytest.fixture
def practice(monkeypatch):
    """Start a practice Klaviyo that outlives the commands, and point them to it."""
    with contextlib.ExitStack() as servers:

        def start(**behaviour):
            server = servers.enter_context(PracticeServer(Behaviour(**behaviour)))
            monkeypatch.setenv("KLAVIYO_GUI_API", server.address)
            return servers.enter_context(Caller(server.address))

        yield start


@pytest.fixture
def sample():
    """The words that name the sample orders and their preset."""
    return (SAMPLES / "orders.csv", "--preset", SAMPLES / "orders.json")
