import pytest

from klaviyo_gui.core import fit as fit_module
from klaviyo_gui.core.conversion import Conversion, DateStyle, NumberStyle
from klaviyo_gui.core.drift import Evidence, expected_names
from klaviyo_gui.core.fit import Drift, Fit, Ranked, StyleDrift, fit, ranked
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair

HEADER = ("ORDER_ID", "COUPON", "DATE_ORDERED", "EMAIL", "ORDER_TOTAL")
ROWS = (("1", "X", "2013-04-04 18:17", "a@shop-demo.com", "12.50"),) * 3
PAIRS = {
    "unique_id": "ORDER_ID",
    "properties.Coupon": "COUPON",
    "time": "DATE_ORDERED",
    "profile.email": "EMAIL",
    "value": "ORDER_TOTAL",
}
ORDERS = Mapping(tuple(Pair(target, Column(name)) for target, name in PAIRS.items()))
PLACES = tuple((name, at) for at, name in enumerate(HEADER, 1))


def renames(header, rows=ROWS, places=PLACES, mapping=ORDERS):
    return fit(mapping, header, rows, places).renames


def with_name(old, new):
    return tuple(new if name == old else name for name in HEADER)


def test_a_file_with_every_column_fits_wholly():
    assert fit(ORDERS, (*HEADER, "MORE")) == Fit(5)
    assert fit(ORDERS, HEADER).is_whole


def test_a_mapping_without_columns_fits_nothing():
    found = fit(Mapping((Pair("metric", Fixed("Placed Order")),)), HEADER)
    assert (found.columns, found.share, found.is_whole, found.is_likely) == (0, 0.0, False, False)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("ORDER_TOTAL", "Order Total", Evidence.NAME),
        ("ORDER_TOTAL", "TOTAL", Evidence.MEANING),
        ("ORDER_TOTAL", "Gesamtbetrag", Evidence.MEANING),
        ("EMAIL", "E-Mail-Adresse", Evidence.MEANING),
        ("DATE_ORDERED", "DATE_ORDERD", Evidence.SPELLING),
        ("COUPON", "COUPON CODE", Evidence.WORDS),
        ("EMAIL", "Kundenpost", Evidence.PLACE),
    ],
)
def test_a_column_of_another_name_is_asked_for_with_the_reason(old, new, reason):
    found = fit(ORDERS, with_name(old, new), ROWS, PLACES)
    [drift] = found.drifts
    assert (drift.column, drift.now) == (old, new)
    assert reason in drift.evidence
    assert drift.targets == ORDERS.targets_of(old)
    assert (found.present, found.share) == (4, 0.8)


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        ("EMAIL", "Email Marketing Consent", ROWS),
        ("EMAIL", "Email Marketing Consent", ()),
        ("EMAIL", "Recipient Email", ROWS),
        ("EMAIL", "Employee Email", ROWS),
        ("EMAIL", "Manager Email", ROWS),
        ("EMAIL", "Created by", ROWS),
        ("EMAIL", "Geworben von", ROWS),
        ("EMAIL", "Mail", (("1", "X", "2013-04-04", "yes", "12"),) * 3),
        ("ORDER_TOTAL", "Total words", (("1", "X", "2013-04-04", "a@b.co", "many"),) * 3),
        ("COUPON", "Colour", ROWS),
        ("ORDER_TOTAL", "Refund Total", ROWS),
        ("ORDER_TOTAL", "Order Total Discount", ROWS),
        ("ORDER_TOTAL", "Order Total No", ROWS),
        ("ORDER_TOTAL", "Order Total Tax", ROWS),
        ("ORDER_TOTAL", "Order Total Weight", ROWS),
        ("ORDER_TOTAL", "Order Total Cost", ROWS),
        ("ORDER_TOTAL", "Order Total Items", ROWS),
        ("DATE_ORDERED", "Date Shipped", ROWS),
        ("DATE_ORDERED", "Due Date Ordered", ROWS),
        ("DATE_ORDERED", "Date of Birth", ROWS),
        ("DATE_ORDERED", "Cancelled Date", ROWS),
    ],
)
def test_what_is_not_the_column_is_never_asked_for(old, new, rows):
    assert renames(with_name(old, new), rows) == {}


