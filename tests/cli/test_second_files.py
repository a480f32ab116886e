"""Orders with the data of their people from a second file, and with the rows that are wanted."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from klaviyo_gui import paths
from klaviyo_gui.sending.again import order_again
from klaviyo_gui.sending.anchors import check_anchors
from klaviyo_gui.store.journal import JOURNAL, Journal
from klaviyo_gui.store.presets import load
from tests.source.test_archive import zipped
from tests.source.workbooks import table, workbook

ORDERS = """\
Order;E-Mail;Datum;Summe;Land
1001;Ann@shop-demo.com;31.05.2024 14:30;1.234,50;DE
1002;bob@shop-demo.com;01.06.2024 09:00;19,90;AT
1003;cy@shop-demo.com;02.06.2024 10:00;5,00;FR
1004;dan@shop-demo.com;03.06.2024 11:00;7,50;DE
1005;eve@shop-demo.com;04.06.2024 12:00;8,00;CH
"""
PEOPLE = """\
email,first_name,city
ann@shop-demo.com,Ann,Ulm
bob@shop-demo.com,Bob,Bonn
bob@shop-demo.com,Robert,Bonn
eve@shop-demo.com,Eve,Basel
"""
JOIN = {
    "file": "customers.csv",
    "key": [{"column": "E-Mail", "equals": "email"}],
    "columns": [
        {"column": "first_name", "as": "first_name"},
        {"column": "city", "as": "city"},
    ],
}
ROWS = {"conditions": [{"column": "Land", "test": "is one of", "values": ["DE", "AT"]}]}
EVENTS = [
    {"target": "metric", "text": "Placed Order"},
    {"target": "unique_id", "column": "Order"},
    {"target": "time", "column": "Datum", "convert": {"date": "day first"}},
    {"target": "value", "column": "Summe", "convert": {"number": "comma"}},
    {"target": "profile.email", "column": "E-Mail"},
    {"target": "profile.first_name", "column": "first_name"},
    {"target": "properties.City", "column": "city"},
]


@pytest.fixture
def orders(write):
    write("customers.csv", PEOPLE)
    return write("orders.csv", ORDERS)


@pytest.fixture
def joining(preset):
    """A preset that joins the people and sends their names with the events."""

    def make(**changes):
        content = {"events": EVENTS, "profiles": [], "joins": [JOIN], "options": {}}
        content["options"] = {"time_zone": "Europe/Berlin"}
        return preset(**content | changes)

    return make


def names_in(said):
    """Return what of the people stands in each event of a preview, None for a held one."""
    found = {}
    for record in said.lines:
        if record["item"] is None:
            found[record["line"]] = None
            continue
        attributes = record["item"]["attributes"]
        person = attributes["profile"]["data"]["attributes"]
        (event,) = attributes["events"]["data"]
        city = event["attributes"]["properties"].get("City")
        found[record["line"]] = (person["email"], person.get("first_name"), city)
    return found


def test_orders_and_customers_become_events_with_the_data_of_the_people(
    cli, practice, orders, joining
):
    rule = JOIN | {"doubles": "first"}
    saved = joining(joins=[rule], rows=ROWS)
    said = cli("preview", orders, "--preset", saved)
    assert names_in(said) == {
        2: ("Ann@shop-demo.com", "Ann", "Ulm"),
        3: ("bob@shop-demo.com", "Bob", "Bonn"),
        5: ("dan@shop-demo.com", None, None),
    }
    assert said.err.splitlines()[-5:] == [
        "2 rows are not wanted by your filter. It takes only rows in which Land is one of DE, AT.",
        "customers.csv: 3 rows of 5 found there by E-Mail = email.",
        "2 rows not found there, so nothing is joined to them: line 4, line 5.",
        "1 row found in several rows there that differ: take the first of them.",
        "In customers.csv 1 key stands in several rows that differ: lines 3, 4.",
    ]
    klaviyo = practice()
    said = cli("send", orders, "--preset", saved, "--practice", "--history", "--json")
    assert said.code == 0
    assert said.json["records"]["events"]["accepted"] == 3
    assert "2 rows are not wanted by your filter." in said.err
    assert klaviyo.counts()["events"] == 3
    with closing(Journal.open(paths.runs() / said.json["run"] / JOURNAL)) as journal:
        facts = journal.facts
    (told,) = facts["joined"]
    assert (facts["unwanted"], told["file"], len(told["sha256"])) == (2, "customers.csv", 64)
    assert (told["matched"], told["unmatched_lines"]) == (3, [4, 5])
    assert "dan@" not in str(facts)


def test_a_check_tells_what_was_joined_and_what_is_not_wanted(cli, orders, joining):
    said = cli("check", orders, "--preset", joining(rows=ROWS), "--json")
    assert said.code == 3
    told = said.json
    assert (told["rows"], told["unwanted"]) == (5, 2)
    assert told["records"]["events"] == {"read": 3, "ready": 2, "held": 1}
    assert told["joined"] == [
        {
            "file": "customers.csv",
            "read": str(orders.with_name("customers.csv")),
            "rows": 5,
            "matched": 2,
            "unmatched": 2,
            "unmatched_lines": [4, 5],
            "without_key": 0,
            "doubled": 1,
            "in_damaged_rows": 0,
            "second": {
                "rows": 4,
                "keys": 3,
                "doubles": 1,
                "double_lines": [[3, 4]],
                "damaged": 0,
                "damaged_lines": [],
            },
        }
    ]
    found = {(each["code"], each["severity"]): each["lines"] for each in told["findings"]}
    assert found["join_double", "hold"] == [3]
    assert found["join_unmatched", "note"] == [5]
    assert b"@" not in said.out


def test_people_read_the_same_at_the_terminal(cli, orders, joining):
    lines = cli("check", orders, "--preset", joining(rows=ROWS)).out.decode().splitlines()
    assert lines[0] == "5 rows → 2 events · 0 people · 1 row held"
    assert lines[1].startswith("2 rows are not wanted by your filter.")
    assert lines[2] == "customers.csv: 2 rows of 5 found there by E-Mail = email."


def test_a_second_file_is_told_where_it_lies_or_lies_beside_the_first(
    cli, tmp_path, orders, joining
):
    elsewhere = tmp_path / "elsewhere" / "customers of May.csv"
    elsewhere.parent.mkdir()
    (tmp_path / "customers.csv").rename(elsewhere)
    saved = joining()
    said = cli("check", orders, "--preset", saved, "--json")
    assert (said.code, said.error) == (2, "JoinFileMissing")
    assert said.json["error"]["message"] == (
        "The mapping takes columns from customers.csv, and there is no such file beside orders.csv."
    )
    assert "--join FOLDER/customers.csv" in said.json["error"]["advice"]
    said = cli("check", orders, "--preset", saved, "--join", elsewhere, "--json")
    assert said.json["joined"][0]["matched"] == 2
    assert said.json["joined"][0]["read"] == str(elsewhere)
    lines = cli("check", orders, "--preset", saved, "--join", elsewhere).out.decode().splitlines()
    assert "customers of May.csv: 2 rows of 5 found there by E-Mail = email." in lines
    said = cli("check", orders, "--preset", saved, "--join", tmp_path / "nowhere.csv", "--json")
    assert (said.code, said.error) == (2, "FileMissing")
    said = cli("check", orders, "--preset", saved, *("--join", elsewhere) * 2, "--json")
    assert (said.code, said.error) == (2, "OptionError")


def test_a_file_of_another_name_is_joined_for_none_that_lies_beside(cli, write, orders, joining):
    write("cities.csv", "email,Zip\nann@shop-demo.com,89073\n")
    april = write("april.csv", "email,Zip\nann@shop-demo.com,53111\n")
    cities = JOIN | {"file": "cities.csv", "columns": [{"column": "Zip", "as": "Zip"}]}
    events = [*EVENTS, {"target": "properties.Zip", "column": "Zip"}]
    saved = joining(joins=[JOIN, cities], events=events)
    said = cli("check", orders, "--preset", saved, "--join", april, "--json")
    assert (said.code, said.error) == (2, "JoinUnclear")
    assert said.json["error"]["advice"].endswith("--join customers.csv=april.csv.")
    words = ("--preset", saved, "--join", f"cities.csv={april}", "--json")
    said = cli("check", orders, *words)
    assert [Path(each["read"]).name for each in said.json["joined"]] == [
        "customers.csv",
        "april.csv",
    ]


@pytest.mark.parametrize(
    ("second", "error"),
    [
        ("mail,first_name,city\na@b.co,Ann,Ulm\n", "JoinColumnsMissing"),
        ("email,first_name\na@b.co,Ann\n", "JoinColumnsMissing"),
        ("email,first_name,city\n", "FileWithoutRows"),
    ],
)
def test_a_second_file_that_is_not_the_one_that_is_meant_is_refused(  # noqa: PLR0913, PLR0917 - fixtures
    cli, write, orders, joining, second, error
):
    write("customers.csv", second)
    said = cli("check", orders, "--preset", joining(), "--json")
    assert (said.code, said.error) == (2, error)


def test_a_column_of_the_file_that_is_called_like_a_joined_one_is_refused(
    cli, write, orders, joining
):
    file = write("orders.csv", ORDERS.replace("Land", "city"))
    said = cli("check", file, "--preset", joining(), "--json")
    assert (said.code, said.error) == (2, "JoinNamesTaken")


def test_a_filter_that_wants_nothing_is_no_success(cli, practice, orders, joining):
    klaviyo = practice()
    none = {"conditions": [{"column": "Land", "test": "is", "values": ["XX"]}]}
    saved = joining(rows=none)
    for command in (("check",), ("preview",), ("send", "--practice", "--history")):
        said = cli(command[0], orders, "--preset", saved, *command[1:])
        assert said.code == 2
        assert "0 rows matched your filter: not one of the 5 rows of orders.csv." in said.err
    assert klaviyo.counts()["events"] == 0


def test_a_filter_compares_numbers_and_dates_in_the_style_of_their_columns(cli, orders, joining):
    rows = {
        "conditions": [
            {"column": "Summe", "test": "is above", "values": ["1.000"]},
            {"column": "Datum", "test": "is after", "values": ["2024-06-03"]},
        ],
        "match": "any",
    }
    said = cli("preview", orders, "--preset", joining(joins=[], events=EVENTS[:5], rows=rows))
    assert [record["line"] for record in said.lines] == [2, 6]


MAY = "Order,Email,At,Sent\n" + "".join(
    f"B{at},p{at}@shop.io,2026-04-05T10:00:00Z,{sent}\n"
    for at, sent in enumerate(("03/13/2026", "04/05/2026", "02/02/2026", "12/28/2025"))
)


def test_a_filter_means_the_same_next_month_whatever_that_file_proves(cli, write, joining):
    may = write("may.csv", MAY)
    events = [
        {"target": "metric", "text": "Placed Order"},
        {"target": "time", "column": "At"},
        {"target": "profile.email", "column": "Email"},
    ]
    asked = {"column": "Sent", "test": "is before", "values": ["03/04/2026"]}
    said = cli(
        "check", may, "--preset", joining(joins=[], events=events, rows={"conditions": [asked]})
    )
    assert said.code == 2
    assert "“Sent” is before “03/04/2026”, which can be read in two ways." in said.err
    assert '"dates": "day first" or "month first"' in said.err
    rows = {"conditions": [asked | {"dates": "day first"}]}
    said = cli("check", may, "--preset", joining(joins=[], events=events, rows=rows), "--json")
    (held,) = [each for each in said.json["findings"] if each["code"] == "filter_unread"]
    # What means the same in both styles decides; all others are held and told.
    assert (held["severity"], held["lines"]) == ("hold", [2, 3, 5])
    assert said.json["records"]["events"]["ready"] == 1


def test_a_value_with_which_nothing_can_be_compared_is_told_with_its_column(cli, orders, joining):
    rows = {"conditions": [{"column": "Summe", "test": "is above", "values": ["much"]}]}
    said = cli("check", orders, "--preset", joining(rows=rows), "--json")
    assert (said.code, said.error) == (2, "ConditionUnusable")
    assert "“Summe” is above “much”" in said.json["error"]["message"]


def test_a_column_of_the_filter_that_drifted_is_told_with_its_likely_name(
    cli, write, orders, joining
):
    file = write("orders.csv", ORDERS.replace("Land", "LAND"))
    said = cli("check", file, "--preset", joining(rows=ROWS), "--json")
    assert (said.code, said.error) == (2, "ColumnsMissing")
    assert "Land is now LAND: use it?" in said.json["error"]["advice"]


def test_a_preset_shows_its_filter_and_what_it_joins(cli, joining):
    lines = cli("preset", "show", joining(rows=ROWS)).out.decode().splitlines()
    assert (
        "joined: 2 columns of customers.csv where E-Mail = email; several rows: hold the row"
        in lines
    )
    assert "rows: only rows in which Land is one of DE, AT" in lines


def test_rows_that_were_refused_are_sent_again_with_what_is_joined(
    cli, practice, write, orders, joining
):
    practice(limits=False)
    file = write("orders.csv", ORDERS.replace("eve@", "eve+refused@"))
    write("customers.csv", PEOPLE.replace("eve@", "eve+refused@"))
    saved = joining(joins=[JOIN | {"doubles": "last"}])
    said = cli("send", file, "--preset", saved, "--practice", "--history", "--json")
    assert said.json["records"]["events"]["refused"] == 1
    write("orders.csv", ORDERS)
    customers = write("customers.csv", PEOPLE)
    customers.rename(customers.with_name("later.csv"))
    again = cli("retry", said.json["run"], "--json")
    assert (again.code, again.error) == (2, "JoinFileMissing")
    again = cli("retry", said.json["run"], "--join", customers.with_name("later.csv"), "--json")
    assert (again.code, again.json["records"]["events"]["accepted"]) == (0, 1)


def test_lines_are_looked_at_unless_every_file_is_the_same(  # noqa: PLR0913, PLR0917 - fixtures
    cli, practice, write, orders, joining, monkeypatch
):
    looked = []

    def look(file, *more):
        looked.append(file.path.name)
        return check_anchors(file, *more)

    monkeypatch.setattr("klaviyo_gui.sending.retry.check_anchors", look)
    practice(limits=False)
    file = write("orders.csv", ORDERS.replace("eve@", "eve+refused@"))
    saved = joining(joins=[JOIN | {"doubles": "last"}])
    said = cli("send", file, "--preset", saved, "--practice", "--history", "--json")
    again = cli("retry", said.json["run"], "--json")
    assert (again.error, looked) == ("NothingPutRight", [])
    write("customers.csv", PEOPLE.replace("Ulm", "Hof"))
    cli("retry", said.json["run"], "--json")
    assert looked == ["orders.csv"]


def test_a_second_file_is_read_as_the_join_says_and_again_so(cli, practice, write, orders, joining):
    practice(limits=False)
    # Its first line is no header, which a detection cannot know.
    write("customers.csv", "email,city,first_name\n" + PEOPLE)
    join = JOIN | {"doubles": "last", "reading": {"header_line": 2}}
    saved = joining(joins=[join])
    file = write("orders.csv", ORDERS.replace("eve@", "eve+refused@"))
    said = cli("preview", orders, "--preset", saved)
    assert names_in(said)[2] == ("Ann@shop-demo.com", "Ann", "Ulm")
    said = cli("send", file, "--preset", saved, "--practice", "--history", "--json")
    with closing(Journal.open(paths.runs() / said.json["run"] / JOURNAL)) as journal:
        (told,) = journal.facts["joined"]
    assert (told["reading"]["header_line"], told["reading"]["delimiter"]) == (2, ",")
    with closing(order_again(paths.runs(), said.json["run"]).file) as again:
        assert again.seconds[0].dialect.header_line == 2
    # A mended mapping that says it otherwise has its way.
    mapping = load(joining(joins=[join | {"reading": {"quote": ""}}])).mapping
    with closing(order_again(paths.runs(), said.json["run"], mapping=mapping).file) as again:
        assert (again.seconds[0].dialect.header_line, again.seconds[0].dialect.quote) == (1, "")


CUSTOMERS = "E-Mail,First Name,Last Name,Order\n" + "".join(
    f"{name}@shop-demo.com,{name.title()},Miller,x\n" for name in ("ann", "bob", "cy", "eve", "flo")
)


def test_a_second_file_is_joined_by_a_key_that_is_proposed_and_goes_the_whole_road(
    cli, practice, write, orders
):
    write("customers.csv", CUSTOMERS)
    saved = orders.with_name("saved.json")
    words = ("--join", orders.with_name("customers.csv"), "--save", saved)
    said = cli("suggest", orders, *words, "--kind", "events")
    assert said.code == 0
    lines = said.out.decode().splitlines()
    assert lines[0] == (
        "joined    customers.csv by E-Mail = E-Mail: 4 of 5 texts that were looked for are there"
    )
    assert any(line.startswith("events    First Name") for line in lines)
    said = cli("suggest", orders, *words[:2], "--kind", "events", "--json")
    (join,) = said.json["joins"]
    assert (join["found"], join["looked_for"], join["certain"]) == (4, 5, True)
    assert {"column": "Order", "as": "Order (customers)"} in join["columns"]
    klaviyo = practice()
    said = cli("send", orders, "--preset", saved, "--practice", "--history", "--json")
    assert said.json["records"]["events"]["accepted"] == 5
    assert klaviyo.counts()["events"] == 5
    people = {each["email"]: each for each in klaviyo.stored("people")}
    assert people["cy@shop-demo.com"]["first_name"] == "Cy"
    assert people["cy@shop-demo.com"]["last_name"] == "Miller"
    assert not people["dan@shop-demo.com"].get("first_name")


def test_a_key_that_may_be_chance_wants_to_be_confirmed(cli, write, orders):
    numbers = write("numbers.csv", "Zeile,Ort\n1001,Ulm\n1002,Bonn\n1003,Hof\n")
    said = cli("suggest", orders, "--join", numbers)
    first = said.out.decode().splitlines()[0]
    assert first.startswith("joined    numbers.csv by Order = Zeile: 3 of 5 texts")
    assert first.endswith("(please confirm)")


def test_files_with_nothing_in_common_are_not_joined(cli, write, orders):
    other = write("other.csv", "a,b\nx,y\n")
    said = cli("suggest", orders, "--join", other, "--json")
    assert (said.code, said.error) == (2, "KeyMissing")


def test_a_second_file_is_opened_as_any_file_is(cli, write, orders, joining):
    german = PEOPLE.replace(",", ";").replace("Ulm", "Köln")
    rows = (line.split(",") for line in PEOPLE.replace("Ulm", "Köln").splitlines())
    files = {
        "customers.csv": german.encode("cp1252"),
        "customers.txt": german.replace(";", "\t").encode("utf-16"),
        "customers.zip": zipped({"in/customers.csv": german}),
        "customers.xlsx": workbook({"Empty": table(), "People": table(*rows)}),
    }
    for name, content in files.items():
        second = write(name, content)
        said = cli("preview", orders, "--preset", joining(rows=ROWS), "--join", second)
        assert names_in(said)[2] == ("Ann@shop-demo.com", "Ann", "Köln"), name
        assert names_in(said)[3] is None


def test_results_give_the_rows_of_the_file_and_not_what_was_joined(
    cli, practice, write, orders, joining
):
    practice(limits=False)
    file = write("orders.csv", ORDERS.replace("dan@", "dan+refused@"))
    saved = joining(joins=[JOIN | {"doubles": "last"}], rows=ROWS)
    said = cli("send", file, "--preset", saved, "--practice", "--history", "--json")
    assert said.json["records"]["events"]["refused"] == 1
    assert cli("results", said.json["run"], "--out", orders.with_name("out")).code == 0
    refused = (orders.with_name("out") / "refused.csv").read_text("utf-8-sig").splitlines()
    assert "Order" in refused[0]
    assert "city" not in refused[0]
    assert len(refused) == 2
    assert "1004" in refused[1]
