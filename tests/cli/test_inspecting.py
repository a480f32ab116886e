import gzip
import json

import pytest

from klaviyo_gui.cli import surveying
from tests.source.test_archive import zipped
from tests.source.test_detection import EITHER
from tests.source.workbooks import table, workbook

GERMAN = """Name;E-Mail;Straße;
Müller;a@shop.de;Königsallee;1
Weiß;;
Klein;b@shop.de;Ring;2;3
"""


def test_inspect_tells_how_a_german_file_is_read(cli, write):
    file = write("Käufe 2024.csv", GERMAN.encode("cp1252"))
    said = cli("inspect", file, "--json")
    assert said.code == 0
    told = said.json
    assert told["file"] == str(file)
    assert told["size"] == file.stat().st_size
    assert (told["encoding"], told["delimiter"], told["header_line"]) == ("cp1252", ";", 1)
    assert (told["quote"], told["escape"], told["line_end"]) == ('"', "", "\n")
    assert (told["sheet"], told["sheets"], told["member"]) == (None, [], None)
    assert told["rows"] == 3
    assert told["columns"][1] == {
        "name": "E-Mail",
        "position": 2,
        "samples": ["a@shop.de", "b@shop.de"],
        "filled": 2,
        "fill": 0.6667,
        "distinct": 2,
        "distinct_is_exact": True,
        "common": [{"value": "a@shop.de", "count": 1}, {"value": "b@shop.de", "count": 1}],
        "common_missed": 0,
        "shortest": 9,
        "longest": 9,
        "form": "",
        "smallest": "",
        "largest": "",
        "looks": {"email": 1.0, "phone": 0.0, "number": 0.0, "date": 0.0, "country": 0.0},
        "meaning": "email",
        "meaning_label": "E-mail",
    }
    assert {(each["code"], tuple(each["lines"])) for each in told["findings"]} == {
        ("header_empty", (1,)),
        ("row_too_short", (3,)),
        ("row_too_long", (4,)),
    }


def test_a_finding_has_its_weight_its_words_and_its_place(cli, write):
    file = write("a.csv", "id,name,town\n1,MÃ¼ller,Rome\n2,Ann,Oslo\n3,Bob,Bern\n")
    (finding,) = cli("inspect", file, "--json").json["findings"]
    assert finding == {
        "code": "mojibake",
        "severity": "warn",
        "count": 1,
        "lines": [2],
        "names": ["name"],
        "message": "A cell holds letters read in the wrong encoding, such as MÃ¼ller for Müller: "
        "name.",
        "advice": "They can be turned back exactly.",
        "recovery": "exact",
        "examples": [{"text": "MÃ¼ller", "mended": "Müller"}],
        "excerpt": {"line": 2, "text": "1,MÃ¼ller,Rome", "caret": "  ^"},
    }


def test_the_range_of_a_column_and_its_frequent_values_are_told(cli, write):
    rows = "".join(f"{number},{'red' if number % 3 else 'blue'}\n" for number in range(9))
    number, colour = cli("inspect", write("a.csv", f"n,colour\n{rows}"), "--json").json["columns"]
    assert (number["form"], number["smallest"], number["largest"]) == ("number", "0", "8")
    assert number["looks"]["number"] == 1.0
    assert colour["common"] == [{"value": "red", "count": 6}, {"value": "blue", "count": 3}]
    assert (colour["distinct"], colour["shortest"], colour["longest"]) == (2, 3, 4)


def test_a_doubt_about_the_encoding_shows_lines_that_differ(cli, write):
    file = write("a.csv", "name;n\nJiří;1\nŘehoř;2\n".encode("cp1250"))
    told = cli("inspect", file, "--json").json
    assert told["certain"] is False
    (doubt,) = told["doubts"]
    assert doubt["about"] == ["encoding"]
    first = doubt["candidates"][0]
    assert first["encoding"] == told["encoding"]
    assert 0 < first["likelihood"] <= 1
    assert doubt["lines"][0]["line"] in {2, 3}
    readings = [tuple(each) for each in doubt["lines"][0]["readings"]]
    assert len(set(readings)) == len(readings) == len(doubt["candidates"]) > 1


