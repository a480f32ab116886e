"""Custom properties become more than text only where every cell proves it, and text wins."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.mapping import Column, Kind, Options, ValueType
from klaviyo_gui.core.question import Asks, Known, question
from klaviyo_gui.core.styles import Written, judge_dates, see_dates
from klaviyo_gui.core.suggest import answers, codes, propose_type, suggest, with_conversions
from tests.core.cells import converted

NAMES = st.sampled_from(["Points", "SKU", "Is member", "Number of visits", "x"])
CELLS = st.lists(
    st.one_of(
        st.integers(-(10**12), 10**17).map(str),
        st.decimals(-1000, 1000, places=2).map(str),
        st.integers(0, 99999).map(lambda number: f"{number:05}"),
        st.sampled_from(["yes", "no", "0", "1", "2024-05-31", "31.05.2024", "+4930123", "", "a"]),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("name", "cells", "to"),
    [
        ("Points", ["1", "20", "-3.5"], "number"),
        ("Points", ["1", "1", "1"], "number"),
        ("Number of tickets", ["1", "2", "3"], "number"),
        ("Anzahl der Karten", ["1", "2", "3"], "number"),
        ("Member", ["yes", "No", "yes"], "yes/no"),
        ("Is member", ["1", "0", "1"], "yes/no"),
        ("Net price excl. VAT", ["1.50", "2.50", "3.50"], "number"),
        ("VAT", ["100", "200", "300"], "text"),
        ("Newsletter", ["ja", "nein", "Ja"], "yes/no"),
        ("Lettre", ["oui", "non", "OUI"], "yes/no"),
        ("Tags", ["vip;neu", "vip;neu", "vip;neu"], "list"),
        ("Colours", ["red|blue", "green", "blue|green"], "list"),
        ("Interests", ['["a","b"]', "[]", '["c"]'], "list"),
        ("Size", ["S;M", "S;M", "S;M"], "text"),
        ("Note", ["Please ring twice; thanks", "Leave it with the neighbour; bye", "-"], "text"),
        ("Status", ["ja", "nein", "vielleicht"], "text"),
        ("Seats", ["1", "0", "1"], "number"),
        ("Renewed", ["2024-05-31", "2024-06-01 10:00:00", "2024-06-02"], "time"),
        ("Renewed", ["31/05/2024", "01/06/2024", "02/06/2024"], "time"),
        ("Points", ["1.234,56", "2,00", "3,00"], "number"),
    ],
)
def test_a_type_is_proposed_where_every_cell_proves_it(name, cells, to):
    assert propose_type(name, cells).type == to


@pytest.mark.parametrize(
    ("name", "cells", "reason"),
    [
        ("Points", ["01", "02", "10"], "zeros in front"),
        ("Points", ["-01", "2", "10"], "zeros in front"),
        ("Member id", ["1", "2", "3"], "a code"),
        ("Order number", ["1", "2", "3"], "a code"),
        ("SKU", ["100", "200", "300"], "a code"),
        ("PLZ", ["53111", "10115", "80331"], "a code"),
        ("Fax", ["5551112", "5551113", "5551114"], "a code"),
        ("Points", ["+1", "+2", "+3"], "the plus in front"),
        ("Points", ["4915112345678", "1", "2"], "so many digits"),
        ("Points", ["1234567890123456", "1", "2"], "so many digits"),
        ("Points", ["1.2345678901234567", "1", "2"], "so many digits"),
        ("Points", ["1", "2"], "too few cells"),
        ("Points", ["1", "", " "], "too few cells"),
        ("Points", [], "too few cells"),
        ("Points", ["1.234", "2.345", "3.456"], "numbers can be read in two ways"),
        ("Points", ["12 %", "13 %", "14 %"], "12 or 0.12"),
        ("Points", ["1", "2", "many"], "it is text"),
        ("Member", ["yes", "no", "maybe"], "it is text"),
    ],
)
def test_text_wins_and_says_why(name, cells, reason):
    proposed = propose_type(name, cells)

    assert proposed.type is ValueType.TEXT
    assert reason in proposed.reason


@given(NAMES, CELLS)
@example("Points", ["2024-05-31", "2024-05-31", "31.05.2024"])
def test_what_is_proposed_never_holds_back_a_row_that_proved_it(name, cells):
    to = propose_type(name, cells).type
    style = judge_dates(see_dates((cell, 1) for cell in cells)).style

    for cell in cells:
        if cell.strip():
            value, problems = converted(cell, to, date=style)
            assert value is not None
            assert [code for code in problems if code != "time_without_hour"] == []


@given(CELLS)
def test_zeros_in_front_are_never_lost(cells):
    to = propose_type("Points", [*cells, "007"]).type

    assert to is ValueType.TEXT


def test_a_rule_without_codes_would_fail_these_tests(monkeypatch):
    monkeypatch.setattr(codes, "_CODES", frozenset())

    assert propose_type("Fax", ["100", "200", "300"]).type is ValueType.NUMBER


def test_a_rule_without_endings_would_fail_these_tests(monkeypatch):
    monkeypatch.setattr(codes, "_ENDINGS", ())

    assert propose_type("Steuernummer", ["100", "200", "300"]).type is ValueType.NUMBER


def test_a_rule_without_things_would_fail_these_tests(monkeypatch):
    monkeypatch.setattr(codes, "_THINGS", frozenset())

    assert propose_type("Rechnung", ["100", "200", "300"]).type is ValueType.NUMBER


NUMBERED = [
    *("Invoice", "Rechnung", "Facture", "Factura", "Lieferschein", "Tracking", "Ticket", "Voucher"),
    *("Coupon", "Gutschein", "Customer", "Kunde", "Member", "Artikel", "Filiale", "Kasse", "Model"),
    *("Last 4", "Card ending", "Card last four digits", "Kostenstelle", "Store", "Product", "Bon"),
    *("Batch", "Hausnummer", "Steuernummer", "Table", "Seat", "Room", "C.P.", "Shipping C.P."),
    *("P.O. Number", "Parent", "Parent order", "Ticket 2", "Lieferscheinnummer", "KundenNr"),
    *("Versand-PLZ", "Externe Rechnung", "Numéro facture", "ordernumber", "Chapter"),
]
"""Names of what is numbered, and not counted."""


@pytest.mark.parametrize("name", NUMBERED)
def test_what_is_numbered_stays_text(name):
    proposed = propose_type(name, ["10001", "10002", "10003"])

    assert (proposed.type, proposed.reason) == (
        ValueType.TEXT,
        "it stays text: the name speaks of a code",
    )


@pytest.mark.parametrize(
    "name",
    [
        *("Ticket price", "Customer age", "Coupon value", "Montant facture", "Product weight"),
        *("Total per order", "Anzahl Artikel", "Tickets", "Member points", "Qty", "Visits"),
        *("Number of tickets", "Store visits", "Bestellwert", "Rechnungsbetrag", "Last 4 visits"),
    ],
)
def test_what_is_counted_is_a_number_though_its_name_tells_of_what_is_numbered(name):
    assert propose_type(name, ["1", "2", "30"]).type is ValueType.NUMBER


def test_dates_that_can_be_read_in_two_ways_are_dates_of_which_is_asked():
    cells = ["05/05/2024", "01/06/2024", "02/06/2024"]
    proposed = propose_type("Renewed", cells)
    written = {"Renewed": Written(see_dates([(cell, 1) for cell in cells]))}
    header, rows = ["Email", "Order date", "Renewed"], [["ann@shop.io", "", cell] for cell in cells]
    found = with_conversions(suggest(header, rows, (Kind.EVENTS,)), written)
    (pair,) = (each.pair for each in found if each.pair.target == "properties.Renewed")

    assert (proposed.type, proposed.reason) == (
        ValueType.TIME,
        "every cell is a date, which can be read in two ways",
    )
    asked = question(Kind.EVENTS, pair, Known(written, {"Renewed": cells}), Options())
    assert asked.asks is Asks.DATE
    assert converted("01/06/2024", "time", target=pair.target) == (None, ["date_ambiguous"])


@pytest.mark.parametrize(
    ("cells", "to"),
    [
        (["1.1", "1.2", "1.10"], ValueType.TEXT),
        (["1.0", "1.00", "1.2"], ValueType.NUMBER),
        (["1.10", "1.20", "1.30"], ValueType.NUMBER),
        (["10", "100", "20"], ValueType.NUMBER),
    ],
)
def test_two_texts_that_would_be_one_number_stay_texts(cells, to):
    proposed = propose_type("Part", cells)

    assert proposed.type is to
    assert to is ValueType.NUMBER or "one of two different texts" in proposed.reason


@pytest.mark.parametrize(
    ("name", "cells", "to"),
    [
        ("Shipping Country", ["NO", "NO", "NO"], "text"),
        ("Language of mail", ["no", "no", "no"], "text"),
        ("Norway", ["NO", "NO", "NO"], "text"),
        ("Lieferland", ["NO", "Y", "NO"], "text"),
        ("Initial", ["N", "Y", "N"], "text"),
        ("Direction", ["N", "N", "N"], "text"),
        ("Column 7", ["N", "N", "N"], "text"),
        ("Column 7", ["no", "No", "NO"], "text"),
        ("Column 7", ["N", "Y", "N"], "yes/no"),
        ("Column 7", ["yes", "no", "yes"], "yes/no"),
        ("Accepts Marketing", ["no", "no", "no"], "yes/no"),
        ("SMS opt-in", ["N", "N", "N"], "yes/no"),
        ("is_gift", ["yes", "yes", "yes"], "yes/no"),
        ("is_gift", ["0", "0", "0"], "yes/no"),
        ("Newsletter country", ["no", "yes", "no"], "text"),
    ],
)
def test_an_answer_needs_both_words_or_a_name_that_asks(name, cells, to):
    assert propose_type(name, cells).type == to


def test_answers_that_any_word_proves_would_fail_these_tests(monkeypatch):
    monkeypatch.setattr(answers, "_ASKING", frozenset({"norway"}))
    assert propose_type("Norway", ["NO", "NO", "NO"]).type is ValueType.YES_NO

    monkeypatch.setattr(answers, "_PLACES", ())
    assert propose_type("Country", ["NO", "Y", "NO"]).type is ValueType.YES_NO


def test_a_custom_property_is_proposed_with_its_type_and_the_reason_for_it():
    rows = [["ann@shop.io", str(points), "7"] for points in range(3)]
    found = suggest(["Email", "Points", "$code"], rows, (Kind.EVENTS,))
    (points,) = (each for each in found if each.pair.source == Column("Points"))

    assert (points.pair.type, points.type_reason) == (ValueType.NUMBER, "every cell is a number")


@pytest.mark.parametrize(
    ("cells", "separator"),
    [(["vip;neu", "alt;neu", "neu"], ";"), (['["a"]', '["b","c"]', "[]"], "")],
)
def test_a_list_is_suggested_with_what_separates_its_items(cells, separator):
    rows = [[f"a{at}@shop.io", cell] for at, cell in enumerate(cells)]
    found = suggest(["Email", "Tags"], rows, (Kind.PROFILES,))
    pair = next(each.pair for each in found if each.pair.source == Column("Tags"))
    assert (pair.type, pair.conversion) == (ValueType.LIST, Conversion(separator=separator))
