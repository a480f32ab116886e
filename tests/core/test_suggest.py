import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core import catalog
from klaviyo_gui.core.header_words import words_of
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping
from klaviyo_gui.core.record import check_mapping
from klaviyo_gui.core.suggest import as_mapping, column_for, guess_meaning, suggest

SAMPLE = (
    "ORDER_ID,COUPON_CODE,BILL_FIRST_NAME,BILL_LAST_NAME,BILL_ADDRESS1,BILL_CITY,"
    "BILL_COUNTRY_CODE,BILL_STATE_CODE,BILL_ZIP,BILL_COMPANY_NAME,BILL_PHONE,ORDER_TYPE,"
    "ORDER_STATUS,DATE_ORDERED,EMAIL,ORDER_TOTAL"
)
SAMPLE_ROW = (
    "31625,DISCOUNT30,Ann,Lee,12 Maple Lane,Bonn,USA,CA,94040,Shop,555-864-9987,B2C,"
    "Shipped,2011-05-15 19:39:03,ann@shop.io,150.75"
)
SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,"
    "Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price,Billing Name,Billing Street,Billing Address1,Billing Company,"
    "Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,"
    "Shipping Street,Shipping City,Shipping Zip,Shipping Country,Shipping Phone,Notes,Id,Tags,Phone"
)
SHOPIFY_ROW = (
    "#1001,ann@shop.io,paid,2024-02-29 10:00:00 -0500,fulfilled,2024-03-01 09:00:00 -0500,yes,"
    "USD,90.00,5.00,10.00,105.00,SPRING,2024-02-29 09:59:00 -0500,1,"
    "Kettle,90.00,Ann Lee,12 Maple Lane,12 Maple Lane,Shop,"
    "Bonn,'94040,CA,US,650-253-0000,Bob Lee,"
    "3 Oak Road,Ulm,'89073,DE,+49 731 123456,gift,5551112223,vip,+16502530000"
)
SHOPIFY_CUSTOMERS = (
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,"
    "Default Address Address1,Default Address City,Default Address Province Code,"
    "Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent"
)
WOOCOMMERCE = (
    "order_id,order_number,order_date,status,order_total,order_currency,payment_method,"
    "customer_id,billing_email,billing_first_name,billing_last_name,billing_company,"
    "billing_phone,billing_address_1,billing_address_2,billing_postcode,billing_city,"
    "billing_state,billing_country,shipping_first_name,shipping_city,shipping_postcode"
)
KLAVIYO = (
    "Email,Phone Number,First Name,Last Name,City,State/Region,Country,Zip Code,"
    "Email Marketing Consent,SMS Consent"
)
KLAVIYO_EVENTS = "Timestamp,Person//Email,Person//ID,Person//First Name,$event_id,$value,Size"

PERSON_OF_SAMPLE = {
    "email": "EMAIL",
    "phone_number": "BILL_PHONE",
    "first_name": "BILL_FIRST_NAME",
    "last_name": "BILL_LAST_NAME",
    "organization": "BILL_COMPANY_NAME",
    "location.address1": "BILL_ADDRESS1",
    "location.city": "BILL_CITY",
    "location.region": "BILL_STATE_CODE",
    "location.zip": "BILL_ZIP",
    "location.country": "BILL_COUNTRY_CODE",
}


def proposed(header, row="", kinds=tuple(Kind)):
    """Return the suggestions for a header and a row, both drawn with commas."""
    return suggest(header.split(","), [row.split(",")] if row else [], kinds)


def certain(suggestions, kind):
    """Return the certain suggestions of one kind as ``{target: column or fixed text}``."""
    return {
        each.pair.target: getattr(each.pair.source, "name", None) or each.pair.source
        for each in suggestions
        if each.kind is kind and each.is_certain
    }


def doubtful(suggestions, kind):
    return {each.pair.target for each in suggestions if each.kind is kind and not each.is_certain}


def own(drawn):
    return {target: name for target, name in drawn.items() if "properties." not in target}


def test_the_sample_orders_are_mapped_whole():
    found = proposed(SAMPLE, SAMPLE_ROW)

    assert certain(found, Kind.PROFILES) == PERSON_OF_SAMPLE
    assert certain(found, Kind.EVENTS) == {
        "profile.email": "EMAIL",
        "time": "DATE_ORDERED",
        "value": "ORDER_TOTAL",
        "unique_id": "ORDER_ID",
        "metric": Fixed("Placed Order"),
        "properties.COUPON_CODE": "COUPON_CODE",
        "properties.ORDER_TYPE": "ORDER_TYPE",
        "properties.ORDER_STATUS": "ORDER_STATUS",
    }
    assert doubtful(found, Kind.EVENTS) == doubtful(found, Kind.PROFILES) == set()


