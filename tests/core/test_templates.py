"""The shapes of a shop's events, as Klaviyo spells them, laid over real columns."""

import pytest

from klaviyo_gui.core import catalog
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.mapping import Column, Fixed, Kind, ValueType
from klaviyo_gui.core.memory import Memory
from klaviyo_gui.core.nesting import check_names
from klaviyo_gui.core.suggest import as_mapping, suggest_template
from klaviyo_gui.core.templates import TEMPLATES, find_template
from tests.core.cells import converted
from tests.core.test_suggest import SHOPIFY, SHOPIFY_ROW

ADDRESS = "FirstName LastName Address1 City RegionCode CountryCode Zip Phone"
ORDER = (
    "OrderId Categories[] ItemNames[] Brands[] DiscountCode DiscountValue "
    + " ".join(f"BillingAddress.{part}" for part in ADDRESS.split())
    + " "
    + " ".join(f"ShippingAddress.{part}" for part in ADDRESS.split())
)
SHAPES = {
    "Placed Order": ORDER,
    "Ordered Product": (
        "OrderId ProductID SKU ProductName Quantity ProductURL ImageURL Categories[] ProductBrand"
    ),
    "Fulfilled Order": ORDER,
    "Canceled Order": ORDER + " Reason",
    "Refunded Order": ORDER + " Reason",
    "Started Checkout": "ItemNames[] CheckoutURL Categories[]",
    "Added to Cart": (
        "AddedItemProductName AddedItemProductID AddedItemSKU AddedItemCategories[] "
        "AddedItemImageURL AddedItemURL AddedItemPrice AddedItemQuantity ItemNames[] CheckoutURL"
    ),
    "Viewed Product": (
        "ProductName ProductID SKU Categories[] ImageURL URL Brand Price CompareAtPrice"
    ),
}
LINE = (
    "ProductID SKU ProductName Quantity ItemPrice RowTotal ProductURL ImageURL Categories[] Brand"
)
NUMBERS = {
    "DiscountValue",
    "Quantity",
    "ItemPrice",
    "RowTotal",
    "AddedItemPrice",
    "AddedItemQuantity",
    "Price",
    "CompareAtPrice",
}


def drawn(details):
    return [each.name + "[]" * each.is_list for each in details]


def laid(metric, header, row="", memory=None):
    """Return ``{property: (column or text, is certain)}`` of a template over drawn columns."""
    rows = [row.split(",")] * 3 if row else []
    found = suggest_template(find_template(metric), header.split(","), rows, memory or Memory())
    return {
        each.pair.target: (getattr(each.pair.source, "name", each.pair.source), each.is_certain)
        for each in found
    }


def test_every_shape_of_klaviyo_s_guide_is_there_to_the_letter():
    assert {each.metric: drawn(each.details) for each in TEMPLATES} == {
        metric: names.split() for metric, names in SHAPES.items()
    }


def test_a_line_of_an_order_is_spelt_as_the_event_wants_it():
    lines = {each.metric: drawn(each.items) for each in TEMPLATES if each.items}
    orders = ("Placed Order", "Fulfilled Order", "Canceled Order", "Refunded Order")

    assert {metric: lines.pop(metric) for metric in orders} == dict.fromkeys(orders, LINE.split())
    assert lines == {"Started Checkout": LINE.replace(" Categories", " ProductCategories").split()}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.metric)
def test_every_detail_explains_itself_with_an_example_that_can_be_sent(template):
    assert find_template(template.metric) is template
    assert template.meaning.endswith(".")
    assert all(catalog.find(Kind.EVENTS, key) for key in (*template.advised, *template.names))
    check_names(Kind.EVENTS, [catalog.custom(each.name) for each in template.details])
    for detail in (*template.details, *template.items):
        assert detail.meaning.endswith(".")
        assert detail.type == ("number" if detail.name in NUMBERS else "text")
        value, problems = converted(detail.example, detail.type)
        assert value is not None
        assert problems == []
        assert [name for name in detail.names if folded(name) != name] == []


def test_another_name_has_no_template():
    assert find_template("placed order") is None


