"""What the cells say: for a name, against it, and where no name says anything."""

import pytest

from klaviyo_gui.core.mapping import Column, Kind
from klaviyo_gui.core.nesting import check_names
from klaviyo_gui.core.suggest import content, fitting, suggest

PEOPLE = (Kind.PROFILES,)
EVENTS = (Kind.EVENTS,)


def proposal(header, rows, key, kinds=PEOPLE):
    """Return the proposal for one property as (column, is certain, reason), None without one."""
    return next(
        (
            (each.pair.source.name, each.is_certain, each.reason)
            for each in suggest(header, rows, kinds)
            if each.pair.target == key and isinstance(each.pair.source, Column)
        ),
        None,
    )


@pytest.mark.parametrize(
    ("name", "key", "right", "wrong"),
    [
        ("First name", "first_name", "Ann", "17"),
        ("Last name", "last_name", "Lee", "ann@shop.io"),
        ("Company", "organization", "Shop 24", "ann@shop.io"),
        ("Job title", "title", "Buyer", "3"),
        ("Street", "location.address1", "12 Maple Lane", "12 Maple Lane, 53111 Bonn, DE"),
        ("Address", "location.address1", "12 Maple Lane", "12 Maple Lane\n53111 Bonn"),
        ("Address 2", "location.address2", "1", "ann@shop.io"),
        ("City", "location.city", "Bonn", "1.50"),
        ("State", "location.region", "CA", "shipped"),
        ("Country", "location.country", "Côte d'Ivoire", "+49"),
        ("Zip", "location.zip", "'94040", "Bonn"),
        ("Zip", "location.zip", "K1A 0B1", "12345678901234567"),
        ("Latitude", "location.latitude", "-40.7", "140.7"),
        ("Longitude", "location.longitude", "140.7", "east"),
        ("Time zone", "location.timezone", "America/Argentina/Ushuaia", "Eastern Time (US)"),
        ("Time zone", "location.timezone", "UTC", "PST"),
        ("IP address", "location.ip", "2001:db8::1", "localhost"),
        ("Language", "locale", "pt_BR", "Brazilian Portuguese"),
        ("Avatar", "image", "https://shop.io/ann.png", "ann.png"),
        ("Customer id", "external_id", "C-10442", "ann@shop.io"),
    ],
)
def test_cells_confirm_a_name_or_belie_it(name, key, right, wrong):
    assert proposal([name], [[right]], key)[1] is True

    column, is_certain, reason = proposal([name], [[wrong]], key)
    assert (column, is_certain) == (name, False)
    assert reason.endswith("but the cells do not look like it")


@pytest.mark.parametrize(
    ("name", "key", "right", "wrong"),
    [
        ("Currency", "value_currency", "eur", "€"),
        ("Order id", "unique_id", "#1001", "ann@shop.io"),
        ("Event", "metric", "Placed Order", "17"),
    ],
)
def test_cells_confirm_or_belie_what_happened(name, key, right, wrong):
    assert proposal([name], [[right]], key, EVENTS)[1] is True
    assert proposal([name], [[wrong]], key, EVENTS)[1] is False


@pytest.mark.parametrize(
    ("name", "cell", "key"),
    [
        ("Date", "31/05/2024", "time"),
        ("Date", "05.06.24 10:00", "time"),
        ("Total", "1.234,56", "value"),
        ("Total", "$1,234.50", "value"),
    ],
)
def test_dates_and_amounts_are_placed_in_whatever_form_they_are_written(name, cell, key):
    assert proposal([name], [[cell]], key, EVENTS)[:2] == (name, True)


def test_days_of_a_spreadsheet_wait_until_it_is_said_how_to_read_them():
    column, is_certain, reason = proposal(["Date"], [["45123.5"]], "time", EVENTS)

    assert (column, is_certain) == ("Date", False)
    assert reason.endswith("but say first how its cells are to be read")


@pytest.mark.parametrize(
    ("cells", "is_certain"),
    [
        (["1404241217", "1504241305"], False),
        (["1404241217", "1710496800"], True),
        (["1710496800", "1710496801"], True),
    ],
)
def test_ten_digits_that_may_be_a_day_with_its_time_wait(cells, is_certain):
    column, certain, reason = proposal(["Date"], [[cell] for cell in cells], "time", EVENTS)

    assert (column, certain) == ("Date", is_certain)
    assert is_certain or reason.endswith("but say first how its cells are to be read")


@pytest.mark.parametrize(
    ("header", "row", "column"),
    [
        (["Email", "Customer email"], ["", "ann@shop.io"], "Customer email"),
        (["Email", "Customer email"], ["yes", "ann@shop.io"], "Customer email"),
        (["Email", "Customer email"], ["bob@shop.io", "ann@shop.io"], "Email"),
    ],
)
def test_of_two_names_the_one_with_the_right_cells_is_proposed(header, row, column):
    assert proposal(header, [row], "email")[:2] == (column, True)


