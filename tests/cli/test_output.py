import io
import json
import os
import sys

import pytest

from klaviyo_gui.cli import asking, output


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Broken(io.StringIO):
    def write(self, text):
        raise BrokenPipeError(32, "Broken pipe")


def test_on_a_terminal_one_line_is_written_over_and_over(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "30")
    line = output.ProgressLine(is_logged=False)
    line.show("Sending", 0.1, "1,000 to go, a long time")
    line.show("Sending", 1.0, "done")
    line.end()
    line.end()
    first = "Sending: 10%, 1,000 to go, a "
    assert terminal.getvalue() == f"\r{first}\r{'Sending: 100%, done'.ljust(len(first))}\n"


def test_in_a_log_a_line_is_added_for_every_tenth(capsys):
    line = output.ProgressLine(is_logged=True)
    for percent in range(0, 101, 3):
        line.show("Sending", percent / 100, "")
    line.end()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 10
    assert lines[0] == "Sending: 0%"
    quiet = output.ProgressLine(is_logged=False)
    quiet.show("Checking", 0.5, "")
    assert capsys.readouterr().err == ""


def test_progress_and_messages_survive_that_nobody_listens(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Broken())
    output.tell("words")
    line = output.ProgressLine(is_logged=True)
    line.show("Sending", 0.5, "")


def test_messages_keep_their_lines_and_nothing_else_that_moves_a_cursor(capsys):
    output.tell("one\ntwo\x1b[2J\r")
    assert capsys.readouterr().err == "one\ntwo\\x1b[2J\\x0d\n"


def test_marks_of_lines_and_directions_are_codes(capsys):
    output.tell("a\u202eb\u2028c\u2066d\u200fe")
    output.write_text("a\u202eb")
    said = capsys.readouterr()
    assert said.err == "a\\u202eb\\u2028c\\u2066d\\u200fe\n"
    assert said.out == "a\\u202eb\n"


def test_a_line_and_a_question_stay_one_line(capsys, monkeypatch):
    output.tell_line("one\ntwo\x1b")
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    assert asking.agrees("Send to A\n\x1b[2J\u202eB?")
    said = capsys.readouterr().err
    assert said == "one\\ntwo\\x1b\nSend to A\\n\\x1b[2J\\u202eB? [y/N] "


def test_progress_names_nothing_that_moves_a_cursor(capsys):
    output.ProgressLine(is_logged=True).show("Sending", 0.5, "to \x1b[2JA\n")
    assert capsys.readouterr().err == "Sending: 50%, to \\x1b[2JA\\n\n"


def test_a_stream_that_knows_ascii_only_gets_plain_signs_or_codes(monkeypatch):
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2)]
    monkeypatch.setattr(sys, "stdout", streams[0])
    monkeypatch.setattr(sys, "stderr", streams[1])
    output.prepare()
    output.write_text("“a” → b … ü\udcff")
    output.flush()
    assert streams[0].buffer.getvalue() == b'"a" -> b ... \\xfc\\udcff\n'
    output.write_json({"ü": "→"})
    assert streams[0].buffer.getvalue().endswith('{"ü":"→"}\n'.encode())


def test_a_program_without_streams_writes_to_nowhere(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    output.prepare()
    output.write_json({"a": 1})
    output.write_text("a")
    assert sys.stdout.name == os.devnull
    sys.stdout.close()


def test_text_that_is_none_becomes_a_code_in_json(capsysbinary):
    output.write_json({"a\udcff": ["\udcff", ("b", 1, None)]})
    out = capsysbinary.readouterr().out
    assert json.loads(out) == {"a\\udcff": ["\\udcff", ["b", 1, None]]}


@pytest.mark.parametrize(("number", "error"), [(32, output.ReaderGone), (28, OSError)])
def test_what_the_system_refuses_to_write_is_told_once(monkeypatch, tmp_path, number, error):
    with (tmp_path / "out").open("w+") as file:

        class Refusing(io.StringIO):
            def write(self, text):
                raise OSError(number, os.strerror(number))

            def fileno(self):
                return file.fileno()

        monkeypatch.setattr(sys, "stdout", Refusing())
        with pytest.raises(error):
            output.write_text("words")
        file.write("what is still in the buffer leads nowhere")
    assert (tmp_path / "out").read_text() == ""
