import random
from dataclasses import replace
from datetime import UTC, datetime

import orjson
import pytest

from klaviyo_gui.core import trial as trial_module
from klaviyo_gui.core.conversion import Conversion, DateStyle, LetterCase, NumberStyle, Others
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.nesting import value_at
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.record import Plan, compile_plan
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.core.trial import SHOWN, Trial, fails, texts_before_table

EVENTS, PROFILES = Kind.EVENTS, Kind.PROFILES
NOTHING = Mapping()
NOW = datetime(2024, 6, 1, tzinfo=UTC)
HEADER = ("who", "when", "total", "first", "last")


def tried(pair, rows, kind=EVENTS, mapping=NOTHING, header=HEADER):
    trial = Trial(mapping, header, kind, pair, NOW)
    trial.add(rows)
    return trial


def rows_of(*cells, at=2):
    return [[*[""] * at, cell, *[""] * (len(HEADER) - at - 1)] for cell in cells]


def drawn(trial):
    return [(*each.before, each.after, each.count) for each in trial.varied()]


def test_every_different_cell_is_tried_once_and_counted():
    trial = tried(Pair("value", Column("total")), rows_of("7", "7", "x", "2.50"))
    assert drawn(trial) == [("x", None, 1), ("7", 7, 2), ("2.50", 2.5, 1)]
    assert (trial.rows, trial.failed) == (4, 1)


def test_the_cell_is_shown_as_the_file_has_it_and_what_is_sent_as_it_is_mended():
    mapping = Mapping(repairs=(Repair("total", Code.TEXT_FORMULA),))
    pair = Pair("properties.zip", Column("total"))
    assert drawn(tried(pair, rows_of('="00123"', "00123"), mapping=mapping)) == [
        ('="00123"', "00123", 1),
        ("00123", "00123", 1),
    ]


def test_a_row_of_another_width_is_left_out():
    trial = tried(Pair("value", Column("total")), [["a"], *rows_of("7")])
    assert (trial.rows, drawn(trial)) == (1, [("7", 7, 1)])


def test_a_blank_cell_that_nothing_fills_is_not_shown():
    assert drawn(tried(Pair("value", Column("total")), rows_of("", "7"))) == [("7", 7, 1)]


def test_a_blank_time_or_name_of_an_event_fails():
    for target, column in (("time", "when"), ("metric", "who")):
        trial = tried(Pair(target, Column(column)), rows_of("7"))
        assert trial.failed == 1
        assert trial.varied()[0].is_failing


def test_a_fallback_is_shown_where_the_cell_is_blank():
    pair = Pair("first_name", Column("first"), fallback=(Fixed("friend"),))
    assert drawn(tried(pair, rows_of("", "Ann", at=3), PROFILES)) == [
        ("", "friend", 1),
        ("Ann", "Ann", 1),
    ]


def test_joined_columns_are_shown_with_all_their_cells():
    pair = Pair("first_name", Joined((Column("first"), Column("last"))))
    assert drawn(tried(pair, [["", "", "", "Ann", "Li"]], PROFILES)) == [("Ann", "Li", "Ann Li", 1)]


def test_a_fixed_text_is_shown_once():
    assert drawn(tried(Pair("metric", Fixed("Sale")), rows_of("1", "2"))) == [("Sale", "Sale", 2)]


def test_a_number_without_a_country_is_left_out_and_counts_as_failing():
    trial = tried(Pair("phone_number", Column("total")), rows_of("0171 2345678"), PROFILES)
    assert trial.failed == 1
    assert fails(Code.PHONE_INVALID, Severity.WARN)
    assert not fails(Code.EMAIL_TYPO, Severity.WARN)


def test_at_most_ten_are_shown_failing_ones_first_yet_not_alone():
    rows = rows_of(*(f"x{'y' * n}!{'?' * n}" for n in range(30)), *map(str, range(30)))
    shown = tried(Pair("value", Column("total")), rows).varied()
    assert [each.is_failing for each in shown] == [True] * 5 + [False] * 5


