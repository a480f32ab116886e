"""A file that cannot be read to its end: all above is told, nothing of it is sent."""

from __future__ import annotations

import json

import pytest

COUNT = 3_000
HEAD = "email,id,name\n"
ROWS = "".join(f'a{at}@b.io,{at},"Ann, {at}"\n' for at in range(COUNT))
OPEN = HEAD + ROWS + 'b@b.io,7,"Bob\n' + "".join(f"c{at}@b.io,{at},Cid\n" for at in range(500))
LINE = COUNT + 2
SAID = (
    f"A quote opened in line {LINE} of a.csv is never closed and swallows the rest of the file; "
    "the 3,000 rows above can be read, the rest cannot."
)


@pytest.fixture
def broken(write):
    return write("a.csv", OPEN)


def test_inspect_shows_the_line_of_the_quote_and_all_that_lies_above(cli, broken):
    said = cli("inspect", broken, "--json")
    assert said.code == 2
    assert SAID in said.err
    told = said.json
    assert (told["rows"], told["complete"]) == (COUNT, False)
    assert told["columns"][0]["distinct"] == COUNT
    first = told["findings"][0]
    assert (first["code"], first["severity"], first["lines"]) == ("quote_unclosed", "hold", [LINE])
    assert first["excerpt"] == {
        "line": LINE,
        "text": 'b@b.io,7,"Bob',
        "caret": "         ^",
    }


def test_inspect_shows_what_the_line_reads_without_quotes(cli, broken):
    (doubt,) = cli("inspect", broken, "--json").json["doubts"]
    assert doubt["about"] == ["quote"]
    assert [each["quote"] for each in doubt["candidates"]] == ['"', ""]
    assert doubt["lines"] == [
        {
            "line": LINE,
            "readings": [["b@b.io", "7", "Bob…"], ["b@b.io", "7", '"Bob']],
        }
    ]


def test_people_are_shown_the_same(cli, broken):
    said = cli("inspect", broken)
    words = said.out.decode()
    assert said.code == 2
    assert "a.csv: 3,000 rows and more that cannot be read, 3 columns" in words
    assert f"        line {LINE}: b@b.io · 7 · Bob…\n" in words
    assert f'  {LINE} | b@b.io,7,"Bob\n' + " " * 18 + "^\n" in words
    assert said.err.startswith(SAID)


def test_damage_above_the_quote_is_found(cli, write):
    file = write("a.csv", OPEN.replace("a2000@b.io,2000,", "a2000@b.io,"))
    found = cli("inspect", file, "--json").json["findings"]
    assert [(each["code"], each["lines"]) for each in found] == [
        ("quote_unclosed", [LINE]),
        ("row_too_short", [2_002]),
    ]


def test_rows_prints_all_above_and_fails(cli, broken):
    said = cli("rows", broken)
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert said.code == 2
    assert len(lines) == COUNT + 1
    assert lines[-1] == [f"a{COUNT - 1}@b.io", str(COUNT - 1), f"Ann, {COUNT - 1}"]
    assert said.err.startswith(SAID)


@pytest.mark.parametrize(
    "command",
    [("check",), ("preview",), ("send", "--practice", "--history", "--skip-problems", "--yes")],
    ids=lambda command: command[0],
)
def test_nothing_of_it_is_checked_or_sent(cli, broken, preset, command):
    name, *options = command
    said = cli(name, broken, "--preset", preset(), *options)
    assert said.code == 2
    assert said.out == b""
    assert SAID in said.err
    assert cli("runs", "--json").json == []


def test_read_without_quotes_it_is_whole(cli, broken):
    said = cli("inspect", broken, "--quote", "none", "--json")
    assert said.code == 0
    assert (said.json["rows"], said.json["complete"]) == (COUNT + 501, True)


@pytest.mark.parametrize(
    "long", ["x" * 4_000_000, f'"{"x, y " * 800_000}"'], ids=["bare", "quoted"]
)
def test_a_row_that_is_too_large_is_called_so(cli, write, long):
    file = write("a.csv", HEAD + ROWS + f"b@b.io,7,{long}\nc@b.io,8,Cid\n")
    said = cli("inspect", file, "--json")
    assert said.code == 2
    words = said.err
    assert words.startswith(f"The row in line {LINE} of a.csv is 4.")
    assert "MB long, more than a row may be (3 MB); the 3,000 rows above can be read" in words
    assert "quote" not in words
    assert said.json["findings"][0]["code"] == "row_too_large"
    assert said.json["doubts"] == []
    assert cli("rows", file).out.count(b"\n") == COUNT + 1


def test_a_quote_that_swallows_every_row_is_shown_too(cli, write):
    file = write("a.csv", 'id,name\n"1,Ann\n2,Bob\n')
    options = ("--quote", '"', "--delimiter", ",")
    said = cli("inspect", file, *options, "--json")
    assert said.code == 2
    assert said.json["rows"] == 0
    assert said.json["findings"][0]["excerpt"] == {"line": 2, "text": '"1,Ann', "caret": "^"}
    assert cli("rows", file, *options).out == b'["id", "name"]\n'
    assert said.err.startswith(
        "A quote opened in line 2 of a.csv is never closed and swallows the rest of the file."
    )