@pytest.mark.parametrize(
    ("old", "new", "is_sure"),
    [
        ("ORDER_TOTAL", "Order Total", True),
        ("ORDER_TOTAL", "TOTAL", True),
        ("DATE_ORDERED", "DATE_ORDERD", True),
        ("COUPON", "COUPON CODE", False),
        ("EMAIL", "Kundenpost", False),
        ("EMAIL", "Recipient Email", False),
    ],
)
def test_only_a_name_that_speaks_for_itself_is_taken_with_the_others(old, new, is_sure):
    [drift] = fit(ORDERS, with_name(old, new), ROWS, PLACES).drifts

    assert drift.is_sure is is_sure


def test_another_number_is_another_column():
    mapping = Mapping(profiles=(Pair("location.address1", Column("ADDRESS1")),))
    assert renames(("NAME", "ADDRESS2"), (), (), mapping) == {}
    assert renames(("NAME", "ADRESS1"), (), (), mapping) == {"ADDRESS1": "ADRESS1"}


def test_two_columns_of_one_type_are_told_by_their_names():
    mapping = Mapping(
        (Pair("value", Column("ORDER_TOTAL")),),
        (Pair("email", Column("EMAIL")), Pair("properties.b", Column("Mail 2"))),
    ).with_pair(Kind.EVENTS, Pair("profile.email", Column("E_MAIL")))
    header = ("e-mail", "order total", "mail2", "EMail")
    rows = (("a@shop-demo.com", "1", "x", "a@shop-demo.com"),)
    assert renames(header, rows, (), mapping)["ORDER_TOTAL"] == "order total"


def test_a_property_that_klaviyo_does_not_know_hinders_nothing():
    mapping = Mapping(profiles=(Pair("nonsense", Column("ADDRESS1")),))
    assert renames(("Address1",), (), (), mapping) == {"ADDRESS1": "Address1"}


def test_a_column_that_is_left_out_is_the_answer_for_none():
    mapping = ORDERS.leaving_out(("Total",))
    assert renames((*HEADER[:-1], "Total"), ROWS, PLACES, mapping) == {}


def test_a_column_that_is_in_use_is_the_answer_for_no_other():
    mapping = ORDERS.with_pair(Kind.EVENTS, Pair("properties.T", Column("Total")))
    assert renames((*HEADER[:-1], "Total"), ROWS, PLACES, mapping) == {}


def test_where_two_columns_are_as_good_neither_is_asked_for():
    header = (*HEADER[:-1], "Amount", "Betrag")
    rows = tuple((*row, "12.50") for row in ROWS)
    assert renames(header, rows, ()) == {}
    assert renames(header, rows, PLACES) == {"ORDER_TOTAL": "Amount"}


def test_one_column_is_the_answer_for_one_missing_column_only():
    mapping = Mapping(
        (Pair("properties.a", Column("Size code")), Pair("properties.b", Column("Size name")))
    )
    header = ("Size",)
    assert renames(header, (), (("Size code", 1), ("Size name", 2)), mapping) == {
        "Size code": "Size"
    }


def test_a_column_known_by_its_name_leaves_the_next_one_free():
    header = ("ORDER_ID", "COUPON", "DATE_ORDERED", "email", "Kundenpost", "ORDER_TOTAL")
    rows = tuple((*row[:4], "b@shop-demo.com", "12.50") for row in ROWS)
    assert renames(header, rows) == {"EMAIL": "email"}


def test_columns_that_came_in_front_do_not_move_the_place():
    assert renames(("New", *with_name("EMAIL", "Kundenpost")), [("", *row) for row in ROWS]) == {
        "EMAIL": "Kundenpost"
    }


def test_places_are_counted_from_the_nearest_neighbour_and_end_with_the_file():
    places = {"a": 1, "b": 2, "c": 3, "d": 4}
    assert expected_names(places, ("x", "a", "y")) == {"a": "a", "b": "y"}
    assert expected_names(places, ("x", "y")) == {"a": "x", "b": "y"}
    assert expected_names({}, ("x",)) == {}


