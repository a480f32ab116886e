import csv
import tomllib
from pathlib import Path

import pytest

from klaviyo_gui import paths
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Column, Fixed, Kind, ValueType
from klaviyo_gui.core.suggest import (
    are_lines,
    grouped_by,
    likely_key,
    propose_grouping,
    suggest_grouped,
    suggest_items,
    usual_type,
)
from klaviyo_gui.core.suggest.levels import (
    DIFFERS,
    EMPTY,
    IS_KEY,
    NAMES_ITEM,
    NEARLY_SAME,
    ONCE,
    SAME,
    UNSEEN,
)
from klaviyo_gui.core.suggest.order_names import key_rank
from tests.core.order_files import ITEMS, SHOPIFY, is_of_items, lines

EXPORTS = tomllib.loads(Path(__file__).with_name("exports.toml").read_text("utf-8"))["export"]


def levels(proposal):
    return {each.column: each.reason for each in proposal.levels}


@pytest.mark.parametrize("shop", ITEMS)
def test_lines_of_orders_are_known_by_the_number_of_the_order(shop):
    header, key, *_ = ITEMS[shop]
    rows = lines(header, at_first=shop == "Shopify")
    proposal = propose_grouping(header.split(","), rows)
    assert proposal is not None
    assert proposal.grouping.key == (key,)
    assert proposal.rows == len(rows)
    assert proposal.orders == 60


@pytest.mark.parametrize("shop", ITEMS)
def test_what_tells_of_one_item_is_told_apart_from_what_tells_of_the_order(shop):
    header, *_ = ITEMS[shop]
    names = header.split(",")
    proposal = propose_grouping(names, lines(header, at_first=shop == "Shopify"))
    wanted = {name for name in names if is_of_items(name)} | ({"order-item-id"} & {*names})
    assert set(proposal.grouping.per_item) == wanted


@pytest.mark.parametrize("shop", ITEMS)
def test_the_details_of_items_have_klaviyos_spelling(shop):
    header, key, sku, product, quantity = ITEMS[shop]
    names, rows = header.split(","), lines(header, at_first=shop == "Shopify")
    found = suggest_grouped(propose_grouping(names, rows).grouping, names, rows)
    placed = {
        each.pair.target: each.pair.source.name
        for each in found
        if each.is_certain and each.kind is Kind.EVENTS and isinstance(each.pair.source, Column)
    }
    assert placed["properties.Items[].SKU"] == sku
    assert placed["properties.Items[].ProductName"] == product
    assert placed["properties.Items[].Quantity"] == quantity
    assert placed["properties.ItemNames[]"] == product
    assert placed["unique_id"] in {key, "Id"}
    metric = next(each for each in found if each.pair.target == "metric")
    assert metric.pair.source == Fixed("Placed Order")
    assert metric.is_certain


@pytest.mark.parametrize("shop", ITEMS)
def test_nothing_of_one_item_is_proposed_for_the_whole_order(shop):
    header, *_ = ITEMS[shop]
    names, rows = header.split(","), lines(header, at_first=shop == "Shopify")
    grouping = propose_grouping(names, rows).grouping
    for each in suggest_grouped(grouping, names, rows):
        if isinstance(each.pair.source, Column):
            is_of_item = each.pair.source.name in grouping.per_item
            assert ("[]" in each.pair.target) == is_of_item


def test_the_reasons_say_what_name_and_cells_tell():
    found = levels(propose_grouping(SHOPIFY.split(","), lines(SHOPIFY, at_first=True)))
    assert found["Name"] == IS_KEY
    assert found["Email"] == SAME
    assert found["Total"] == ONCE
    assert found["Lineitem name"] == DIFFERS
    assert found["Lineitem taxable"] == NAMES_ITEM
    assert found["Lineitem compare at price"] == NAMES_ITEM


def test_columns_that_no_name_explains_are_judged_by_their_cells():
    header = ["Order ID", "SKU", "Colour", "Note", "Rare", "Slip", "Price"]
    rows = []
    for order in range(20):
        slip = "x" if order < 2 else "y"
        for line in range(2):
            colour, price = ("red", "blue")[line], "9" if line == 0 else ""
            rows.append([str(order), f"S{line}", colour, "", "", "y" if line else slip, price])
    rows.append(["99", "S9", "red", "", "seldom", "y", "9"])
    proposal = propose_grouping(header, rows)
    found = levels(proposal)
    assert found["Colour"] == DIFFERS
    assert found["Note"] == EMPTY
    assert found["Rare"] == UNSEEN
    assert found["Slip"] == NEARLY_SAME
    assert found["Price"] == ONCE
    assert proposal.grouping.per_item == ("SKU", "Colour")


def test_any_column_can_be_the_key_where_somebody_says_so():
    rows = [["a@x.io", "Cup"], ["a@x.io", "Tea"], ["b@x.io", "Pen"]]
    proposal = grouped_by(("Email",), ("Email", "Product"), rows)
    assert proposal.grouping == Grouping(("Email",), ("Product",))
    assert proposal.orders == 2


