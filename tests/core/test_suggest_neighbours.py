"""What other columns say against a plain name makes it wait."""

import pytest

from klaviyo_gui.core.mapping import Column, Kind
from klaviyo_gui.core.suggest import neighbours, suggest


def placed(header):
    """Return ``{property: column}`` of what is placed for people and events."""
    return {
        each.pair.target.removeprefix("profile."): each.pair.source.name
        for each in suggest(header.split(","), [])
        if each.is_certain and isinstance(each.pair.source, Column)
    }


def reasons(header, key):
    """Return why a property of the person or the event waits."""
    return [
        each.reason
        for each in suggest(header.split(","), [])
        if each.pair.target == key and not each.is_certain
    ]


@pytest.mark.parametrize(
    "place", ["Venue", "Venue name", "Store", "Store ID", "Veranstaltungsort", "Filiale", "Magasin"]
)
def test_an_address_beside_a_place_may_be_the_place_s(place):
    header = f"Order ID,Email,Order date,{place},City,Country,Address,Phone,Total"
    keys = ("location.city", "location.country", "location.address1", "phone_number")

    assert placed(header).keys().isdisjoint(keys)
    for key in keys:
        assert reasons(header, key)[0].endswith(f"but it may be that of “{place}”")


@pytest.mark.parametrize(
    "header",
    [
        "Order ID,Email,Order date,Store,Billing City,Total",
        "Order ID,Email,Order date,Store credit,City,Total",
        "Order ID,Email,Order date,Location,City,Total",
        "Email,Store,City,Birthday",
    ],
)
def test_a_city_that_is_called_the_person_s_or_stands_beside_no_place_is_placed(header):
    assert "location.city" in placed(header)


@pytest.mark.parametrize(
    ("header", "is_certain"),
    [
        ("Order ID,Email,Date,Product,Amount,Unit price", False),
        ("Bestellnummer,E-Mail,Datum,Artikel,Betrag,Einzelpreis", False),
        ("Order ID,Email,Date,Product,Amount,Unit price,Qty", True),
        ("Order ID,Email,Date,Product,Amount", True),
        ("Order ID,Email,Date,Product,Total,Unit price", True),
    ],
)
def test_an_amount_beside_the_price_of_one_may_be_how_many(header, is_certain):
    assert ("value" in placed(header)) is is_certain
    assert is_certain or reasons(header, "value")[0].endswith("it may be how many")


@pytest.mark.parametrize(
    ("header", "is_certain"),
    [
        ("Order ID,User ID,User Email,Customer phone", False),
        ("Order ID,User ID,User Email,Kundenname", False),
        ("Order ID,User ID,User Email,Kunde", False),
        ("Order ID,User ID,User Email,Total", True),
        ("Order ID,Contact ID,Contact Email,End customer", False),
        ("Order ID,Contact ID,Contact Email,Customer name", True),
    ],
)
def test_a_user_beside_the_customer_may_be_who_served_them(header, is_certain):
    found = placed(header)

    assert ("email" in found, "external_id" in found) == (is_certain, is_certain)
    assert is_certain or reasons(header, "profile.email")[0].endswith("who served them")


@pytest.mark.parametrize(("beside", "is_certain"), [("Customer phone", False), ("Phone", True)])
def test_a_login_beside_the_customer_may_be_who_served_them(beside, is_certain):
    rows = [["1", "tom@shop.io", "+4915112345678"], ["2", "eva@shop.io", "+4915112345679"]]
    (email,) = (
        each
        for each in suggest(["Order ID", "Username", beside], rows, [Kind.PROFILES])
        if each.pair.target == "email"
    )

    assert (email.pair.source, email.is_certain) == (Column("Username"), is_certain)


def test_a_client_id_beside_visits_of_pages_is_a_browser_s():
    visits = "client_id,event_name,event_timestamp,page"

    assert "external_id" not in placed(visits)
    assert reasons(visits, "external_id")[0].endswith("it names a browser")
    assert placed("client_id,email,city")["external_id"] == "client_id"


@pytest.mark.parametrize(
    ("words", "header", "key"),
    [
        ("_VENUES", "Order ID,Email,Venue,City", "location.city"),
        ("_UNIT_PRICES", "Order ID,Email,Date,Amount,Unit price", "value"),
        ("_CUSTOMERS", "Order ID,User Email,Customer phone", "email"),
        ("_WEB_VISITS", "client_id,event_name,page", "external_id"),
    ],
)
def test_neighbours_that_are_not_known_would_fail_these_tests(monkeypatch, words, header, key):
    assert key not in placed(header)
    monkeypatch.setattr(neighbours, words, frozenset())
    assert key in placed(header)
