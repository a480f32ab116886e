from pathlib import Path

import pytest

from klaviyo_gui.cli import commands, output, practising, self_test
from klaviyo_gui.cli.failure import report
from klaviyo_gui.core.errors import FileEmpty

CELL = "ann@secret.example"


def fail(error):
    def command(_arguments):
        raise error

    return command


def test_a_fault_of_the_program_is_reported_without_a_cell(cli, monkeypatch):
    def command(_arguments):
        try:
            int(CELL)
        except ValueError as error:
            raise KeyError(CELL) from error

    monkeypatch.setitem(commands._COMMANDS, "runs", command)
    said = cli("runs", "--json")
    assert (said.code, said.error) == (1, "ProgramFailed")
    assert "builtins.KeyError" in said.err
    assert "builtins.ValueError" in said.err
    assert "klaviyo_gui/cli/commands.py:" in said.err
    assert CELL not in said.err + said.out.decode()
    assert cli("runs").out == b""


def test_a_report_names_no_folder_of_this_computer():
    with pytest.raises(ValueError, match=CELL) as caught:
        raise ValueError(CELL)
    text = report(caught.value)
    assert "  test_faults.py:" in text
    assert "/" not in text.replace("klaviyo_gui/", "")


def test_ctrl_c_ends_any_command_with_the_code_of_a_stop(cli, monkeypatch):
    monkeypatch.setitem(commands._COMMANDS, "runs", fail(KeyboardInterrupt()))
    said = cli("runs", "--json")
    assert (said.code, said.error, said.err) == (4, "Interrupted", "Stopped.\n")


def test_an_error_of_the_system_without_words_is_a_fault(cli, monkeypatch):
    monkeypatch.setitem(commands._COMMANDS, "runs", fail(ChildProcessError("It ended.")))
    assert cli("runs").code == 1


def test_an_error_of_the_system_without_a_place_is_told(cli, monkeypatch):
    monkeypatch.setitem(commands._COMMANDS, "runs", fail(OSError(28, "No space left on device")))
    said = cli("runs")
    assert said.code == 2
    assert said.err.startswith("The system refuses: No space left on device.\n")


def test_a_reader_who_leaves_ends_a_stream_well(cli, monkeypatch):
    monkeypatch.setitem(commands._COMMANDS, "runs", fail(output.ReaderGone()))
    said = cli("runs", "--json")
    assert (said.code, said.out, said.err) == (0, b"", "")


def test_the_self_test_sends_the_samples(cli):
    said = cli("--self-test", "--json")
    assert said.code == 0
    assert said.json["ok"] is True
    assert said.json["accepted"] > 100


def test_the_self_test_fails_when_nothing_is_accepted(cli, monkeypatch):
    send = self_test.send

    def stopped(order, destination, runs, locks, stop):
        for event in send(order, destination, runs, locks, stop):
            yield event
            if getattr(event, "rows", 0) == 0:
                stop.set()

    monkeypatch.setattr(self_test, "send", stopped)
    said = cli("--self-test")
    assert said.code == 1
    assert said.out.startswith(b"Something is wrong: ")


def test_the_self_test_fails_for_whatever_keeps_it_from_its_end(cli, monkeypatch):
    monkeypatch.setattr(self_test, "run", fail(FileEmpty(Path("orders.csv"))))
    said = cli("--self-test", "--json")
    assert (said.code, said.error) == (1, "FileEmpty")


@pytest.mark.parametrize("is_json", [True, False])
def test_practice_prints_its_address_and_serves_until_it_is_stopped(cli, monkeypatch, is_json):
    def serve(port, behaviour, announce):
        asked.append((port, behaviour.bad_day, behaviour.slow_seconds))
        announce("http://127.0.0.1:5")

    asked = []
    monkeypatch.setattr(practising, "serve", serve)
    said = cli("practice", "--port", 5, "--bad-day", *(["--json"] if is_json else []))
    assert said.code == 0
    assert asked == [(5, 1, 0.5)]
    if is_json:
        assert said.json == {"address": "http://127.0.0.1:5", "key": "pk_practice"}
    else:
        assert (
            said.out == b"The practice Klaviyo listens at http://127.0.0.1:5 (key pk_practice).\n"
        )


def test_a_port_in_use_is_told(cli, practice):
    port = practice().connection.port
    said = cli("practice", "--port", port, "--json")
    assert (said.code, said.error) == (2, "PortRefused")
    assert said.err.startswith(f"Port {port} cannot be used: ")