NO_ORDERS = {
    "one row an order": ("Order ID,Email,SKU,Total", ["{n},p{n}@x.io,S{n},9.50"]),
    "an order that stands twice": ("Order ID,Email,SKU,Total", ["{n},p{n}@x.io,S{n},9.50"] * 2),
    "people who come again": ("Email,First name,Product", ["p@x.io,Ann,Cup {n}"] * 2),
    "a log of a shop": (
        "Order ID,Event,Time,Email,Product",
        [
            "{n},Viewed,2024-03-01 10:0{n},p{n}@x.io,Cup",
            "{n},Bought,2024-03-02 11:0{n},p{n}@x.io,Tea",
        ],
    ),
    "an order's states": (
        "Order ID,Status,Stage,Product",
        ["{n},new,1,Cup", "{n},paid,2,Tea"],
    ),
    "numbers that begin anew": (
        "Order No,Email,Product,Total",
        ["{n},p{n}@x.io,Cup,9", "{n},q{n}@x.io,Tea,8"],
    ),
    "numbers that begin anew in a file with much in common": (
        "Order No,Email,Shop,Country,Currency,Product",
        ["{n},p{n}@x.io,A,DE,EUR,Cup", "{n},q{n}@x.io,A,DE,EUR,Tea"],
    ),
    "what happened to orders over time": (
        "Order ID,Changed on,Email,Shop,Country,Product",
        ["{n},2024-03-01,p{n}@x.io,A,DE,Cup", "{n},2024-03-09,p{n}@x.io,A,DE,Tea"],
    ),
    "loyalty": ("Receipt number,Email,Points", ["{n},p{n}@x.io,10", "{n}5,p{n}@x.io,20"]),
    "a number that is mostly blank": (
        "Order ID,Email,Product",
        ["{n},p{n}@x.io,Cup", "{n},p{n}@x.io,Tea", ",p{n}@x.io,Pen"],
    ),
    "attendees": (
        "Order ID,Email,Ticket type,Item",
        ["{n},p{n}@x.io,Adult,Seat 1", "{n},p{n}@x.io,Child,Seat 2"],
    ),
    "products": ("Product ID,SKU,Price", ["P{n},S{n}a,9", "P{n},S{n}b,8"]),
}


@pytest.mark.parametrize("case", NO_ORDERS)
def test_nothing_is_proposed_where_rows_are_no_lines_of_orders(case):
    header, drawn = NO_ORDERS[case]
    rows = [line.format(n=n).split(",") for n in range(1, 9) for line in drawn]
    assert propose_grouping(header.split(","), rows) is None


def test_few_orders_with_two_rows_among_many_are_rather_rows_that_stand_twice():
    rows = [[str(n), f"S{n}", "9"] for n in range(200)]
    twice = [*rows, ["7", "S8", "9"]]
    header = ("Order ID", "SKU", "Total")
    assert propose_grouping(header, twice) is None
    assert propose_grouping(header, [*twice[:20], ["7", "S8", "9"]]) is not None


def test_no_sample_that_comes_with_the_program_is_taken_for_lines():
    with (paths.resources() / "samples" / "orders.csv").open(encoding="utf-8-sig") as file:
        header, *rows = csv.reader(file)
    assert propose_grouping(header, rows) is None


@pytest.mark.parametrize("export", EXPORTS, ids=[each["name"] for each in EXPORTS])
def test_no_list_of_a_row_each_is_taken_for_lines(export):
    separator = export.get("separator", ",")
    header = export["header"].split(separator)
    row = export["row"].split(separator) if "row" in export else header
    rows = [[f"{cell}{n}" if cell else "" for cell in row] for n in range(30)]
    assert propose_grouping(header, rows) is None


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("Order ID", 0),
        ("Bestell-Nr.", 0),
        ("Auftragsnummer", 0),
        ("Numéro de commande", 0),
        ("Checkout ID", 1),
        ("Receipt number", 2),
        ("Bonnummer", 2),
        ("Rechnungsnummer", 3),
        ("Transaction ID", 4),
        ("increment_id", 0),
        ("Order item ID", None),
        ("Order date", None),
        ("Order status", None),
        ("Order e-mail", None),
        ("Order total", None),
        ("Customer number", None),
        ("Product ID", None),
        ("Rechnungsadresse: PLZ", None),
        ("Bonusnummer", None),
        ("Name", None),
        ("Id", None),
    ],
)
def test_a_name_says_whether_it_numbers_orders(name, rank):
    assert key_rank(name, (name,)) == rank


def test_shopifys_name_numbers_orders_only_beside_lines():
    assert key_rank("Name", ("Name", "Lineitem sku")) == 0
    assert key_rank("Id", ("Id", "Lineitem sku")) == 1


def item(header, rows):
    names = header.split(",")
    cells = [row.split(",") for row in rows]
    found = suggest_items(names, names, cells)
    return {each.pair.target.removeprefix("properties."): each for each in found}


