"""Whatever the check can find is found in exactly its rows, and is offered a remedy or none."""

import json
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Event

import pytest

from klaviyo_gui.core import remedies as module
from klaviyo_gui.core.amendments import UNCHANGED, Cause
from klaviyo_gui.core.batch import EVENTS_MAX
from klaviyo_gui.core.conversion import (
    AS_IT_IS,
    Conversion,
    DateStyle,
    MissingHour,
    NumberStyle,
    Others,
    Unread,
)
from klaviyo_gui.core.convert.listing import ITEMS_MAX
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.join import Join, Taken
from klaviyo_gui.core.mapping import (
    Column,
    Fixed,
    Kind,
    Mapping,
    Options,
    Pair,
    Repeats,
    ValueType,
)
from klaviyo_gui.core.metric_names import METRICS_MAX
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.remedies import UNOFFERED, Known, remedies
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.source.table import Overrides, open_csv
from klaviyo_gui.store.journal import Journal
from tests.cli.test_every_cause import DAMAGED, HEAD, LESS_TOLD, OPTIONS
from tests.doubles.builders import Builders
from tests.doubles.files import csv_bytes

NEVER_TOLD = {Code.LEFT_OUT}
"""What somebody has done is counted apart, and is nothing that was found."""

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = ("mail", "cell", "other")
TOLD = Overrides(encoding="utf-8", delimiter=",", header_line=1, quote='"')
CELL, DAY = Column("cell"), "2024-05-31T10:00:00Z"
NUMBER, TIME, LIST = ValueType.NUMBER, ValueType.TIME, ValueType.LIST
MAILS = ("p{}@shop.io",)
TABLE = Conversion(table=(("a", "b"),), others=Others.HOLD)


@dataclass(frozen=True)
class Case:
    """A file and how it is mapped; ``earlier`` are rows that a run has sent, which are so now.

    ``second`` is what is joined to it.
    """

    mapping: Mapping
    content: bytes
    overrides: Overrides = TOLD
    amendments: object = UNCHANGED
    earlier: tuple = ()
    state: str = "accepted"
    second: bytes = b""
    history_before: datetime | None = None


def rows_of(cells, mails=MAILS):
    return [
        (mails[at % len(mails)].format(at), *((cell, "") if isinstance(cell, str) else cell))
        for at, cell in enumerate(cells)
    ]


def events(*cells, to="properties.x", of=None, how=AS_IT_IS, more=(), mails=MAILS, **rest):
    """Return events with these cells for one property; there is a time unless it is that."""
    base = (
        Pair("metric", Fixed("Sale")),
        Pair("profile.email", Column("mail")),
        Pair("time", Fixed(DAY)),
    )
    pairs = {each.target: each for each in (*base, Pair(to, CELL, of, how), *more)}
    mapping = Mapping(tuple(pairs.values()), (), rest.pop("options", Options("UTC")))
    return Case(mapping, csv_bytes(rows_of(cells, mails), HEADER), **rest)


def people(*cells, to="properties.x", of=None, how=AS_IT_IS, more=(), mails=MAILS, **rest):
    """Return people with these cells for one property."""
    pairs = (Pair("email", Column("mail")), Pair(to, CELL, of, how), *more)
    return Case(Mapping((), pairs), csv_bytes(rows_of(cells, mails), HEADER), **rest)


def damaged(code):
    """Return people of a file with this damage."""
    pairs = [Pair("email", Column("mail"))]
    pairs += [Pair(f"properties.{name}", Column(name)) for name in ("id", "note")]
    options = OPTIONS.get(code)
    overrides = TOLD if options is None else Overrides()
    if options:
        overrides = replace(TOLD, quote="" if "--quote" in options else None)
    content = (HEAD + (DAMAGED | LESS_TOLD)[code][0]).encode("utf-8", "surrogateescape")
    return Case(Mapping((), tuple(pairs)), content, overrides)