@pytest.mark.parametrize(
    ("header", "key", "rows", "is_certain"),
    [
        (["Email", "E-mail"], "email", [["ann@shop.io", "bob@shop.io"]], False),
        (["Email", "E-mail"], "email", [["ann@shop.io", "Ann@shop.io "]], True),
        (["Email", "E-mail"], "email", [["ann@shop.io", ""]], True),
        (["Phone", "Mobile"], "phone_number", [["555-864-9987", "555-864-1111"]], False),
        (["Buyer Email", "Guest Email"], "email", [["ann@shop.io", "bob@shop.io"]], False),
        (["State", "State code"], "location.region", [["California", "CA"]], True),
    ],
)
def test_two_columns_that_differ_cannot_both_say_who_it_is(header, key, rows, is_certain):
    column, certain, reason = proposal(header, rows, key)

    assert (column, certain) == (header[0], is_certain)
    assert is_certain or reason.endswith(f"but “{header[1]}” may be it, too")


@pytest.mark.parametrize(
    ("name", "cell", "key", "kinds"),
    [
        ("Kontakt 2", "+49 171 1234567", "phone_number", PEOPLE),
        ("Herkunft", "Germany", "location.country", PEOPLE),
        ("Wann", "2024-05-31 10:00:00", "time", EVENTS),
        ("Zahl", "€ 1.234,50", "value", EVENTS),
    ],
)
def test_what_only_the_cells_say_waits_with_its_reason(name, cell, key, kinds):
    column, is_certain, reason = proposal(["x", name], [["a", cell], ["b", cell]], key, kinds)

    assert (column, is_certain) == (name, False)
    assert reason.startswith("the cells ")


@pytest.mark.parametrize(
    ("name", "cell", "key"),
    [
        ("Birthday", "1980-05-31", "time"),
        ("Changed last", "2024-05-31 10:00:00", "time"),
        ("Letzter Kauf", "2024-05-31", "time"),
        ("Shipping cost", "5.00", "value"),
        ("Tax", "5.00", "value"),
        ("Weight", "5.00", "value"),
        ("Weight", "5.0", "value"),
        ("Shipping phone", "+49 171 1234567", "profile.phone_number"),
        ("Fax", "+49 171 1234567", "profile.phone_number"),
        ("Visited on", "2024-05-31", "profile.phone_number"),
        ("Ref", "5551112223", "profile.phone_number"),
        ("Language", "DE", "profile.location.country"),
    ],
)
def test_cells_alone_say_nothing_against_the_name(name, cell, key):
    assert proposal([name], [[cell]], key, EVENTS) is None


@pytest.mark.parametrize(("key", "cell"), [("time", "2024-05-31 10:00"), ("value", "5.00")])
def test_cells_alone_say_nothing_where_two_columns_compete(key, cell):
    assert proposal(["a", "b"], [[cell, cell]], key, EVENTS) is None
    assert proposal(["a", "b"], [[cell, "x"]], key, EVENTS)[:2] == ("a", False)


@pytest.mark.parametrize(
    ("name", "cells", "found"),
    [
        ("Position", ["Buyer"], ("Position", False, "the name may mean job title")),
        ("Position", ["3"], None),
        ("Position", [""], None),
        ("Work email", ["ann@shop.io"], ("Work email", False, "the name may mean e-mail")),
        ("Work email", ["yes"], None),
    ],
)
def test_a_mere_hint_waits_and_is_nothing_where_the_cells_are_otherwise(name, cells, found):
    key = "title" if name == "Position" else "email"
    rows = [["x", cell] for cell in cells]

    assert proposal(["other", name], rows, key) == found


@pytest.mark.parametrize(
    ("header", "row", "column", "is_certain"),
    [
        (["Date", "Time"], None, "Date", False),
        (["Time", "Date"], None, "Date", False),
        (["Date", "Time"], ["2024-05-31", "10:05:11 PM"], "Date", False),
        (["Date created", "Time"], ["2024-05-31 10:00", "10:00"], "Date created", True),
        (["Time"], ["2024-05-31 10:00"], "Time", True),
        (["Order date", "Time"], ["2024-05-31", "2024-05-31 10:00"], "Order date", True),
    ],
)
def test_a_day_without_its_hour_waits(header, row, column, is_certain):
    found, certain, reason = proposal(header, [row] if row else [], "time", EVENTS)

    assert (found, certain) == (column, is_certain)
    assert certain or reason == "the name means time, but the time of day is in “Time”"


def test_a_time_zone_beside_events_may_be_the_shop_s():
    alone = proposal(["Email", "Time zone"], [], "location.timezone")
    beside = proposal(["Email", "Time zone", "Order id"], [], "location.timezone")
    owned = proposal(["Email", "Customer time zone", "Order id"], [], "location.timezone")

    assert [each[1] for each in (alone, beside, owned)] == [True, False, True]
    assert beside[2].endswith("but it may be the shop's")


def test_an_id_of_klaviyo_s_own_always_waits():
    for kinds, prefix in ((PEOPLE, ""), (EVENTS, "profile.")):
        found = proposal(["Email", "Klaviyo ID"], [], prefix + "id", kinds)
        assert found[1] is False
        assert found[2].endswith("right only in the account that it comes from")