def test_failing_ones_alone_fill_all_places():
    shown = tried(Pair("value", Column("total")), rows_of(*(f"a{n}" for n in range(30)))).varied()
    assert [each.is_failing for each in shown] == [True] * SHOWN


def test_cells_of_every_form_are_shown_before_others_of_the_same():
    numbers = rows_of(*map(str, range(100, 160)), "1,234.50", "(7)", "$5", "-3")
    shown = {each.before[0] for each in tried(Pair("value", Column("total")), numbers).varied()}
    assert {"1,234.50", "(7)", "$5", "-3"} <= shown


@pytest.mark.parametrize("seed", range(20))
def test_a_trial_tells_what_the_build_sends(seed):
    draw = random.Random(seed)
    cells = ("", " ", "7", "1.234,50", "1,234.50", "1.234", "12 %", "31.5.2024", "3.5.2024", "x")
    rows = [["ann@shop.io", "2024-05-01", *draw.choices(cells, k=3)] for _ in range(40)]
    conversion = Conversion(
        trim=draw.random() < 0.5,
        case=draw.choice([None, *LetterCase]),
        table=draw.choice([(), (("x", "7"),)]),
        others=draw.choice(list(Others)),
        number=draw.choice([None, *NumberStyle]),
        date=draw.choice([None, DateStyle.DAY_FIRST]),
    )
    to = draw.choice([ValueType.TEXT, ValueType.NUMBER, ValueType.TIME, ValueType.YES_NO])
    pair = Pair("properties.a.b", Column("total"), to, conversion, draw.choice([(), (Fixed("7"),)]))
    mapping = Mapping(
        (
            Pair("metric", Fixed("Sale")),
            Pair("profile.email", Column("who")),
            Pair("time", Column("when")),
            pair,
        ),
        options=Options("Europe/Berlin"),
    )
    assert told(mapping, rows, pair) == built(mapping, rows)


def test_a_trial_that_reads_otherwise_than_the_build_is_noticed(monkeypatch):
    pair = Pair("properties.a.b", Column("total"), ValueType.NUMBER)
    mapping = Mapping((Pair("metric", Fixed("Sale")), Pair("profile.email", Column("who")), pair))
    rows = [["ann@shop.io", "", "1.234,50", "", ""]]
    assert told(mapping, rows, pair) == built(mapping, rows)
    real = trial_module.filling
    monkeypatch.setattr(
        trial_module,
        "filling",
        lambda found, *rest, **options: real(
            replace(
                found,
                mapping=found.mapping.with_pair(
                    EVENTS, Pair(pair.target, pair.source, ValueType.TEXT)
                ),
            ),
            *rest,
            **options,
        ),
    )
    assert told(mapping, rows, pair) != built(mapping, rows)


def told(mapping, rows, pair):
    found = {}
    for row in rows:
        each = tried(pair, [row], mapping=mapping).everything()[0]
        # What is held sends nothing.
        found[row[2]] = (None if each.is_failing else each.after, each.problems)
    return found


def built(mapping, rows):
    build = compile_plan(Plan(mapping, HEADER, NOW), EVENTS)
    found = {}
    for row in rows:
        record = build(row)
        value = None
        if record.body:
            event = orjson.loads(record.body)["attributes"]["events"]["data"][0]["attributes"]
            value = value_at(("a", "b"), event["properties"])
        problems = tuple(
            each
            for each in record.problems
            if each.target == "properties.a.b" and each.code is not Code.ZERO_IGNORED
        )
        found[row[2]] = (value, problems)
    return found


def test_the_texts_of_a_table_are_those_that_it_is_asked_for():
    conversion = Conversion(
        case=LetterCase.LOWER, table=(("vip", "gold"),), others=Others.LEAVE_OUT
    )
    pair = Pair("properties.tier", Column("total"), None, conversion, (Column("last"), Fixed("x")))
    rows = [*rows_of("VIP", "vip ", "Basic", ""), ["", "", "", "", "Last"]]
    found = texts_before_table(Mapping(), HEADER, pair, rows, NOW)
    assert found == {"vip": 2, "basic": 1, "last": 1}