MET = Case(
    Mapping(
        (
            *(Pair("metric", Fixed("Sale")), Pair("profile.email", Column("mail"))),
            *(Pair("profile.phone_number", CELL), Pair("unique_id", Column("other"))),
            Pair("time", Column("when")),
        ),
        (Pair("email", Column("mail")), Pair("phone_number", CELL)),
    ),
    csv_bytes(
        [
            ("", "+4930901820", "1", DAY),
            ("ann@shop.io", "", "1", DAY),
            ("ann@shop.io", "+4930901820", "2", "soon"),
        ],
        (*HEADER, "when"),
    ),
)


def grouped(*rows, per_item=(), more=()):
    """Return events of orders: their lines as (key, value), with the same address in each."""
    case = events(
        *((value, key) for key, value in rows),
        mails=("ann@shop.io",),
        more=(OTHER_ID, *more),
    )
    return replace(case, mapping=replace(case.mapping, grouping=Grouping(("other",), per_item)))


def several(*rows, name="Back", condition=None, when=DAY, **rest):
    """Return events with an id, and such as have one of the other column where that is filled."""
    further = FurtherEvent(
        (Pair("metric", Fixed(name)), OTHER_ID, Pair("time", Fixed(when))),
        condition or RowFilter((Condition("other", Ask.IS_FILLED),)),
    )
    case = events(*rows, to="unique_id", mails=("ann@shop.io",), **rest)
    return replace(case, mapping=replace(case.mapping, further=(further,)))


def later(cell):
    """Return an event with another one beside it that happened at the time of this cell."""
    further = FurtherEvent((Pair("metric", Fixed("Later")), Pair("time", CELL)))
    case = events(cell)
    return replace(case, mapping=replace(case.mapping, further=(further,)))


def with_items(count):
    """Return an order of so many lines, of which each has an event."""
    case = grouped(*(("1", str(at)) for at in range(count)), per_item=("cell",))
    pairs = tuple(pair for pair in case.mapping.events if pair.target != "properties.x")
    item = FurtherEvent(
        (Pair("metric", Fixed("Item")), Pair("time", Fixed(DAY)), Pair("properties.SKU", CELL)),
        is_per_item=True,
    )
    return replace(case, mapping=replace(case.mapping, events=pairs, further=(item,)))


def unnamed():
    """Return an order of two lines, of which each has an event that names no product."""
    case = with_items(2)
    (item,) = case.mapping.further
    pairs = (*item.pairs[:2], Pair("properties.Colour", CELL))
    return replace(case, mapping=replace(case.mapping, further=(replace(item, pairs=pairs),)))


def joined(second):
    """Return people of whom a second file tells the city, by their address."""
    join = Join("people.csv", (("mail", "mail"),), (Taken("city", "city"),))
    case = people("x", more=(Pair("properties.city", Column("city")),))
    mapping = replace(case.mapping, joins=(join,))
    return replace(case, mapping=mapping, second=b"mail,city\n" + second)


