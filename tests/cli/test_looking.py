import gzip
import json

import orjson

from klaviyo_gui.core.mapping import Column, Mapping, Pair
from klaviyo_gui.store import presets
from klaviyo_gui.store.choices import learn
from tests.source.test_archive import zipped
from tests.source.workbooks import table, workbook


def test_rows_are_printed_as_read_the_header_first(cli, write):
    content = 'a,"b\nc",ü\n1,"x\ny",\n2\n'
    for json_asked in ([], ["--json"]):
        said = cli("rows", write("a.csv", content), *json_asked)
        assert said.lines == [["a", "b\nc", "ü"], ["1", "x\ny", ""], ["2"]]
        assert said.out.isascii()


def test_a_file_without_a_header_prints_no_names_of_ours(cli, write):
    assert cli("rows", write("a.csv", "1,2\n3,4\n")).lines == [["1", "2"], ["3", "4"]]
    said = cli("rows", write("a.csv", "a,b\n3,4\n"), "--header-line", 0)
    assert said.lines == [["a", "b"], ["3", "4"]]


def test_rows_are_printed_of_every_kind_of_file(cli, write):
    text = "name;town\nAda;Köln\nBob;\n"
    book = workbook({"Empty": table(), "Orders": table(*(r.split(";") for r in text.split()))})
    files = {
        "a.csv": text.encode("cp1252"),
        "b.csv": text.encode("utf-16"),
        "c.csv.gz": gzip.compress(text.encode()),
        "d.zip": zipped({"in/d.csv": text}),
        "e.xlsx": book,
    }
    for name, content in files.items():
        said = cli("rows", write(name, content))
        assert said.lines == [["name", "town"], ["Ada", "Köln"], ["Bob", ""]], name


def test_a_sheet_can_be_chosen(cli, write):
    book = write("a.xlsx", workbook({"One": table(["a"], ["1"]), "Two": table(["b"], ["2"])}))
    assert cli("rows", book).lines == [["a"], ["1"]]
    assert cli("rows", book, "--sheet", "Two").lines == [["b"], ["2"]]
    for sheet, file in (("Three", book), ("One", write("a.csv", "a\n1\n"))):
        said = cli("rows", file, "--sheet", sheet, "--json")
        assert (said.code, said.error) == (2, "OptionError")


def test_the_quote_can_be_chosen(cli, write):
    file = write("a.csv", "a,b\n1,'x,y'\n2,\"z\"\n")
    assert cli("rows", file, "--quote", "'").lines[1:] == [["1", "x,y"], ["2", '"z"']]
    assert cli("rows", file, "--quote", '"').lines[1:] == [["1", "'x", "y'"], ["2", "z"]]
    file = write("b.csv", 'a,b\n1,"x"\n2,"z"\n')
    assert cli("rows", file, "--quote", "none").lines[1:] == [["1", '"x"'], ["2", '"z"']]


def test_options_overrule_what_is_detected(cli, write):
    file = write("a.csv", "first line\na|b;c\n1|2;3\n")
    said = cli("rows", file, "--delimiter", "|", "--header-line", 2)
    assert said.lines == [["a", "b;c"], ["1", "2;3"]]
    said = cli("rows", write("b.csv", b"a,b\n\xe4,2\n"), "--encoding", "iso-8859-2")
    assert said.lines == [["a", "b"], ["ä", "2"]]


def test_bytes_that_are_no_text_harm_no_document_and_are_told(cli, write):
    filler = "x" * 99 + ",1\n"
    file = write("a.csv", b"a,b\n" + filler.encode() * 4_000 + b"\xff,2\n")
    said = cli("rows", file, "--encoding", "utf-8")
    assert (said.code, said.lines[-1]) == (0, ["\ufffd", "2"])
    assert [orjson.loads(line)[-1] for line in said.out.splitlines()[-2:]] == ["1", "2"]
    assert "1 line held bytes that are no letters" in said.err
    assert said.err.endswith("line 4002.\n")
    found = cli("inspect", file, "--encoding", "utf-8", "--json").json["findings"]
    assert [(each["code"], each["lines"]) for each in found] == [("row_undecodable", [4_002])]