def test_short_rows_and_blank_cells_are_no_sample():
    rows = (("1",), ("1", "X", "2013-04-04", "  ", "1"), ROWS[0])
    assert renames(with_name("EMAIL", "Kundenpost"), rows) == {"EMAIL": "Kundenpost"}
    assert renames(with_name("EMAIL", "Kundenpost"), rows[:2]) == {}


def test_letters_are_not_compared_in_files_of_very_many_columns():
    many = tuple(f"Column {at}" for at in range(5_000))
    assert renames((*many, "DATE_ORDERD"), ()) == {}
    assert renames((*many, "date ordered"), ()) == {"DATE_ORDERED": "date ordered"}


def test_presets_rank_by_fit_then_by_last_use_then_by_name():
    def of(present, name, use=""):
        return Ranked(name, Fit(4, (Drift("x", ()),) * (4 - present)), use)

    found = [
        of(0, "never"),
        of(2, "half"),
        of(4, "whole b"),
        of(4, "whole a"),
        of(4, "whole, used", "2026-01-01"),
        of(4, "whole, used later", "2026-02-01"),
    ]
    assert [each.name for each in ranked(found)] == [
        "whole, used later",
        "whole, used",
        "whole a",
        "whole b",
        "half",
    ]


def test_a_preset_of_which_every_column_has_another_name_still_ranks():
    found = fit(ORDERS, tuple(name.lower() for name in HEADER))
    assert (found.present, found.is_likely) == (0, True)


@pytest.mark.parametrize("name", ["a1@s.io", "2024-03-01", "+49 170 1234567", "12.50"])
def test_no_column_that_is_called_like_a_value_is_asked_for(name):
    places = (*PLACES, ("EXTRA", 6))
    for old in ("EMAIL", "DATE_ORDERED", "ORDER_TOTAL", "COUPON"):
        assert renames(with_name(old, name), places=places) == {}


DAY, MONTH = DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST
DATED = ("Who", "When", "Total")
US = [("a@shop.io", "12/31/2024", "1,234.50"), ("b@shop.io", "01/02/2024", "7"), ("c@shop.io",)]


def dated(style, number=None, *fallback):
    return Mapping(
        (
            Pair("profile.email", Column("Who")),
            Pair("time", Column("When"), conversion=Conversion(date=style), fallback=fallback),
            Pair("value", Column("Total"), conversion=Conversion(number=number)),
        )
    )


def test_a_column_that_is_written_otherwise_than_the_mapping_reads_it_is_drift():
    found = fit(dated(DAY, NumberStyle.COMMA), DATED, US)
    assert found.styles == (
        StyleDrift("When", DAY, MONTH, "12/31/2024"),
        StyleDrift("Total", NumberStyle.COMMA, NumberStyle.POINT, "1,234.50"),
    )
    assert (found.has_columns, found.is_whole) == (True, False)
    assert fit(dated(MONTH, NumberStyle.POINT), DATED, US).is_whole
    assert fit(dated(None), DATED, US).is_whole
    twice = fit(dated(DAY, None, Column("When"), Column("Gone")), DATED, US)
    assert [each.column for each in twice.styles] == ["When"]
    assert not twice.has_columns


def test_a_mapping_whose_styles_fit_ranks_above_one_that_was_used_later():
    fits = {name: fit(dated(style), DATED, US) for name, style in (("eu", DAY), ("us", MONTH))}
    found = [Ranked("eu", fits["eu"], "2026"), Ranked("us", fits["us"], "2025")]
    assert [each.name for each in ranked(found)] == ["us", "eu"]


def test_a_rank_by_names_alone_would_be_found_out(monkeypatch):
    monkeypatch.setattr(fit_module, "_styles", lambda *_: iter(()))
    with pytest.raises(AssertionError):
        test_a_mapping_whose_styles_fit_ranks_above_one_that_was_used_later()