UNREAD = RowFilter((Condition("cell", Ask.IS_ABOVE, ("3",)),))
OTHER_ID = Pair("unique_id", Column("other"))
BAD_MAIL = Cause(Kind.PROFILES, Code.EMAIL_INVALID, "email")
OWN = {
    Code.OTHER_ENCODING: Case(
        Mapping((), (Pair("email", Column("mail")), Pair("properties.x", CELL))),
        b"mail,cell\na@shop.io,%b\nb@shop.io,%b\n"
        % ("Žižka".encode("cp1250"), "Žofie".encode()),
        replace(TOLD, encoding="cp1250"),
    ),
    Code.IDENTIFIER_MISSING: events("x", mails=("",)),
    Code.EMAIL_INVALID: people("x", mails=("ann at shop.io",)),
    Code.EMAIL_TOO_LONG: people("x", mails=(f"{'a' * 60}@{'b' * 60}.{'c' * 60}.io",)),
    Code.EMAIL_DROPPED: people("x", mails=("ann@example.com",)),
    Code.EMAIL_TYPO: people("x", mails=("ann@gmial.com",)),
    Code.PHONE_INVALID: people("030 901820", to="phone_number"),
    Code.PHONE_AMBIGUOUS: people("4915112345678", to="phone_number", how=Conversion(country="DE")),
    Code.PHONE_COUNTRY_UNKNOWN: people(
        "030 901820", to="phone_number", more=(Pair("location.country", Fixed("Atlantis")),)
    ),
    Code.METRIC_MISSING: events("", to="metric"),
    Code.METRIC_TOO_LONG: events("m" * 999, to="metric"),
    Code.METRIC_ALIKE: events("Sale", "sale", "Sale", to="metric"),
    Code.METRICS_MANY: events(*(f"m{at}" for at in range(METRICS_MAX + 2)), to="metric"),
    Code.TIME_MISSING: later(""),
    Code.TIME_INVALID: events("soon", of=TIME),
    Code.TIME_OUT_OF_RANGE: events("1980-01-01T10:00Z", to="time"),
    Code.DATE_AMBIGUOUS: events("03/04/2024 10:00Z", to="time"),
    Code.DATE_OTHERWISE: events("03/04/2024 10:00Z", "25/12/2024 10:00Z", to="time",
                                how=Conversion(date=DateStyle.MONTH_FIRST)),
    Code.YEAR_SHORT: events("31.05.24 10:00Z", to="time",
                            how=Conversion(date=DateStyle.DAY_FIRST)),
    Code.HOUR_MISSING: events("2024-04-03", to="time", how=Conversion(hour=MissingHour.HOLD)),
    Code.TIME_WITHOUT_HOUR: events("2024-04-03", to="time"),
    Code.TIME_IN_GAP: events("2024-03-31 02:30", to="time", options=Options("Europe/Berlin")),
    Code.TIME_TWICE: events("2024-10-27 02:30", to="time", options=Options("Europe/Berlin")),
    Code.ZONE_UNSAID: events("2024-04-03 10:00", to="time", options=Options()),
    Code.TIME_PLANNED: replace(
        events("x"), mapping=events("x").mapping.without(Kind.EVENTS, "time")
    ),
    Code.NUMBER_INVALID: events("x", to="value"),
    Code.NUMBER_AMBIGUOUS: events("1.234", to="value"),
    Code.NUMBER_OTHERWISE: events("1.500", "1.234,50", to="value",
                                  how=Conversion(number=NumberStyle.POINT)),
    Code.PERCENT_UNSAID: events("12 %", of=NUMBER),
    Code.NUMBER_INEXACT: events("1234567890123456789.25", of=NUMBER),
    Code.YES_NO_INVALID: events("maybe", of=ValueType.YES_NO),
    Code.LIST_INVALID: events("red, blue", of=LIST),
    Code.LIST_TOO_LONG: events(json.dumps([*range(ITEMS_MAX + 1)]), of=LIST),
    Code.LIST_TOO_DEEP: events("[" * 40 + "]" * 40, of=LIST),
    Code.VALUE_UNKNOWN: events("c", how=TABLE),
    Code.VALUE_UNREAD: events("x", of=NUMBER, how=Conversion(unread=Unread.LEAVE_OUT)),
    Code.CURRENCY_INVALID: events("euros", to="value_currency"),
    Code.CURRENCY_UNKNOWN: events("usq", to="value_currency"),
    Code.CURRENCY_CONTRADICTS: events(
        "€ 12.00", to="value", more=(Pair("value_currency", Fixed("USD")),)
    ),
    Code.ID_TOO_LONG: events("x" * 256, to="unique_id"),
    Code.ID_MISSING: events("", to="unique_id"),
    Code.ID_PADDED: events(" a ", to="unique_id"),
    Code.TEXT_TOO_LONG: people("x" * 110_000),
    Code.ITEM_TOO_LARGE: people("x" * 98_000),
    Code.PERSON_TOO_LARGE: people(("x" * 60_000, ""), ("", "x" * 60_000), mails=("ann@shop.io",),
                                  more=(Pair("properties.y", Column("other")),)),
    Code.PROPERTIES_TOO_MANY: events(
        "x", more=tuple(Pair(f"properties.p{at}", CELL) for at in range(400))
    ),
    Code.ZERO_IGNORED: events("0", of=NUMBER),
    Code.VALUE_BLANK: events("", to="value"),
    Code.PHONE_ALONE: people("+4930901820", to="phone_number", mails=("",)),
    Code.NAME_RESERVED: events("x", to="properties.$x"),
    Code.ZEROS_CUT: events("007", of=NUMBER),
    Code.FORM_UNUSUAL: people("German", to="locale"),
    Code.TYPES_MIXED: people("1", "2", "x"),
    Code.DATE_AS_TEXT: people("31/05/2024", ""),
    Code.REPEATED: events(("a", "1"), ("b", "1"), mails=("ann@shop.io",), more=(OTHER_ID,)),
    Code.MAY_REPEAT: MET,
    Code.ROW_REPEATED: events("a", "a", mails=("ann@shop.io",)),
    Code.CONTENT_REPEATED: events(("a", "1"), ("a", "2"), mails=("ann@shop.io",)),
    Code.KEPT_APART: events("a", "a", mails=("ann@shop.io",),
                            options=Options("UTC", repeats=Repeats.APART)),
    Code.SAME_SECOND: events(("a", DAY), ("b", DAY), mails=("ann@shop.io",),
                             more=(Pair("time", Column("other")),)),
    Code.MERGED: people("x", "x", mails=("ann@shop.io",)),
    Code.VALUES_DIFFER: people("x", "y", mails=("ann@shop.io",)),
    Code.PERSON_CHANGES: events(("Ann", "1"), ("Anna", "2"), to="profile.first_name",
                                mails=("ann@shop.io",), more=(OTHER_ID,)),
    Code.IDENTIFIER_SHARED: people("+4930901820", "+4930901820", to="phone_number"),
    Code.IDENTIFIER_JOINS: people("+4930901820", "+4930901820", to="phone_number",
                                  mails=("", "ann@shop.io")),
    Code.SENT_BEFORE: events("a", earlier=("a",)),
    Code.SENT_IN_DOUBT: events("a", earlier=("a",), state="unknown"),
    Code.SENT_CHANGED: events(("b", "1"), more=(OTHER_ID,), earlier=(("a", "1"),)),
    Code.PERSON_UNCHANGED: people("a", earlier=("a",)),
    Code.ZEROS_LOST: Case(
        Mapping((), (Pair("email", Column("mail")), Pair("location.zip", Column("zip")))),
        b"mail,zip\na@shop.io,97205\nb@shop.io,7102\nc@shop.io,53703\nd@shop.io,94040\n",
    ),
    Code.DATE_MADE: people("1-3", "2-Jan", "4-5"),
    Code.CUT_AT_32767: people("x" * 32_767, "y"),
    Code.CUT_AT_255: people("x" * 255, "y" * 255),
    Code.TEXT_APOSTROPHES: people("'Ann", "'Bo", "'Cy"),
    Code.LINES_DIFFER: grouped(("1", "a"), ("1", "b"), ("2", "c")),
    Code.LINES_ALIKE: grouped(("1", "a"), ("1", "a"), ("2", "c")),
    Code.LINES_UNSENT: replace(
        case := grouped(
            ("1", "a"),
            ("1", "b"),
            ("2", "a"),
            per_item=("cell",),
            more=(Pair("properties.x", Fixed("y")), Pair("properties.Items[].SKU", CELL)),
        ),
        mapping=replace(case.mapping, row_filter=RowFilter((Condition("cell", Ask.IS, ("a",)),))),
    ),
    Code.TOTAL_DIFFERS: grouped(
        ("1", "5"),
        ("1", "10"),
        per_item=("cell",),
        more=(
            Pair("value", Fixed("40")),
            Pair("properties.x", Fixed("y")),
            Pair("properties.Items[].RowTotal", CELL, NUMBER),
        ),
    ),
    Code.ORDER_DAMAGED: replace(
        grouped(("1", "a")),
        content=b"mail,cell,other\na@shop.io,x,1\na@shop.io,1\nb@shop.io,x,2\n",
    ),
    Code.KEY_BLANK: grouped(("1", "a"), ("", "b")),
    Code.ID_BY_PLACE: unnamed(),
    Code.EVENTS_TOO_MANY: with_items(EVENTS_MAX),
    Code.EVENTS_ALIKE: several(("1", "1"), name="Sale"),
    Code.EVENTS_REPEATED: several(("1", ""), ("1", "2")),
    Code.CONDITION_UNREAD: several(("4", "2"), ("many", "3"), condition=UNREAD),
    Code.NOT_WANTED: replace(
        case := several(("1", "1"), ("2", "")),
        mapping=replace(case.mapping, condition=RowFilter((Condition("cell", Ask.IS_BLANK),))),
    ),
    Code.ALL_HISTORY: several(
        ("1", "2"),
        when="2025-06-01T10:00:00Z",
        history_before=datetime(2025, 1, 1, tzinfo=UTC),
    ),
    Code.SENT_IN_PART: several(("1", "2"), earlier=(("1", ""),)),
    Code.SENT_IN_PART_PERHAPS: several(("1", "2"), earlier=(("1", ""),), state="unknown"),
    Code.FILTER_UNREAD: replace(
        case := people("4", "many"), mapping=replace(case.mapping, row_filter=UNREAD)
    ),
    Code.JOIN_DOUBLE: joined(b"p0@shop.io,Ulm\np0@shop.io,Bonn\n"),
    Code.JOIN_DAMAGED: joined(b"p0@shop.io,Ulm\np0@shop.io\n"),
    Code.JOIN_DOUBTFUL: joined(b'"p0@shop.io","Ulm"x\n' * 3),
    Code.JOIN_UNMATCHED: joined(b"p9@shop.io,Ulm\n"),
    Code.LEFT_OUT: people("x", mails=("nobody",), amendments=UNCHANGED.with_cause(BAD_MAIL)),
    Code.EDIT_ASTRAY: people("x", amendments=UNCHANGED.leaving_out(2, "other")),
}  # fmt: skip
CASES = {code: damaged(code) for code in (DAMAGED | LESS_TOLD) if code in set(Code)} | OWN