def test_for_events_alone_the_person_goes_with_the_event():
    found = certain(proposed(SAMPLE, SAMPLE_ROW, [Kind.EVENTS]), Kind.EVENTS)

    assert {
        target.removeprefix("profile."): name
        for target, name in own(found).items()
        if target.startswith("profile.")
    } == PERSON_OF_SAMPLE


PERSONAL = "order id,email,total,created at,Birthday,Geschlecht,loyalty_tier,color,genre"
PERSONAL_ROW = "1,ann@shop.io,9.5,2024-05-31,1990-01-02,w,gold,red,jazz"
DESCRIBING = {"Birthday", "Geschlecht", "loyalty_tier"}


def test_what_describes_a_person_goes_with_the_person_and_not_with_what_happened():
    found = proposed(PERSONAL, PERSONAL_ROW)
    details = {f"properties.{name}": name for name in DESCRIBING}

    assert details.items() <= certain(found, Kind.PROFILES).items()
    events = certain(found, Kind.EVENTS)
    assert DESCRIBING.isdisjoint(events.values())
    assert {"properties.color", "properties.genre"} <= events.keys()


def test_beside_an_event_alone_it_goes_with_the_person_of_the_event():
    events = certain(proposed(PERSONAL, PERSONAL_ROW, [Kind.EVENTS]), Kind.EVENTS)

    assert {f"profile.properties.{name}" for name in DESCRIBING} <= events.keys()
    assert {"properties.color", "properties.genre"} <= events.keys()


def test_for_profiles_alone_no_event_is_proposed():
    found = proposed(SAMPLE, SAMPLE_ROW, [Kind.PROFILES])

    assert {each.kind for each in found} == {Kind.PROFILES}
    assert certain(found, Kind.PROFILES) == PERSON_OF_SAMPLE


def test_an_order_export_of_shopify_is_understood():
    found = proposed(SHOPIFY, SHOPIFY_ROW)

    assert own(certain(found, Kind.EVENTS)) == {
        "profile.email": "Email",
        "time": "Created at",
        "value": "Total",
        "value_currency": "Currency",
        "metric": Fixed("Placed Order"),
    }
    assert certain(found, Kind.PROFILES) == {
        "email": "Email",
        "phone_number": "Phone",
        "organization": "Billing Company",
        "location.address1": "Billing Address1",
        "location.city": "Billing City",
        "location.region": "Billing Province",
        "location.zip": "Billing Zip",
        "location.country": "Billing Country",
    }
    assert "properties.Accepts Marketing" in doubtful(found, Kind.EVENTS)


def test_a_customer_export_of_shopify_is_understood():
    assert certain(proposed(SHOPIFY_CUSTOMERS), Kind.PROFILES) == {
        "email": "Email",
        "phone_number": "Phone",
        "external_id": "Customer ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "organization": "Default Address Company",
        "location.address1": "Default Address Address1",
        "location.city": "Default Address City",
        "location.region": "Default Address Province Code",
        "location.zip": "Default Address Zip",
    }


def test_an_order_export_of_woocommerce_is_understood():
    found = proposed(WOOCOMMERCE)

    assert own(certain(found, Kind.EVENTS)) == {
        "profile.email": "billing_email",
        "time": "order_date",
        "value": "order_total",
        "value_currency": "order_currency",
        "unique_id": "order_id",
        "metric": Fixed("Placed Order"),
    }
    assert certain(found, Kind.PROFILES) == {
        "email": "billing_email",
        "phone_number": "billing_phone",
        "external_id": "customer_id",
        "first_name": "billing_first_name",
        "last_name": "billing_last_name",
        "organization": "billing_company",
        "location.address1": "billing_address_1",
        "location.address2": "billing_address_2",
        "location.city": "billing_city",
        "location.region": "billing_state",
        "location.zip": "billing_postcode",
        "location.country": "billing_country",
    }


