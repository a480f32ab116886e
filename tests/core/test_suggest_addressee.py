"""Whose addresses a column has: the person's own only where the name says so."""

import pytest

from klaviyo_gui.core.mapping import Column, Kind
from klaviyo_gui.core.suggest import addressee, repeating, suggest
from klaviyo_gui.core.suggest.addressee import is_own_address

SOMEBODY = [
    "created_by",
    "Approved by",
    "Cashier",
    "Employee",
    "Salesperson",
    "Manager",
    "Erstellt von",
    "Sachbearbeiter",
    "Verkäufer",
    "Mitarbeiter",
    "Bearbeiter",
    "Empfänger",
    "Geworben von",
    "Referred by",
    "Friend",
    "Friend Email",
    "Friend's email",
    "Trainer",
    "Doctor",
    "Stylist",
    "Vendeur",
    "Vendedor",
    "Créé par",
    "Destinataire",
    "Creado por",
    "Last modified by",
    "Spouse Email",
    "Partner Email",
    "Support Email",
    "Contact Person",
    "Team Email",
    "Author",
    "Hotel Email",
    "School Email",
    "PayPal account",
    "Old email",
    "Previous Email",
    "Billing contact",
    "CC",
    "Notes",
    "Company Email Address",
    "Ansprechpartner",
    "Email Parent",
    "Email of friend",
    "E-Mail Verkäufer",
    "Email vendeur",
    "E-mail destinataire",
    "Kontakt",
]


def proposal(header, rows, kind=Kind.EVENTS):
    """Return the proposed e-mail as (column, is certain, reason)."""
    key = "profile.email" if kind is Kind.EVENTS else "email"
    return next(
        (each.pair.source.name, each.is_certain, each.reason)
        for each in suggest(header, rows, (kind,))
        if each.pair.target == key and isinstance(each.pair.source, Column)
    )


def sold(name, addresses, rows=20):
    """Return the columns and rows of a shop's orders, with so many different addresses."""
    header = ["Order ID", "Order date", "Customer phone", name, "Total"]
    return header, [
        [f"{1000 + at}", "2024-03-15 10:00", f"+49151123450{at:02}", f"p{at % addresses}@x.io", "5"]
        for at in range(rows)
    ]


@pytest.mark.parametrize("name", SOMEBODY)
@pytest.mark.parametrize("kind", Kind)
def test_addresses_of_somebody_wait_whatever_the_cells_say(name, kind):
    column, is_certain, reason = proposal(*sold(name, 20), kind)

    assert (column, is_certain) == (name, False)
    assert reason


@pytest.mark.parametrize(
    "name",
    [
        *("Email", "Your email", "What's your email?", "E-Mail (Pflichtfeld)", "Email *"),
        *("E-Mail-Adresse des Kunden", "Votre adresse e-mail", "Email del cliente", "Username"),
        *("Customer's Email", "Benutzername", "Login", "Confirm email"),
    ],
)
def test_addresses_that_are_called_the_person_s_own_are_placed(name):
    header, rows = sold(name, 20)
    header[2] = "Phone"

    assert proposal(header, rows)[:2] == (name, True)


def test_of_several_columns_of_addresses_the_person_s_own_is_proposed_and_waits():
    header, rows = ["Cashier", "Please enter your email"], [["tom@shop.io", "ann@web.de"]]

    column, is_certain, reason = proposal(header, rows, Kind.PROFILES)

    assert (column, is_certain) == ("Please enter your email", False)
    assert reason.endswith("but “Cashier” may be it, too")


@pytest.mark.parametrize(
    ("addresses", "rows", "is_certain"),
    [(20, 20, True), (11, 20, True), (10, 20, False), (3, 20, False), (1, 9, True), (1, 10, False)],
)
def test_few_addresses_beside_many_phone_numbers_wait(addresses, rows, is_certain):
    column, certain, reason = proposal(*sold("Email", addresses, rows))

    assert (column, certain) == ("Email", is_certain)
    assert certain or "few addresses come again and again beside the many of “" in reason


@pytest.mark.parametrize(("addresses", "is_certain"), [(6, True), (5, False)])
def test_few_addresses_beside_many_orders_wait(addresses, is_certain):
    header = ["Order ID", "Email"]
    rows = [[f"{at}", f"p{at % addresses}@x.io"] for at in range(20)]

    assert proposal(header, rows)[1] is is_certain


def test_rows_without_an_address_say_nothing_of_repeats():
    header = ["Order ID", "Email"]
    rows = [[f"{at}", "ann@shop.io" if at < 9 else ""] for at in range(100)]

    assert proposal(header, rows)[1] is True


def test_several_lines_of_one_order_are_no_repeats():
    header = ["Order ID", "Email"]
    rows = [[f"{at // 10}", f"p{at // 10}@x.io"] for at in range(40)]

    assert proposal(header, rows)[1] is True


def test_a_name_that_need_not_speak_of_addresses_would_fail_these_tests(monkeypatch):
    monkeypatch.setattr(addressee, "_MAIL", frozenset({"contact"}))
    assert is_own_address("Billing contact")

    monkeypatch.setattr(addressee, "_AROUND", addressee._AROUND | {"sibling"})
    assert is_own_address("E-Mail of sibling")


def test_repeats_that_are_not_counted_would_fail_these_tests(monkeypatch):
    monkeypatch.setattr(repeating, "_FAR_MORE", {})

    assert proposal(*sold("Email", 1))[1] is True