def test_an_event_s_name_waits_where_it_would_make_many_metrics():
    few = [["ann@shop.io", f"Event {number % 12}"] for number in range(40)]
    many = [["ann@shop.io", f"Event {number % 13}"] for number in range(40)]

    assert proposal(["Email", "Event name"], few, "metric", EVENTS)[1] is True
    assert proposal(["Email", "Event name"], many, "metric", EVENTS)[1] is False


def test_where_people_signed_up_an_event_is_the_occasion():
    header = ["Email", "Event name", "Event date", "Event id", "Ticket type"]

    for key in ("metric", "time", "unique_id"):
        column, is_certain, reason = proposal(header, [], key, EVENTS)
        assert (column.split()[0], is_certain) == ("Event", False)
        assert "the occasion" in reason


@pytest.mark.parametrize("name", ["password_hash", "Passwort", "Card number", "IBAN", "rp_token"])
def test_a_secret_is_never_proposed(name):
    rows = [["ann@shop.io", "x1"], ["bob@shop.io", "x2"]]

    assert name not in {
        getattr(each.pair.source, "name", "") for each in suggest(["E", name], rows)
    }


def test_a_name_with_a_dollar_belongs_to_klaviyo_and_waits():
    (found,) = (
        each
        for each in suggest(["Email", "$extra"], [["ann@shop.io", "x"]], EVENTS)
        if each.pair.source == Column("$extra")
    )

    assert not found.is_certain
    assert "belong to Klaviyo" in found.reason


def test_a_dotted_name_says_in_which_group_it_goes():
    (found,) = (
        each
        for each in suggest(["Email", "cart.size"], [["ann@shop.io", "x"]], EVENTS)
        if each.pair.source == Column("cart.size")
    )

    assert found.is_certain
    assert found.reason.endswith("in the group “cart”")


@pytest.mark.parametrize(
    ("header", "keys"),
    [
        (["cart", "cart.size"], {"properties.cart", r"properties.cart\.size"}),
        (["cart.size", "cart"], {"properties.cart", r"properties.cart\.size"}),
        (["cart.size", "cart.sum"], {"properties.cart.size", "properties.cart.sum"}),
        ([".".join("abcdefghijk")], {"properties." + r"\.".join("abcdefghijk")}),
        ([".".join("abcdefghij")], {"properties." + ".".join("abcdefghij")}),
    ],
)
def test_columns_whose_names_cannot_both_make_objects_are_sent_flat(header, keys):
    found = suggest(["Email", *header], [["ann@shop.io"] + ["x"] * len(header)], EVENTS)
    custom = {each.pair.target for each in found if each.pair.target.startswith("properties.")}

    assert custom == keys
    check_names(Kind.EVENTS, custom)


def test_a_list_of_people_offers_the_rest_as_custom_properties_of_the_person():
    found = suggest(["Email", "Points"], [["ann@shop.io", "7"]])
    (points,) = (each for each in found if each.kind is Kind.PROFILES and "Points" in str(each))

    assert (points.pair.target, points.is_certain) == ("properties.Points", False)
    assert points.reason == "no property of Klaviyo's own means this: a detail of the person"


def test_of_two_columns_of_one_name_the_first_is_looked_at():
    assert fitting.samples_of(["a", "a"], [["1", "2"]]) == {"a": ("1",)}
    assert fitting.samples_of(["a", "b"], [["1"], ["2"]]) == {"a": ("1", "2"), "b": ()}
    assert fitting.samples_of(["a"], []) == {"a": ()}


def test_a_sight_that_took_anything_would_fail_these_tests(monkeypatch):
    monkeypatch.setattr(content, "are_mostly", lambda *_: True)

    assert proposal(["Points"], [["7"]], "email")[:2] == ("Points", False)


HALF = ["Order ID", "Order date", "Email", "Phone", "Customer ID", "Total"]


def of_event(rows):
    """Return the columns that say of the events of orders who it was."""
    return {
        each.pair.target: each.pair.source.name
        for each in suggest(HALF, rows)
        if each.kind is Kind.EVENTS and each.is_certain and each.pair.target.startswith("profile.")
    }


@pytest.mark.parametrize(
    ("who", "columns"),
    [
        ([("a@x.io", "+16502530000", "C1"), ("b@x.io", "", "C2")], ["Email"]),
        ([("a@x.io", "+16502530000", "C1"), ("", "+16502530001", "C2")], ["Email", "Phone"]),
        ([("a@x.io", "+16502530000", ""), ("", "", "C2")], ["Email", "Customer ID"]),
        (
            [("a@x.io", "", ""), (" ", "+16502530001", ""), ("", "", "C3")],
            ["Email", "Phone", "Customer ID"],
        ),
        ([("a@x.io", "", ""), ("", "", "")], ["Email"]),
    ],
)
def test_an_event_gets_the_next_that_says_who_it_is_where_the_first_is_blank(who, columns):
    rows = [["1", "2024-03-15 10:00", *each, "5.00"] for each in who]

    assert list(of_event(rows).values()) == columns