def test_files_for_klaviyo_s_own_importer_are_understood():
    assert certain(proposed(KLAVIYO), Kind.PROFILES) == {
        "email": "Email",
        "phone_number": "Phone Number",
        "first_name": "First Name",
        "last_name": "Last Name",
        "location.city": "City",
        "location.region": "State/Region",
        "location.country": "Country",
        "location.zip": "Zip Code",
    }
    assert certain(proposed(KLAVIYO_EVENTS, kinds=[Kind.EVENTS]), Kind.EVENTS) == {
        "profile.email": "Person//Email",
        "profile.external_id": "Person//ID",
        "profile.first_name": "Person//First Name",
        "time": "Timestamp",
        "value": "$value",
        "unique_id": "$event_id",
    }


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Email Marketing Consent", "yes"),
        ("Accepts Marketing", "yes"),
        ("Email Opt-In", "true"),
        ("Newsletter", "1"),
        ("E-mails opened", "3"),
        ("Shipping City", "Bonn"),
        ("ship_zip", "53111"),
        ("Shipping Phone", "+16502530000"),
        ("Gift recipient first name", "Ann"),
        ("Product title", "Kettle"),
        ("Title", "Kettle"),
        ("Id", "5551112223"),
        ("Name", "#1001"),
        ("Image", "https://shop.io/kettle.png"),
        ("Position", "3"),
        ("Phone model", "X1"),
        ("City tax", "1.50"),
        ("Store address", "1 Road"),
    ],
)
def test_one_shared_word_never_makes_a_column_the_person_s(name, cell):
    row = ["ann@shop.io", cell]
    found = suggest(["Email", name], [row])

    assert certain(found, Kind.PROFILES) == {"email": "Email"}
    assert name not in own(certain(found, Kind.EVENTS)).values()
    assert own(dict.fromkeys(doubtful(found, Kind.PROFILES))) == {}


@pytest.mark.parametrize(
    "name",
    [
        "Email Marketing Consent",
        "Accepts Marketing",
        "$consent",
        "Newsletter",
        "opt_in",
        "Einwilligung E-Mail",
        "Consentement",
        "Zgoda marketingowa",
        "Email permission status",
    ],
)
def test_consent_is_explained_and_never_placed(name):
    found = suggest(["Email", name], [["ann@shop.io", "yes"]])
    about = [each for each in found if each.pair.source == Column(name)]

    assert {each.kind for each in about} == set(Kind)
    assert not any(each.is_certain for each in about)
    assert all("consent" in each.reason for each in about)


@pytest.mark.parametrize(
    ("target", "name", "cell"),
    [
        ("email", "Email", "yes"),
        ("phone_number", "Phone", "X1 pro"),
        ("value", "Total", "a lot"),
        ("value", "Total", "nan"),
        ("time", "Date", "yesterday"),
        ("value", "$value", "a lot"),
    ],
)
def test_a_name_that_its_cells_belie_waits_for_a_nod(target, name, cell):
    kind = Kind.PROFILES if target in {"email", "phone_number"} else Kind.EVENTS
    found = [each for each in suggest([name], [[cell]]) if each.pair.target == target]

    assert [(each.kind, each.is_certain) for each in found] == [(kind, False)]
    assert found[0].reason.endswith("but the cells do not look like it")


@pytest.mark.parametrize(
    ("header", "cells", "is_certain"),
    [
        (["Please enter your email"], ["ann@shop.io"], True),
        (["Username"], ["ann@shop.io"], True),
        (["Kontakt"], ["ann@shop.io"], False),
        (["Kontakt", "Partner"], ["ann@shop.io", "bob@shop.io"], False),
        (["Gift recipient"], ["ann@shop.io"], False),
        (["Newsletter"], ["ann@shop.io"], False),
    ],
)
def test_addresses_are_known_by_the_cells_where_no_name_says_so(header, cells, is_certain):
    found = suggest(header, [cells], [Kind.PROFILES])

    assert [
        (each.pair.source, each.is_certain) for each in found if each.pair.target == "email"
    ] == [(Column(header[0]), is_certain)]


def test_an_uncertain_address_leaves_room_for_another_identifier_of_the_event():
    found = suggest(["Email", "Customer ID", "Event"], [["yes", "C1", "Sale"]])

    assert own(certain(found, Kind.EVENTS)) == {
        "profile.external_id": "Customer ID",
        "metric": "Event",
    }