def test_a_placed_order_fills_its_details_beside_klaviyo_s_own_properties():
    found = laid("Placed Order", SHOPIFY, SHOPIFY_ROW)

    assert found["metric"] == (Fixed("Placed Order"), True)
    assert found["profile.email"] == ("Email", True)
    assert found["value"] == ("Total", True)
    assert found["properties.DiscountCode"] == ("Discount Code", True)
    assert found["properties.BillingAddress.City"] == ("Billing City", True)
    assert found["properties.ShippingAddress.City"] == ("Shipping City", True)
    assert found["properties.ItemNames"] == ("Lineitem name", False)
    assert found["properties.Tags"] == ("Tags", True)
    assert "properties.Discount Code" not in found
    check_names(Kind.EVENTS, found)


def test_one_column_fills_the_event_s_id_and_the_order_s():
    found = laid("Placed Order", "Email,Order ID,Total", "ann@shop.io,31625,150.75")

    assert found["unique_id"] == found["properties.OrderId"] == ("Order ID", True)


def test_a_line_of_an_order_is_worth_its_price_and_bears_no_order_s_id():
    header = "Email,Order ID,Total,Lineitem price,Lineitem name,Lineitem quantity"
    found = laid("Ordered Product", header, "ann@shop.io,31625,150.75,9.99,Kettle,2")

    assert found["value"] == ("Lineitem price", True)
    assert found["properties.Quantity"] == ("Lineitem quantity", True)
    assert found["properties.OrderId"] == ("Order ID", True)
    assert "unique_id" not in found
    assert found["properties.Total"] == ("Total", True)
    assert laid("Ordered Product", "Email,Line item ID")["unique_id"] == ("Line item ID", True)


@pytest.mark.parametrize(
    ("metric", "name"),
    [
        ("Fulfilled Order", "Fulfilled at"),
        ("Canceled Order", "Cancelled at"),
        ("Refunded Order", "Refund date"),
    ],
)
def test_what_came_later_has_its_own_time(metric, name):
    header = f"Email,Created at,{name},Reason"
    found = laid(metric, header, "ann@shop.io,2024-05-31 10:00,2024-06-02 10:00,too late")

    assert found["time"] == (name, True)
    assert found["properties.Created at"] == ("Created at", True)
    assert found["properties.Reason"] == ("Reason", True)


def test_the_time_of_another_event_is_not_taken():
    assert "time" not in laid("Fulfilled Order", "Email,Created at", "ann@shop.io,2024-05-31")


def test_the_id_of_a_cart_waits():
    found = suggest_template(find_template("Started Checkout"), ["Email", "Cart token"], [])
    (cart,) = (each for each in found if each.pair.target == "unique_id")

    assert not cart.is_certain
    assert "more than once" in cart.reason
    assert laid("Started Checkout", "Email,Checkout ID")["unique_id"] == ("Checkout ID", False)


@pytest.mark.parametrize(
    ("metric", "header", "row", "key"),
    [
        ("Ordered Product", "Email,Qty", "ann@shop.io,two", "properties.Quantity"),
        ("Ordered Product", "Email,Price", "ann@shop.io,much", "value"),
        ("Fulfilled Order", "Email,Shipped at", "ann@shop.io,soon", "time"),
    ],
)
def test_a_detail_that_its_cells_belie_waits(metric, header, row, key):
    assert laid(metric, header, row)[key][1] is False


def test_what_was_chosen_before_is_chosen_within_a_template_too():
    memory = Memory({"farbe": ((Kind.EVENTS, "properties.Color", 1),)})
    found = laid("Viewed Product", "Email,Farbe", "ann@shop.io,red", memory)

    assert found["properties.Color"] == ("Farbe", True)


def test_a_template_builds_a_mapping_of_what_is_certain():
    header, row = "Email,Order ID,Total,Brand", "ann@shop.io,31625,150.75,Acme"
    found = suggest_template(find_template("Placed Order"), header.split(","), [row.split(",")])
    mapping = as_mapping(found)

    assert mapping.kinds == (Kind.EVENTS,)
    assert mapping.pair(Kind.EVENTS, "properties.OrderId").source == Column("Order ID")
    assert mapping.pair(Kind.EVENTS, "properties.OrderId").type is ValueType.TEXT
    assert mapping.pair(Kind.EVENTS, "properties.Brands") is None