def sent_before(folder, case):
    """Return the journal of a run that has sent the earlier rows."""
    path = folder / "earlier.csv"
    mails = MAILS if not case.mapping.further else ("ann@shop.io",)
    path.write_bytes(csv_bytes(rows_of(case.earlier, mails), HEADER))
    file = open_csv(path, case.overrides)
    journal_path = folder / "run" / "journal.db"
    with closing(Journal.create(journal_path, {})) as journal:
        part = Part(file, Plan(case.mapping, file.header, NOW), is_for_sending=True)
        for _ in freeze(part, Builders(), journal, Event()):
            pass
        for batch in journal.batches("ready"):
            journal.set_state(batch.id, case.state)
    return journal_path


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return of every case what is found, in which rows, and what is offered for it."""
    results = {}
    for code, case in CASES.items():
        folder = tmp_path_factory.mktemp("case")
        path = folder / "file.csv"
        path.write_bytes(case.content)
        file = open_csv(path, case.overrides)
        if case.second:
            second = folder / "people.csv"
            second.write_bytes(case.second)
            file = file.joining((open_csv(second, TOLD),))
        earlier = [sent_before(folder, case)] if case.earlier else []
        plan = Plan(case.mapping, file.header, NOW, amendments=case.amendments)
        if case.history_before is not None:
            plan = replace(plan, is_history=False, history_before=case.history_before)
        *_, result = check(file, plan, Builders(), Event(), earlier=earlier)
        result.close()
        known = Known(
            file.header,
            dict(result.judged.written),
            result.judged,
            zones=("Europe/Berlin",),
            countries=("DE",),
            proposed=tuple(
                (kind, Pair(target, Column(file.header[-1])))
                for kind in Kind
                for target in ("time", "unique_id", "email", "external_id", "profile.external_id")
            ),
            telling=file.header[-1:] if OTHER_ID not in case.mapping.events else ("cell",),
            alike=tuple(result.alike.items()),
        )
        offers = {each.place: remedies(each, case.mapping, known) for each in result.findings}
        results[code] = (result, offers)
    return results


def places(found):
    """Return how many rows and how many records each finding of every case has."""
    for result, _ in found.values():
        told = {each.place: each.count for each in result.findings}
        rows = {place: len(numbers) for place, numbers in result.found.items() if len(numbers)}
        yield rows, told


def every_finding_has_its_rows(found):
    for rows, told in places(found):
        assert rows == told


def every_problem_is_found(found):
    codes = {each.code for result, _ in found.values() for each in result.findings}
    assert set(Code) - codes == NEVER_TOLD
    for code in CASES.keys() - NEVER_TOLD:
        assert code in {each.code for each in found[code][0].findings}


def every_problem_is_offered_a_remedy_or_none_on_purpose(found):
    offered = {place[1] for _, offers in found.values() for place, ways in offers.items() if ways}
    assert offered | UNOFFERED == set(Code)
    assert not offered & UNOFFERED
    assert module._OFFERS.keys() == offered


def test_every_problem_is_found_in_a_case_of_its_own(found):
    every_problem_is_found(found)


def test_every_finding_is_found_in_as_many_rows_as_it_counts(found):
    every_finding_has_its_rows(found)


def test_every_problem_is_offered_a_remedy_or_none_on_purpose(found):
    every_problem_is_offered_a_remedy_or_none_on_purpose(found)
    reasons = [
        value for name, value in vars(module).items() if name.startswith("_") and name.isupper()
    ]
    sizes = sum(len(each) for each in reasons if isinstance(each, frozenset))
    assert sizes == len(UNOFFERED), "each of them for one reason"


def test_what_was_left_out_is_listed_apart_and_is_no_finding(found):
    for code in NEVER_TOLD:
        result, _ = found[code]
        assert len(result.left_out) == 1


def without(found, code):
    return {
        key: (
            replace(result, findings=tuple(e for e in result.findings if e.code is not code)),
            {place: ways for place, ways in offers.items() if place[1] is not code},
        )
        for key, (result, offers) in found.items()
    }


def without_rows(found, code):
    return {
        key: (
            replace(
                result,
                found={place: rows for place, rows in result.found.items() if place[1] is not code},
            ),
            offers,
        )
        for key, (result, offers) in found.items()
    }


@pytest.mark.parametrize("code", [Code.DATE_AS_TEXT, Code.MERGED, Code.EMAIL_INVALID])
def test_a_problem_that_is_forgotten_would_fail_these_tests(found, code):
    with pytest.raises(AssertionError):
        every_problem_is_found(without(found, code))
    with pytest.raises(AssertionError):
        every_finding_has_its_rows(without_rows(found, code))


@pytest.mark.parametrize("code", [Code.DATE_AS_TEXT, Code.METRICS_MANY])
def test_a_problem_that_has_neither_a_remedy_nor_a_reason_would_fail_these_tests(
    found, code, monkeypatch
):
    monkeypatch.setitem(globals(), "UNOFFERED", UNOFFERED - {code})
    with pytest.raises(AssertionError):
        every_problem_is_offered_a_remedy_or_none_on_purpose(without(found, code))