@pytest.mark.parametrize(
    ("header", "name", "is_certain"),
    [
        ("Email,Order ID,Abandoned Checkout URL", "Started Checkout", False),
        ("Email,Order ID,Refund date", "Refunded Order", False),
        ("Email,Order ID,Return reason", "Returned Order", False),
        ("Email,Order ID,Ticket type", "Registered for Event", False),
        ("Email,Order ID,Refunded Amount", "Refunded Order", False),
        ("Email,Order ID,Order date,Status,Refunded Amount", "Placed Order", True),
        ("Email,Order", "Imported Event", False),
        ("Email,Course,Order,Date,Score", "Imported Event", False),
        ("Email,Order,Date,Total", "Placed Order", True),
        ("Email,Order total,Date", "Imported Event", False),
        ("Email,Last order date,Orders count", "Imported Event", False),
    ],
)
def test_only_a_file_of_orders_is_one_of_placed_orders_for_certain(header, name, is_certain):
    (metric,) = (each for each in proposed(header) if each.pair.target == "metric")

    assert (metric.pair.source, metric.is_certain) == (Fixed(name), is_certain)


def test_an_event_without_a_known_name_asks_for_one():
    found = suggest(["Email", "Size"], [["ann@shop.io", "7"]])
    (metric,) = (each for each in found if each.pair.target == "metric")

    assert (metric.pair.source, metric.is_certain) == (Fixed("Imported Event"), False)
    assert own(certain(suggest(["Event", "Email"], []), Kind.EVENTS))["metric"] == "Event"


@pytest.mark.parametrize(
    "header",
    [["email", "first_name", "city"], KLAVIYO.split(","), SHOPIFY_CUSTOMERS.split(",")],
)
def test_a_list_of_people_proposes_people_and_no_half_event(header):
    found = suggest(header, [])

    assert as_mapping(found).kinds == (Kind.PROFILES,)
    assert "profile.email" in doubtful(found, Kind.EVENTS)
    assert "profile.email" in certain(suggest(header, [], [Kind.EVENTS]), Kind.EVENTS)


@pytest.mark.parametrize("name", ["Time", "Total", "$event_id", "Event", "Lineitem name"])
def test_one_column_that_tells_of_events_is_enough_to_propose_them(name):
    assert "profile.email" in certain(suggest(["email", name], []), Kind.EVENTS)


def test_an_empty_column_is_no_detail():
    rows = [["ann@shop.io", " ", "7", "1.50"], ["bob@shop.io"]]
    found = suggest(["Email", "Notes", "Size", "Total"], rows)

    assert "properties.Size" in certain(found, Kind.EVENTS)
    assert "Notes" not in {getattr(each.pair.source, "name", "") for each in found}


def test_of_two_columns_that_mean_the_same_the_first_is_proposed():
    assert own(certain(suggest(["email", "Email"], []), Kind.PROFILES)) == {"email": "email"}
    assert own(certain(suggest(["Email", "email"], []), Kind.PROFILES)) == {"email": "Email"}


@pytest.mark.parametrize(
    ("name", "reason"),
    [("Time", "the name means time"), ("$event_id", "Klaviyo's older name for event id")],
)
def test_a_reason_tells_names_from_klaviyo_s_older_names(name, reason):
    assert reason in {each.reason for each in suggest([name], [])}


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("BILL_ZIP", "bill zip"),
        ("firstName", "first name"),
        ("E-Mail", "e mail"),
        ("  Order   ID ", "order id"),
        ("State/Region", "state region"),
        ("$event_id", "event id"),
        ("Order Total ($)", "order total"),
        ("Straße", "strasse"),
        ("Pre\u0301nom", "prénom"),
        ("Zip\u00a0Code", "zip code"),
    ],
)
def test_headers_are_compared_as_words(header, words):
    assert words_of(header) == words


@pytest.mark.parametrize(
    ("name", "cells", "key"),
    [
        ("EMAIL", [], "email"),
        ("Kontakt", ["ann@shop.io", ""], "email"),
        ("BILL_ZIP", ["01234"], "location.zip"),
        ("ORDER_TOTAL", ["1.50"], "value"),
        ("$event_id", ["1"], "unique_id"),
        ("$id", ["1"], "external_id"),
        ("Shipping City", ["Bonn"], None),
        ("Size", ["7"], None),
    ],
)
def test_a_column_s_meaning_is_guessed_by_name_and_cells(name, cells, key):
    found = guess_meaning(name, cells)

    assert (found and found.key) == key