@pytest.mark.parametrize("header", ["Item #,Item Name", "Item Name,Item #"])
def test_of_two_names_of_a_product_the_more_telling_one_is_its_name(header):
    found = item(header, ["1,Cup", "2,Tea"])
    assert found["Items[].ProductName"].pair.source == Column("Item Name")
    assert found["Items[].Item #"].pair.source == Column("Item #")


def test_categories_are_lists_split_as_the_cells_show():
    found = item("SKU,Category", ["1,Cups;Gifts", "2,Teas;Gifts"])
    assert found["Items[].Categories"].pair.type is ValueType.LIST
    assert found["Categories[]"].pair.conversion.separator == ";"


def test_a_category_with_a_comma_waits_to_be_confirmed():
    names = ("SKU", "Category")
    found = suggest_items(names, names, [["1", "Home, Garden"]])
    waiting = {each.pair.target for each in found if not each.is_certain}
    assert waiting == {"properties.Items[].Categories", "properties.Categories[]"}


def test_brands_are_listed_for_segments():
    found = item("SKU,Brand", ["1,Acme"])
    assert found["Brands[]"].pair.source == Column("Brand")
    assert found["Items[].Brand"].pair.source == Column("Brand")


def test_a_quantity_that_is_no_number_waits():
    assert not item("SKU,Quantity", ["1,a few"])["Items[].Quantity"].is_certain


def test_what_should_not_leave_a_shop_and_what_is_empty_is_not_proposed():
    found = item("SKU,Item password,Item note,Colour.Code", ["1,x,,red"])
    assert set(found) == {"Items[].SKU", r"Items[].Colour\.Code"}


def test_people_alone_have_no_items():
    header = ITEMS["German"][0]
    names, rows = header.split(","), lines(header)
    grouping = propose_grouping(names, rows).grouping
    found = suggest_grouped(grouping, names, rows, (Kind.PROFILES,))
    assert {each.kind for each in found} == {Kind.PROFILES}


def test_an_order_without_an_id_is_known_by_the_key():
    names = ("Receipt no", "Email", "SKU")
    rows = [["1", "a@x.io", "S1"], ["1", "a@x.io", "S2"]] * 2
    found = suggest_grouped(Grouping(("Receipt no",), ("SKU",)), names, rows)
    by_target = {each.pair.target: each for each in found if each.kind is Kind.EVENTS}
    assert by_target["unique_id"].is_certain
    assert by_target["unique_id"].pair.source == Column("Receipt no")
    assert by_target["properties.OrderId"].pair.source == Column("Receipt no")
    assert by_target["metric"].pair.source == Fixed("Placed Order")
    of_two = suggest_grouped(Grouping(("Receipt no", "Email"), ("SKU",)), names, rows)
    assert not next(each for each in of_two if each.pair.target == "unique_id").is_certain


def test_carts_keep_the_name_of_their_event():
    names = ("Id", "Email", "Abandoned Checkout URL", "Lineitem name")
    rows = [[str(n // 2), f"p{n // 2}@x.io", "https://x.io/1", f"Cup {n}"] for n in range(20)]
    grouping = propose_grouping(names, rows).grouping
    found = suggest_grouped(grouping, names, rows)
    metric = next(each for each in found if each.pair.target == "metric")
    assert metric.pair.source == Fixed("Started Checkout")
    assert not metric.is_certain


def test_an_event_that_a_column_names_keeps_its_name():
    names = ("Order ID", "Event name", "Email", "SKU")
    rows = [[str(n // 2), "Placed Order", f"p{n // 2}@x.io", f"S{n}"] for n in range(20)]
    found = suggest_grouped(Grouping(("Order ID",), ("SKU",)), names, rows)
    metric = next(each for each in found if each.pair.target == "metric")
    assert metric.pair.source == Column("Event name")


FAR_APART = [[str(at), f"p{at}@x.io", f"S{at}", "1", "9"] for at in range(30)]
NAMES = ("Order ID", "Email", "SKU", "Quantity", "Price")


@pytest.mark.parametrize(
    ("names", "rows", "key"),
    [
        (NAMES, FAR_APART, ("Order ID",)),
        (NAMES, [], ()),
        (NAMES, [*FAR_APART, FAR_APART[0]], ()),
        (("Order ID", "Email", "SKU", "Shop", "Price"), FAR_APART, ()),
        (("Number", "Email", "SKU", "Quantity", "Price"), FAR_APART, ()),
        (("Order ID", "Ticket", "SKU", "Quantity", "Price"), FAR_APART, ()),
    ],
)
def test_lines_that_stand_far_apart_are_likely_by_their_names(names, rows, key):
    assert likely_key(names, rows) == key
    assert propose_grouping(names, rows) is None


def test_rows_are_lines_where_there_are_clearly_fewer_orders():
    assert are_lines(1_000, 400)
    assert not are_lines(1_000, 990)
    assert not are_lines(1_000, 1_000)


def test_what_klaviyo_reckons_with_of_items_is_a_number():
    assert usual_type("properties.Items[].Quantity") is ValueType.NUMBER
    assert usual_type("properties.Items[].SKU") is ValueType.TEXT
    assert usual_type("properties.Items[].Colour") is None
    assert usual_type("value") is None