def test_a_doubt_about_the_separator_shows_the_cells_that_differ(cli, write):
    file = write("a.csv", EITHER)
    told = cli("inspect", file, "--json").json
    (doubt,) = [each for each in told["doubts"] if "delimiter" in each["about"]]
    assert doubt["candidates"][0]["delimiter"] == told["delimiter"]
    assert {";", ","} <= {each["delimiter"] for each in doubt["candidates"]}
    assert len(doubt["lines"][0]["readings"]) == len(doubt["candidates"])
    words = cli("inspect", file).out.decode()
    assert "? Not certain: separator." in words
    assert "or as separator" in words
    assert cli("inspect", file, "--delimiter", ";", "--json").json["doubts"] == []


def test_a_doubt_about_the_header_shows_it(cli, write):
    file = write("a.csv", "2024-01-01\n2024-01-02,Ann\n2024-01-03,Bob\n")
    told = cli("inspect", file, "--json").json
    (doubt,) = [each for each in told["doubts"] if each["about"] == ["header_line"]]
    line = told["header_line"]
    assert [each["header_line"] for each in doubt["candidates"]] == [line, 2]
    names, first_row = (each["readings"] for each in doubt["lines"])
    assert names == [["Column 1", "Column 2"], ["2024-01-02", "Ann"]]
    assert first_row == [["2024-01-02", "Ann"], ["2024-01-03", "Bob"]]
    said = cli("inspect", file).out.decode()
    assert "Not certain: header line" in said
    assert "read as no header" in said
    assert "or as header in line 2" in said
    assert said.count("        names: ") == said.count("        first row: ") == 2
    assert "a line: " not in said
    file = write("b.csv", "x,y\nu,v\n")
    assert cli("inspect", file, "--header-line", 1, "--json").json["certain"] is True
    assert cli("inspect", file, "--header-line", 0, "--json").json["header_line"] == 0


def test_a_workbook_an_archive_and_wide_text_tell_what_they_are(cli, write):
    sheets = {"Notes": table(["text"], ["hello"]), "Orders": table(["id", "n"], ["1", "2"])}
    book = write("a.xlsx", workbook(sheets))
    told = cli("inspect", book, "--sheet", "Orders", "--json").json
    assert (told["sheets"], told["sheet"]) == (["Notes", "Orders"], "Orders")
    assert (told["line_end"], told["rows"]) == (None, 1)
    assert "1 row, 2 columns, sheet Orders of Notes, Orders" in cli("inspect", book).out.decode()
    packed = write("b.zip", zipped({"in/b.csv": "a,b\n1,2\n"}))
    assert cli("inspect", packed, "--json").json["member"] == "in/b.csv"
    assert "from in/b.csv within" in cli("inspect", packed).out.decode()
    wide = write("c.csv.gz", gzip.compress("a,b\r\n1,ü\r\n".encode("utf-16")))
    told = cli("inspect", wide, "--json").json
    assert (told["encoding"], told["member"], told["line_end"]) == ("utf-16", "c.csv", "\r\n")


def test_inspect_tells_people_the_same(cli, write):
    said = cli("inspect", write("a.csv", "email\tname\na@shop.com\tÅsa\nb@shop.com\n"))
    lines = said.out.decode().splitlines()
    assert lines[0].endswith(
        "a.csv: 2 rows, 2 columns, separator tab, utf-8, header in line 1, lines end in LF"
    )
    assert lines[1] == "  email [E-mail]: 100% filled, 2 different; a@shop.com · b@shop.com"
    assert lines[3].startswith("! once: The row has fewer cells than the header.")
    assert lines[3].endswith("(line 3)")
    assert lines[4:] == ["  3 | b@shop.com", "                ^"]


def test_people_see_what_can_be_mended_and_how_it_would_read(cli, write):
    content = "id,name,town\n1,MÃ¼ller,\n2,Ann,\n3,Bob,\n4,MÃ¼ller,\n"
    words = cli("inspect", write("a.csv", content)).out.decode()
    assert "! 2 times: A cell holds letters" in words
    assert "    “MÃ¼ller” → “Müller”" in words
    assert "  town [City]: 0% filled; \n" in words
    assert "  id: 100% filled, 4 different, numbers from 1 to 4; 1 · 2 · 3\n" in words


def test_people_see_how_an_unusual_file_is_read(cli, write):
    content = "".join(f'{n}\t{n}" pipe\t"Best" of {n}\n' for n in range(9))
    words = cli("inspect", write("a.csv", content)).out.decode()
    assert "separator tab, utf-8, no header, quote none, lines end in LF" in words
    content = "id,note,x\n" + "".join(f'{n},"say \\"so, {n}\\"",x\n' for n in range(9))
    assert "escape \\, lines end in LF" in cli("inspect", write("a.csv", content)).out.decode()
    words = cli("inspect", write("b.csv", "1,2"), "--header-line", 0).out.decode()
    assert words.splitlines()[0].endswith("utf-8, no header")


