"""What happened to orders later is never taken for orders that were placed."""

import pytest

from klaviyo_gui.core import templates
from klaviyo_gui.core.mapping import Fixed, Kind
from klaviyo_gui.core.suggest import afterwards, suggest

ORDER = ["Order ID", "Order date", "Email", "Total"]
CELLS = ["1", "2024-03-15 10:00", "ann@shop.io", "10.50"]


def metric(header, rows):
    """Return the proposed name of the event, and whether it is certain."""
    (found,) = (
        each for each in suggest(header, rows, (Kind.EVENTS,)) if each.pair.target == "metric"
    )
    assert isinstance(found.pair.source, Fixed)
    return found.pair.source.text, found.is_certain


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("Cancel Date", "Canceled Order"),
        ("Cancellation reason", "Canceled Order"),
        ("Stornogrund", "Canceled Order"),
        ("Bestellstornierung", "Canceled Order"),
        ("Date annulation", "Canceled Order"),
        ("Fecha de anulación", "Canceled Order"),
        ("Data annullamento", "Canceled Order"),
        ("Refund reason", "Refunded Order"),
        ("Erstattungsdatum", "Refunded Order"),
        ("Rückerstattung", "Refunded Order"),
        ("Montant remboursé", "Refunded Order"),
        ("Importe reembolsado", "Refunded Order"),
        ("Rimborso", "Refunded Order"),
        ("Terugbetaald bedrag", "Refunded Order"),
        ("Data zwrotu", "Refunded Order"),
        ("RMA", "Returned Order"),
        ("Retourennummer", "Returned Order"),
        ("Rückgabegrund", "Returned Order"),
        ("Motivo de devolución", "Returned Order"),
        ("Review date", "Imported Event"),
        ("Bewertung", "Imported Event"),
        ("Dispute reason", "Imported Event"),
        ("Quote ID", "Imported Event"),
        ("Angebotsnummer", "Imported Event"),
        ("N° devis", "Imported Event"),
        ("Payment failed reason", "Imported Event"),
    ],
)
def test_one_such_column_beside_an_order_makes_its_name_wait(name, event):
    assert metric([*ORDER, name], [[*CELLS, "x"]] * 3) == (event, False)
    assert metric([*ORDER, name], []) == (event, False)


@pytest.mark.parametrize(
    ("header", "event"),
    [
        ("Order ID,Shipped at,Tracking number,Email", "Fulfilled Order"),
        ("Bestellnummer,Versanddatum,Sendungsnummer,E-Mail", "Fulfilled Order"),
        ("N° commande,Date expédition,Email", "Fulfilled Order"),
        ("Order ID,Order date,Email,Total,Date shipped,Tracking number", "Placed Order"),
    ],
)
def test_what_was_shipped_is_no_order_without_a_time_and_a_sum_of_its_own(header, event):
    names = header.split(",")

    assert metric(names, [["x"] * len(names)] * 3) == (event, event == "Placed Order")


@pytest.mark.parametrize(
    ("cells", "event"),
    [
        (["", "", "", ""], "Placed Order"),
        (["late", "late", "", ""], "Placed Order"),
        (["late", "late", "late", ""], "Canceled Order"),
    ],
)
def test_a_list_of_orders_in_all_states_is_one_unless_it_happened_to_most(cells, event):
    header = [*ORDER, "Order status", "Cancel reason"]
    rows = [[*CELLS, "open", cell] for cell in cells]

    assert metric(header, rows) == (event, event == "Placed Order")


@pytest.mark.parametrize("name", ["Returning customer", "Preview URL", "Annual plan", "Avisierung"])
def test_a_word_that_only_holds_such_letters_says_nothing(name):
    assert metric([*ORDER, name], [[*CELLS, "x"]] * 3) == ("Placed Order", True)


@pytest.mark.parametrize("nothing", ["", " ", "0", "0.00", "-", "No"])
def test_a_column_that_says_of_each_order_that_nothing_happened_says_nothing(nothing):
    header = [*ORDER, "Refund amount"]

    assert metric(header, [[*CELLS, nothing]] * 3) == ("Placed Order", True)
    assert metric(header, [[*CELLS, nothing], [*CELLS, "5.00"]])[1] is False


@pytest.mark.parametrize(
    ("state", "event"),
    [
        ("cancelled", "Canceled Order"),
        ("Partially refunded", "Refunded Order"),
        ("Storniert", "Canceled Order"),
        ("payment failed", "Imported Event"),
        ("paid", "Placed Order"),
        ("", "Placed Order"),
    ],
)
@pytest.mark.parametrize("name", ["Status", "Order state", "État de la commande"])
def test_orders_that_are_all_in_one_such_state_are_told_by_it(name, state, event):
    rows = [[*CELLS, state]] * 3

    assert metric([*ORDER, name], rows) == (event, event == "Placed Order")
    assert metric([*ORDER, name], [*rows, [*CELLS, "open"]]) == ("Placed Order", True)


@pytest.mark.parametrize(
    ("names", "is_certain"),
    [
        ("Order ID,Order date,Email,Cancel reason", False),
        ("Order ID,Date,Email,Cancel reason", True),
        ("Order ID,Order date,Email", True),
        ("Order ID,$timestamp,Email,Cancel reason", True),
    ],
)
def test_the_order_s_own_time_waits_where_something_later_is_told(names, is_certain):
    header = names.split(",")
    rows = [["1", "2024-03-15 10:00", "ann@shop.io", "late"]] * 3
    (found,) = (
        each for each in suggest(header, rows, (Kind.EVENTS,)) if each.pair.target == "time"
    )

    assert found.is_certain is is_certain
    assert is_certain or "that of the order, and the columns speak of cancell" in found.reason


def test_a_template_is_proposed_by_its_own_name():
    shapes = {each.metric for each in templates.TEMPLATES}

    for each in (afterwards._CANCELED, afterwards._REFUNDED, afterwards._FULFILLED):
        assert each.metric in shapes


def test_words_that_are_not_looked_for_would_fail_these_tests(monkeypatch):
    monkeypatch.setattr(afterwards, "_INSTEAD", ())

    assert metric([*ORDER, "Cancel Date"], [[*CELLS, "x"]] * 3) == ("Placed Order", True)