def test_every_document_about_bytes_that_are_no_text_is_valid(cli, write):
    names = ["René", "Zoë", "Größe", "Café", "Ärger", "Ölung"]
    mixed = "".join(f"{name},a@b.co\n" for name in names).encode()
    file = write("a.csv", b"name,mail\n" + mixed * 100 + b"Zo\xeb,z@b.co\n" * 12)
    said = cli("rows", file)
    assert said.lines[-1] == ["Zo\ufffd", "z@b.co"]
    assert "12 lines held bytes" in said.err
    assert said.err.endswith(" 610, 611, ….\n")
    for document in (said.out.splitlines()[-1], cli("inspect", file, "--json").out):
        assert "\\ud" not in str(orjson.loads(document))
    assert "Zo\ufffd" in cli("inspect", file).out.decode()


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
    assert told["options"]["phone_country"] == ""
    assert told["options"]["guessed_country"] == "US"


def test_suggest_knows_what_was_chosen_before(cli, write):
    file = write("a.csv", "email,order id,menge\na@shop.com,1,5\n")
    chosen = Mapping((Pair("value", Column("menge")),))
    assert "value" not in {pair["target"] for pair in cli("suggest", file, "--json").json["events"]}
    learn(chosen)
    told = cli("suggest", file, "--json").json["events"]
    (value,) = (pair for pair in told if pair["target"] == "value")
    assert (value["column"], value["certain"]) == ("menge", True)
    assert value["reason"] == "you chose Value for this name before"


def test_suggest_tells_the_type_of_a_custom_property_and_why(cli, write):
    rows = "".join(f"ann{points}@shop.com,1,{points},0{points}\n" for points in range(3))
    file = write("a.csv", "email,order id,points,badge\n" + rows)
    told = cli("suggest", file, "--json").json["events"]
    types = {pair.get("column"): (pair.get("type"), pair.get("type_reason")) for pair in told}
    assert types["points"] == ("number", "every cell is a number")
    assert types["badge"] == ("text", "it stays text: a number would lose zeros in front")
    assert types["order id"] == (None, None)
    said = cli("suggest", file).out.decode()
    assert "; as number: every cell is a number" in said


def test_a_saved_type_is_used_when_the_rows_are_built(cli, write, tmp_path):
    rows = "".join(
        f"ann{points}@shop.com,{points},2024-05-31 10:00:00,7.5\n" for points in range(3)
    )
    file = write("a.csv", "email,order id,order date,points\n" + rows)
    saved = tmp_path / "a.json"
    assert cli("suggest", file, "--kind", "events", "--save", saved).code == 0
    first = cli("preview", file, "--preset", saved, "--json").lines[0]
    (event,) = first["item"]["attributes"]["events"]["data"]
    assert event["attributes"]["properties"] == {"points": 7.5}


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


def test_a_suggestion_says_no_zone_unless_it_is_told(cli, write, tmp_path):
    file, saved = write("a.csv", "email,colour\na@shop.com,red\n"), tmp_path / "saved.json"
    said = cli("suggest", file, "--save", saved, "--json")
    assert said.json["options"]["time_zone"] == ""
    assert presets.load(saved).mapping.options.time_zone == ""


def test_a_saved_suggestion_is_a_preset_that_can_be_used(cli, write, tmp_path):
    file = write("a b.csv", "email;first name\na@shop.com;Ann\n")
    saved = tmp_path / "new folder" / "my preset.json"
    options = ["--time-zone", "Europe/Berlin", "--phone-country", "de", "--delimiter", ";"]
    options += ["--quote", "none", "--header-line", 1]
    said = cli("suggest", file, "--kind", "profiles", "--save", saved, *options, "--json")
    assert said.code == 0
    assert said.err == f"Saved as {saved}.\n"
    assert json.loads(said.out)["options"]["time_zone"] == "Europe/Berlin"
    preset = presets.load(saved)
    assert preset.name == "my preset"
    assert preset.reading == presets.Reading(delimiter=";", quote="", header_line=1)
    assert preset.mapping.options.phone_country == "DE"
    assert cli("check", file, "--preset", saved).code == 0