def test_the_column_of_one_property_is_found_by_its_name():
    assert column_for("location.country", SAMPLE.split(","), []) == "BILL_COUNTRY_CODE"
    assert column_for("location.ip", SAMPLE.split(","), []) is None
    assert column_for("nothing", SAMPLE.split(","), []) is None
    assert column_for("email", ["Size", "Kontakt"], [["7", "ann@shop.io"]]) == "Kontakt"
    assert column_for("title", ["Position"], [["Buyer"]]) is None


synonyms = [word for target in catalog.targets(Kind.EVENTS) for word in target.synonyms]
names = st.one_of(st.sampled_from(synonyms), st.text(min_size=1, max_size=8)).flatmap(
    lambda word: st.sampled_from([word, word.upper(), word.title(), f"Billing {word}", f"{word} "])
)
cells = st.sampled_from(["", "ann@shop.io", "2024-05-31", "1.50", "+16502530000", "yes", "x"])


@st.composite
def tables(draw):
    header = draw(st.lists(names, max_size=8))
    return header, draw(
        st.lists(st.lists(cells, min_size=len(header), max_size=len(header)), max_size=3)
    )


def places_each_once(suggestions):
    for kind in Kind:
        targets = [each.pair.target for each in suggestions if each.kind is kind]
        sources = [
            each.pair.source
            for each in suggestions
            if each.kind is kind and isinstance(each.pair.source, Column)
        ]
        assert len(targets) == len(set(targets))
        assert len(sources) == len(set(sources))


@given(tables(), st.sampled_from([tuple(Kind), (Kind.EVENTS,), (Kind.PROFILES,)]))
def test_no_two_columns_are_ever_proposed_for_one_property(table, kinds):
    header, rows = table
    found = suggest(header, rows, kinds)

    places_each_once(found)
    assert found == suggest(list(header), [list(row) for row in rows], kinds)
    assert all(each.reason for each in found)


def test_a_column_proposed_twice_would_fail_this_test():
    found = proposed(SAMPLE, SAMPLE_ROW)

    with pytest.raises(AssertionError):
        places_each_once((*found, found[0]))


@given(tables())
def test_all_that_is_proposed_exists_in_klaviyo_and_in_the_file(table):
    header, rows = table

    for each in suggest(header, rows):
        assert catalog.find(each.kind, each.pair.target) is not None
        assert isinstance(each.pair.source, Fixed) or each.pair.source.name in header


def test_the_mapping_of_the_certain_ones_can_be_sent_at_once():
    mapping = as_mapping(proposed(SAMPLE, SAMPLE_ROW))

    check_mapping(mapping, SAMPLE.split(","))
    assert mapping.kinds == tuple(Kind)
    assert as_mapping(()) == Mapping()


def test_what_waits_for_a_nod_is_not_in_the_mapping():
    mapping = as_mapping(suggest(["Email", "Date"], [["ann@shop.io", "45123"]]))

    assert mapping.columns() == ("Email",)
    assert mapping.pair(Kind.EVENTS, "metric") is None


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Total (incl. VAT)", "value"),
        ("Order total inc VAT", "value"),
        ("Total including tax", "value"),
        ("VAT", "properties.VAT"),
        ("Total No", "properties.Total No"),
        ("Email incl. VAT", "properties.Email incl. VAT"),
    ],
)
def test_a_sum_stays_one_whatever_taxes_it_includes(name, key):
    rows = [[f"a{at}@shop.io", f"2024-05-0{at}", f"{at}2.50"] for at in range(1, 6)]
    found = suggest(["Email", "Order Date", name], rows, (Kind.EVENTS,))
    targets = {each.pair.target for each in found if each.pair.source == Column(name)}
    assert targets == {key}


@pytest.mark.parametrize("east", ["long", "lng", "lon", "longitude"])
def test_both_coordinates_of_a_place_are_known_by_their_short_names(east):
    header, rows = ("email", "lat", east), [["a@shop.io", "52.52", "13.40"]] * 3
    found = {each.pair.target: each.pair.source for each in suggest(header, rows)}
    assert found["location.latitude"] == Column("lat")
    assert found["location.longitude"] == Column(east)


def test_a_long_text_is_no_place():
    header, rows = ("email", "long"), [["a@shop.io", "a text of many words"]] * 3
    found = {each.pair.target for each in suggest(header, rows) if each.is_certain}
    assert "location.longitude" not in found
