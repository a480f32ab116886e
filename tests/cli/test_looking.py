import json

from klaviyo_gui.store import presets


def test_inspect_tells_how_a_german_file_is_read(cli, write):
    file = write(
        "Käufe 2024.csv",
        "Name;E-Mail;Straße;\nMüller;a@shop.de;Königsallee;1\nWeiß;;\nKlein;b@shop.de;Ring;2;3\n".encode(
            "cp1252"
        ),
    )
    said = cli("inspect", file, "--json")
    assert said.code == 0
    told = said.json
    assert told["file"] == str(file)
    assert (told["encoding"], told["delimiter"], told["header_line"]) == ("cp1252", ";", 1)
    assert told["rows"] == 3
    assert told["columns"][1] == {
        "name": "E-Mail",
        "position": 2,
        "samples": ["a@shop.de", "b@shop.de"],
        "filled": 2,
        "fill": 0.6667,
        "distinct": 2,
        "meaning": "email",
        "meaning_label": "E-mail",
    }
    assert {(each["code"], tuple(each["lines"])) for each in told["findings"]} == {
        ("header_empty", (1,)),
        ("row_too_short", (3,)),
        ("row_too_long", (4,)),
    }


def test_inspect_tells_people_the_same(cli, write):
    said = cli("inspect", write("a.csv", "email\tname\na@shop.com\tÅsa\nb@shop.com\n"))
    lines = said.out.decode().splitlines()
    assert lines[0].endswith("a.csv: 2 rows, 2 columns, separator tab, utf-8, header in line 1")
    assert lines[1] == "  email [E-mail]: 100% filled; a@shop.com · b@shop.com"
    assert lines[3].startswith("! 1 times: The row has fewer cells than the header.")
    assert lines[3].endswith("(line 3)")


def test_a_cell_cannot_speak_to_the_terminal(cli, write):
    said = cli("inspect", write("a.csv", "a,b\n\x1b[31m1,\x9b2\n"))
    assert b"\x1b" not in said.out
    assert "\\x1b[31m1" in said.out.decode()


def test_rows_are_printed_as_read_the_header_first(cli, write):
    content = 'a,"b\nc",ü\n1,"x\ny",\n2\n'
    for json_asked in ([], ["--json"]):
        said = cli("rows", write("a.csv", content), *json_asked)
        assert said.lines == [["a", "b\nc", "ü"], ["1", "x\ny", ""], ["2"]]
        assert said.out.isascii()


def test_options_overrule_what_is_detected(cli, write):
    file = write("a.csv", "first line\na|b;c\n1|2;3\n")
    said = cli("rows", file, "--delimiter", "|", "--header-line", 2)
    assert said.lines == [["a", "b;c"], ["1", "2;3"]]
    said = cli("rows", write("b.csv", b"a,b\n\xe4,2\n"), "--encoding", "iso-8859-2")
    assert said.lines == [["a", "b"], ["ä", "2"]]


def test_bytes_that_are_no_text_stay_apart_in_rows_and_harm_no_document(cli, write):
    filler = "x" * 99 + ",1\n"
    file = write("a.csv", b"a,b\n" + filler.encode() * 4_000 + b"\xff,2\n")
    assert cli("rows", file, "--encoding", "utf-8").lines[-1] == ["\udcff", "2"]
    found = cli("inspect", file, "--encoding", "utf-8", "--json").json["findings"]
    assert [(each["code"], each["lines"]) for each in found] == [("row_undecodable", [4_002])]


def test_suggest_gives_a_reason_for_every_pair(cli, write):
    file = write("a.csv", "email,order id,country,colour\na@shop.com,1,US,red\n")
    told = cli("suggest", file, "--json").json
    assert set(told) == {"events", "profiles", "left_out", "options"}
    pairs = told["events"] + told["profiles"]
    assert all(pair["reason"] for pair in pairs)
    assert {
        "target": "email",
        "column": "email",
        "reason": "the name means e-mail",
    }.items() <= next(pair for pair in told["profiles"] if pair["target"] == "email").items()
    assert told["options"]["phone_country"] == "US"


def test_suggest_for_one_kind_leaves_the_other_out(cli, write):
    file = write("a.csv", "email,colour\na@shop.com,red\n")
    told = cli("suggest", file, "--kind", "profiles", "--json").json
    assert "events" not in told
    assert told["left_out"] == ["colour"]
    said = cli("suggest", file, "--kind", "profiles")
    assert said.out.decode().splitlines()[-1] == "left out: colour"


def test_a_suggestion_without_certainty_asks_for_a_nod(cli, write):
    words = cli("suggest", write("a.csv", "email,thing\na@shop.com,1\n")).out.decode()
    assert "“Imported Event”" in words
    assert "(please confirm)" in words


def test_a_saved_suggestion_is_a_preset_that_can_be_used(cli, write, tmp_path):
    file = write("a b.csv", "email;first name\na@shop.com;Ann\n")
    saved = tmp_path / "new folder" / "my preset.json"
    options = ["--time-zone", "Europe/Berlin", "--phone-country", "de", "--delimiter", ";"]
    said = cli("suggest", file, "--kind", "profiles", "--save", saved, *options, "--json")
    assert said.code == 0
    assert said.err == f"Saved as {saved}.\n"
    assert json.loads(said.out)["options"]["time_zone"] == "Europe/Berlin"
    preset = presets.load(saved)
    assert preset.name == "my preset"
    assert preset.reading == presets.Reading(delimiter=";")
    assert preset.mapping.options.phone_country == "DE"
    assert cli("check", file, "--preset", saved).code == 0