def test_people_are_promised_nothing_that_is_lost(cli, write):
    words = cli("inspect", write("a.csv", "id,n\n4.91E+11,1\n4.92E+11,2\n")).out.decode()
    assert "! 2 times: A cell holds a shortened number" in words
    assert words.endswith("  2 | 4.91E+11,1\n      ^\n")


def test_a_cell_cannot_speak_to_the_terminal(cli, write):
    said = cli("inspect", write("a.csv", "a,b\n\x1b[31m1,\x9b2\n"))
    assert b"\x1b" not in said.out
    assert "\\x1b[31m1" in said.out.decode()


def test_many_values_are_counted_up_to_a_limit(cli, write):
    rows = "".join(f"n{number}\n" for number in range(10_001))
    file = write("a.csv", f"name\n{rows}")
    assert cli("inspect", file, "--json").json["columns"][0]["distinct_is_exact"] is False
    assert "at least 10,000 different" in cli("inspect", file).out.decode()


def test_a_large_file_is_inspected_by_the_pool_with_the_same_result(cli, write, monkeypatch):
    rows = "".join(f"{number},n{number}@shop.io,{'x' * 40}\n" for number in range(6_000))
    file = write("a.csv", f"id,mail,note\n{rows}7,8\n")
    alone = cli("inspect", file, "--json").out
    monkeypatch.setattr(surveying, "_SMALL", 0)
    pooled = cli("inspect", file, "--json").out
    assert json.loads(pooled) == json.loads(alone)


UNCLOSED = {
    "where nothing is quoted": 'email,id,name\na@b.io,1,x\nb@b.io,2,"y\nc@b.io,3,z\n',
    "that a later quote closes": "email,id,name\n"
    + "".join(f'a{n}@b.io,{n},"x"\n' for n in range(9))
    + 'b@b.io,"2,y\n'
    + "".join(f"c{n}@b.io,{n}c,x\n" for n in range(5))
    + "".join(f'd{n}@b.io,{n}d,"x"\n' for n in range(9)),
}


@pytest.mark.parametrize("content", UNCLOSED.values(), ids=UNCLOSED)
def test_rows_of_an_unclosed_quote_are_found_and_held(cli, write, preset, content):
    file = write("orders.csv", content)
    found = cli("inspect", file, "--json").json["findings"]
    line = 1 + content[: content.index("b@b.io")].count("\n")
    held = [each for each in found if each["severity"] == "hold"]
    assert {tuple(each["lines"]) for each in held} == {(line,)}
    said = cli("check", file, "--preset", preset(), "--json")
    assert said.code == 3
    holds = [each for each in said.json["findings"] if each["severity"] == "hold"]
    assert {each["code"] for each in holds} <= {each["code"] for each in held}
    assert {tuple(each["lines"]) for each in holds} == {(line,)}
    sent = cli("send", file, "--preset", preset(), "--practice", "--history", "--json").json
    events = sent["records"]["events"]
    assert (events["held"], events["accepted"]) == (1, events["read"] - 1)


def test_a_quote_that_swallows_the_rest_is_refused_by_every_command(cli, write, preset):
    content = "email,id,name\n" + 'a@b.io,1,"x"\n' * 9 + 'b@b.io,2,"y\n' + "c@b.io,3,z\n" * 9
    file = write("orders.csv", content)
    more = ["--quote", '"']
    for words in (
        ["inspect", file, *more],
        ["rows", file, *more],
        ["check", file, "--preset", preset(), *more],
        ["send", file, "--preset", preset(), "--practice", "--history", *more],
    ):
        said = cli(*words)
        assert said.code == 2
        assert "A quote opened in line 11 of orders.csv is never closed" in said.err


def test_who_reads_without_quotes_is_warned_and_not_held(cli, write, preset):
    file = write("orders.csv", UNCLOSED["where nothing is quoted"])
    said = cli("check", file, "--preset", preset(), "--quote", "none", "--json")
    assert said.code == 0
    warned = [each for each in said.json["findings"] if each["severity"] == "warn"]
    told = {(each["code"], tuple(each["lines"])) for each in warned}
    assert {each for each in told if each[0] != "time_planned"} == {("quote_kept", (3,))}
