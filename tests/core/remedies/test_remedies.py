"""Every remedy changes one thing of the mapping, and does to the row what it says."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.conversion import Conversion, DateStyle, MissingHour, NumberStyle, Others
from klaviyo_gui.core.event_target import of_event
from klaviyo_gui.core.findings import Finding, Findings
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.join import Doubles, Join, Taken
from klaviyo_gui.core.judged import Judged
from klaviyo_gui.core.lost_zeros import LostZeros
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair, Repeats, ValueType
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.record import Plan, compile_plan
from klaviyo_gui.core.remedies import Known, Way, remedies
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.core.styles import Seen, Written
from klaviyo_gui.core.suggest.further import filled_only
from klaviyo_gui.wording.remedies import remedy_words

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
HEADER = ("mail", "cell", "phone")
KNOWN = Known(
    HEADER,
    zones=("Europe/Berlin",),
    countries=("DE", "AT"),
    proposed=((EVENTS, Pair("time", Column("cell"))), (EVENTS, Pair("unique_id", Column("cell")))),
)


def mapping_of(target="", to=None, conversion=Conversion(), kind=EVENTS, **rest):  # noqa: B008 - a frozen value
    pair = (Pair(target, Column("cell"), to, conversion),) if target else ()
    who = "profile.email" if kind is EVENTS else "email"
    named = (Pair("metric", Fixed("Sale")),) if kind is EVENTS else ()
    base = () if target == who else (Pair(who, Column("mail")),)
    return Mapping(**rest).with_pairs(kind, (*named, *base, *pair))


def built(mapping, kind, cell, phone=""):
    plan = Plan(mapping, HEADER, datetime(2026, 1, 1, tzinfo=UTC))
    return compile_plan(plan, kind)(["ann@shop.io", cell, phone])


def finding_of(mapping, kind, cell, code):
    findings = Findings()
    findings.add(kind, 2, built(mapping, kind, cell).problems)
    return next(each for each in findings.all() if each.code is code)


def sent(mapping, kind, cell, target):
    """Return what a row sends for a property: a text of JSON to look into."""
    record = built(mapping, kind, cell)
    return record.body.decode() if record.body else ""


TABLE = Conversion(table=(("VIP", "gold"), ("std", "silver")), others=Others.HOLD)
CASES = {
    "day first": ("time", None, Conversion(), "03/04/2024 10:00Z", Code.DATE_AMBIGUOUS,
                  Way.DATES, DateStyle.DAY_FIRST, '"2024-04-03T10:00'),
    "month first": ("time", None, Conversion(), "03/04/2024 10:00Z", Code.DATE_AMBIGUOUS,
                    Way.DATES, DateStyle.MONTH_FIRST, '"2024-03-04T10:00'),
    "comma": ("value", None, Conversion(), "1.234", Code.NUMBER_AMBIGUOUS,
              Way.NUMBERS, NumberStyle.COMMA, '"value":1234'),
    "point": ("value", None, Conversion(), "1.234", Code.NUMBER_AMBIGUOUS,
              Way.NUMBERS, NumberStyle.POINT, '"value":1.234'),
    "percent": ("properties.p", ValueType.NUMBER, Conversion(), "12 %", Code.PERCENT_UNSAID,
                Way.PERCENT, "fraction", '"p":0.12'),
    "noon": ("time", None, Conversion(hour=MissingHour.HOLD, date=DateStyle.DAY_FIRST),
             "03.04.2024", Code.HOUR_MISSING, Way.HOUR, "noon", "T12:00"),
    "a day": ("properties.d", ValueType.TIME, Conversion(hour=MissingHour.HOLD), "2024-04-03",
              Code.HOUR_MISSING, Way.HOUR, "date", '"d":"2024-04-03"'),
    "zone": ("time", None, Conversion(), "2024-04-03 10:00", Code.ZONE_UNSAID,
             Way.ZONE, "Europe/Berlin", "10:00:00+02:00"),
    "value of the table": ("properties.t", None, TABLE, "gld", Code.VALUE_UNKNOWN,
                           Way.TABLE, "gold", '"t":"gold"'),
    "other values stay": ("properties.t", None, TABLE, "gld", Code.VALUE_UNKNOWN,
                          Way.OTHERS, "keep", '"t":"gld"'),
    "other values go": ("properties.t", None, TABLE, "gld", Code.VALUE_UNKNOWN,
                        Way.OTHERS, "leave out", '"properties":{}'),
    "currency": ("value_currency", None, Conversion(), "euros", Code.CURRENCY_INVALID,
                 Way.CURRENCY, "EUR", '"value_currency":"EUR"'),
    "another currency": ("value_currency", None, Conversion(), "usq", Code.CURRENCY_UNKNOWN,
                         Way.CURRENCY, "USD", '"value_currency":"USD"'),
    "yes": ("properties.y", ValueType.YES_NO, Conversion(), "sure", Code.YES_NO_INVALID,
            Way.YES, "", '"y":true'),
    "no": ("properties.y", ValueType.YES_NO, Conversion(), "never", Code.YES_NO_INVALID,
           Way.NO, "", '"y":false'),
    "without a value": ("value", None, Conversion(), "on request", Code.NUMBER_INVALID,
                        Way.BLANK, "", '"properties":{}'),
    "as text": ("properties.n", ValueType.NUMBER, Conversion(), "many", Code.NUMBER_INVALID,
                Way.AS_TEXT, "", '"n":"many"'),
    "with its country code": ("profile.phone_number", None, Conversion(country="DE"),
                              "4915112345678", Code.PHONE_AMBIGUOUS, Way.CALLING_CODE, "written",
                              '"phone_number":"+4915112345678"'),
    "behind its country code": ("profile.phone_number", None, Conversion(country="DE"),
                                "4921123456", Code.PHONE_AMBIGUOUS, Way.CALLING_CODE, "missing",
                                '"phone_number":"+494921123456"'),
    "trimmed": ("unique_id", None, Conversion(), " A1 ", Code.ID_PADDED,
                Way.TRIM, "", '"unique_id":"A1"'),
    "trimmed customer id": ("profile.external_id", None, Conversion(), " C1 ", Code.ID_PADDED,
                            Way.TRIM, "", '"external_id":"C1"'),
    "an address": ("profile.email", None, Conversion(), "ann at shop.io", Code.EMAIL_INVALID,
                   Way.REPLACE, " at ", '"email":"ann@shop.io"'),
    "a domain": ("profile.email", None, Conversion(), "ann@GMIAL.com", Code.EMAIL_TYPO,
                 Way.DOMAINS, "gmial.com → gmail.com", '"email":"ann@gmail.com"'),
    "noon instead of midnight": ("time", None, Conversion(), "2024-04-03", Code.TIME_WITHOUT_HOUR,
                                 Way.HOUR, "noon", "T12:00"),
    "zeros of a code": ("properties.z", ValueType.NUMBER, Conversion(), "007", Code.ZEROS_CUT,
                        Way.AS_TEXT, "", '"z":"007"'),
    "a nought that counts": ("properties.z", ValueType.NUMBER, Conversion(), "0",
                             Code.ZERO_IGNORED, Way.AS_TEXT, "", '"z":"0"'),
    "a name that is not Klaviyo's own": ("properties.$z", None, Conversion(), "x",
                                         Code.NAME_RESERVED, Way.RENAME, "z", '"z":"x"'),
    "without what is too long": ("properties.t", None, Conversion(), "x" * 110_000,
                                 Code.TEXT_TOO_LONG, Way.WITHOUT, "", '"properties":{}'),
    "unseen characters": ("properties.x", None, Conversion(), '="00123"', Code.TEXT_FORMULA,
                          Way.MEND, "text_formula", '"x":"00123"'),
}  # fmt: skip


def finding(code, target, *, kind=EVENTS, texts=(), severity=Severity.WARN):
    return Finding(kind, code, severity, target, 1, (2,), texts)


def ways(found):
    return [(each.way, each.detail) for each in found]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_remedy_does_to_the_row_what_it_says(case):
    target, to, conversion, cell, code, way, detail, expected = case
    mapping = mapping_of(target, to, conversion)
    if code is Code.TEXT_FORMULA:
        told = finding(code, target)
    else:
        told = finding_of(mapping, EVENTS, cell, code)
    before = sent(mapping, EVENTS, cell, target)
    assert expected not in before, "it would be so without the remedy"
    found = [
        each for each in remedies(told, mapping, KNOWN) if (each.way, each.detail) == (way, detail)
    ]
    assert len(found) == 1
    assert expected in sent(found[0].after, EVENTS, cell, target)
    after = built(found[0].after, EVENTS, cell)
    assert code not in {each.code for each in after.problems}
    words = remedy_words(found[0], told)
    assert words[:1].isupper()
    assert "{" not in words


def test_nothing_is_sent_for_whatever_cannot_be_read_by_one_press():
    mapping = mapping_of("value")
    for cell in ("on request", "b" * 80):
        told = finding_of(mapping, EVENTS, cell, Code.NUMBER_INVALID)
        (found,) = (each for each in remedies(told, mapping, KNOWN) if each.way is Way.BLANK)
        assert remedy_words(found, told) == "Send nothing for Value where it cannot be read"
        for other in ("on request", "b" * 80, "two", "three"):
            after = built(found.after, EVENTS, other)
            assert after.body
            assert Code.VALUE_UNREAD in {each.code for each in after.problems}
        assert '"value":7' in sent(found.after, EVENTS, "7", "value")


@pytest.mark.parametrize(
    ("target", "to", "conversion", "code", "named"),
    [
        ("properties.y", ValueType.YES_NO, Conversion(), Code.YES_NO_INVALID, {Way.YES, Way.NO}),
        ("value_currency", None, Conversion(), Code.CURRENCY_INVALID, {Way.CURRENCY}),
        ("properties.t", None, TABLE, Code.VALUE_UNKNOWN, {Way.TABLE}),
    ],
)
def test_only_texts_that_are_known_to_their_end_are_said_to_mean_something(
    target, to, conversion, code, named
):
    mapping, long = mapping_of(target, to, conversion), "x" * 80
    for texts, said in (((long[:60],), set()), (("sure", long[:60]), named)):
        told = finding(code, target, texts=texts, severity=Severity.HOLD)
        found = [each for each in remedies(told, mapping, KNOWN) if each.way in named]
        assert {each.way for each in found} == said
        for each in found:
            assert "“sure”" in remedy_words(each, told)
            assert "xx" not in remedy_words(each, told)
            assert code not in {one.code for one in built(each.after, EVENTS, "sure").problems}


def test_nothing_is_offered_where_nothing_but_the_file_can_be_mended():
    mapping = mapping_of("time")
    for code in Code:
        told = finding(code, "time", texts=())
        for each in remedies(told, mapping, Known(HEADER)):
            assert each.after != mapping
    assert remedies(finding(Code.ROW_TOO_SHORT, ""), mapping, KNOWN) == ()
    assert remedies(finding(Code.TIME_MISSING, "time"), mapping, KNOWN) == ()


@pytest.mark.parametrize("code", list(Code))
def test_a_finding_of_a_property_that_is_not_filled_any_more_offers_nothing_of_its_column(code):
    found = remedies(finding(code, "properties.gone", texts=("x",)), mapping_of(), Known(HEADER))
    assert {each.way for each in found} <= {Way.APART}


def test_phones_are_read_by_a_country_only_where_their_rows_name_none():
    mapping = mapping_of("phone_number", kind=PEOPLE)
    told = finding_of(mapping, PEOPLE, "030 901820", Code.PHONE_INVALID)
    found = remedies(told, mapping, KNOWN)
    assert ways(found) == [(Way.COUNTRY, "DE"), (Way.COUNTRY, "AT")]
    assert "+4930901820" in sent(found[0].after, PEOPLE, "030 901820", "phone_number")
    assert remedy_words(found[0], told) == "Assume +49 (DE) for these numbers"
    by_row = mapping.with_pair(PEOPLE, Pair("location.country", Column("phone")))
    assert remedies(told, by_row, KNOWN) == ()


def test_a_style_says_how_many_cells_of_the_column_speak_against_it():
    only = ((DateStyle.MONTH_FIRST, 3, "12/25/2024"), (DateStyle.DAY_FIRST, 1, "25/12/2024"))
    known = replace(KNOWN, written={"cell": Written(dates=Seen(9, only=only))})
    told = finding(Code.DATE_AMBIGUOUS, "time")
    found = remedies(told, mapping_of("time"), known)
    assert [(each.detail, each.against) for each in found] == [("day first", 3), ("month first", 1)]


def test_zeros_and_dates_are_mended_only_where_the_whole_file_says_that_they_are_damaged():
    mapping = mapping_of("properties.zip")
    zeros = LostZeros(((4, 5),))
    judged = Judged(frozenset({("cell", Code.DATE_MADE)}), (("cell", zeros),))
    for code, repair in (
        (Code.ZEROS_LOST, Repair("cell", Code.ZEROS_LOST, zeros)),
        (Code.DATE_MADE, Repair("cell", Code.DATE_MADE)),
    ):
        told = finding(code, "properties.zip")
        assert remedies(told, mapping, KNOWN) == ()
        assert remedies(told, mapping, replace(KNOWN, judged=Judged())) == ()
        (found,) = remedies(told, mapping, replace(KNOWN, judged=judged))
        assert found.after.repairs == (repair,)


def test_alike_events_get_an_id_from_a_column_or_are_sent_each_for_itself():
    told = finding(Code.CONTENT_REPEATED, "unique_id")
    found = remedies(told, mapping_of(), KNOWN)
    assert ways(found) == [(Way.FILL, "cell"), (Way.APART, "")]
    assert not any(each.is_of_rows for each in found), "other rows tell what becomes of them"
    assert found[0].after.pair(EVENTS, "unique_id").source == Column("cell")
    assert found[1].after.options.repeats is Repeats.APART
    blank = remedies(told, mapping_of("unique_id"), KNOWN)
    assert ways(blank) == [(Way.APART, "")]
    second = finding(Code.SAME_SECOND, "unique_id", severity=Severity.NOTE)
    assert ways(remedies(second, mapping_of(), KNOWN)) == [(Way.FILL, "cell")]
    apart = mapping_of(options=Options(repeats=Repeats.APART))
    assert ways(remedies(told, apart, replace(KNOWN, proposed=()))) == []


def test_an_id_that_is_blank_is_taken_from_a_column_in_which_every_row_has_its_own():
    mapping = mapping_of("unique_id")
    told = finding_of(mapping, EVENTS, "", Code.ID_MISSING)
    assert remedies(told, mapping, KNOWN) == ()
    known = replace(KNOWN, telling=("cell", "phone", "mail"))
    found = remedies(told, mapping, known)
    assert ways(found) == [(Way.FALLBACK, "phone"), (Way.FALLBACK, "mail")]
    assert remedy_words(found[0], told) == "Where it is blank, take the id from phone"
    record = built(found[0].after, EVENTS, "", phone="A-7")
    assert b'"unique_id":"A-7"' in record.body
    assert Code.ID_MISSING not in {each.code for each in record.problems}
    assert b'"unique_id":"X"' in built(found[0].after, EVENTS, "X", phone="A-7").body
    assert remedies(told, mapping_of(), known) == ()
    pair = mapping.pair(EVENTS, "unique_id")
    fixed = mapping.with_pair(EVENTS, replace(pair, fallback=(Fixed("all"),)))
    assert remedies(told, fixed, known) == ()


def test_all_slips_of_domains_are_mended_at_once_or_one_alone():
    mapping = mapping_of("profile.email").with_pair(PEOPLE, Pair("email", Column("cell")))
    told = finding(Code.EMAIL_TYPO, "profile.email", texts=("ann@gmial.com", "bob@hotmial.com "))
    known = replace(KNOWN, slips=("hotmial.com", "shop.io"))
    found = remedies(told, mapping, known)
    one, other = "hotmial.com → hotmail.com", "gmial.com → gmail.com"
    assert ways(found) == [(Way.DOMAINS, each) for each in (f"{one}, {other}", one, other)]
    assert remedy_words(found[2], told) == f"Mend {other}"
    both = (("hotmial.com", "hotmail.com"), ("gmial.com", "gmail.com"))
    assert found[0].after.pair(EVENTS, "profile.email").conversion.domains == both
    assert found[0].after.pair(PEOPLE, "email").conversion.domains == both
    later = remedies(told, found[1].after, known)
    assert ways(later) == [(Way.DOMAINS, f"{one}, {other}"), (Way.DOMAINS, other)]
    assert remedies(replace(told, texts=("ann@shop.io",)), mapping, KNOWN) == ()


STYLES = {
    "dates": ("time", Conversion(date=DateStyle.DAY_FIRST), "03/04/2024 10:00Z",
              Code.DATE_OTHERWISE, Written(dates=Seen(1, only=((DateStyle.MONTH_FIRST, 1, ""),))),
              '"2024-04-03T10:00', "Say that “day first” is right for this file"),
    "numbers": ("value", Conversion(number=NumberStyle.POINT), "1.500", Code.NUMBER_OTHERWISE,
                Written(numbers=Seen(1, only=((NumberStyle.COMMA, 1, ""),))), '"value":1.5',
                "Say that 1,234.50 is right for this file"),
}  # fmt: skip


@pytest.mark.parametrize("case", STYLES.values(), ids=STYLES)
def test_a_style_in_use_is_confirmed_for_this_file(case):
    target, conversion, cell, code, written, expected, words = case
    mapping = mapping_of(target, None, conversion)
    judged = Judged(written=(("cell", written),), size=7)

    def built_by(mapped, size=7):
        plan = Plan(
            mapped,
            HEADER,
            datetime(2026, 1, 1, tzinfo=UTC),
            judged=replace(judged, size=size),
        )
        return compile_plan(plan, EVENTS)(["ann@shop.io", cell, ""])

    assert {each.code for each in built_by(mapping).problems} >= {code}
    told = finding(code, target, texts=(cell,))
    known = replace(KNOWN, judged=judged)
    (confirmed,) = [each for each in remedies(told, mapping, known) if each.way is Way.CONFIRM]
    assert remedy_words(confirmed, told) == words
    assert expected in built_by(confirmed.after).body.decode()
    assert built_by(confirmed.after, size=8).body == b"", "of another file it says nothing"
    assert Way.CONFIRM not in dict(ways(remedies(told, mapping, KNOWN)))
    assert Way.CONFIRM not in dict(ways(remedies(told, confirmed.after, known)))
    unread = mapping_of(target)
    assert Way.CONFIRM not in dict(ways(remedies(told, unread, known)))


def test_only_the_column_of_the_finding_is_confirmed_and_the_others_stay_contradicted():
    point, comma = Conversion(number=NumberStyle.POINT), Seen(1, only=((NumberStyle.COMMA, 1, ""),))
    mapping = mapping_of("value", None, point).with_pair(
        EVENTS, Pair("properties.total", Column("other"), ValueType.NUMBER, point)
    )
    written = Written(numbers=comma)
    known = replace(KNOWN, judged=Judged(written=(("cell", written), ("other", written)), size=7))
    told = finding(Code.NUMBER_OTHERWISE, "value", texts=("1.500",))
    (confirmed,) = [each for each in remedies(told, mapping, known) if each.way is Way.CONFIRM]
    assert [each.column for each in confirmed.after.confirmed] == ["cell"]


def test_who_it_is_is_taken_from_what_the_other_kind_of_record_has():
    mapping = mapping_of().with_pairs(PEOPLE, (Pair("phone_number", Column("phone")),))
    (found,) = remedies(finding(Code.IDENTIFIER_MISSING, ""), mapping, KNOWN)
    assert (found.way, found.detail, found.target) == (Way.FILL, "phone", "profile.phone_number")
    told = finding(Code.IDENTIFIER_MISSING, "", kind=PEOPLE)
    (found,) = remedies(told, mapping, KNOWN)
    assert (found.detail, found.target) == ("mail", "email")
    assert remedy_words(found, told).startswith("Fill E-mail from mail")
    assert remedies(finding(Code.IDENTIFIER_MISSING, ""), mapping, Known(("mail",))) == ()


def test_the_time_is_filled_as_it_was_proposed():
    told = finding(Code.TIME_PLANNED, "time", severity=Severity.NOTE)
    (found,) = remedies(told, mapping_of(), KNOWN)
    assert json.loads(built(found.after, EVENTS, "2024-04-03T10:00Z").body)
    assert ways([found]) == [(Way.FILL, "cell")]


def test_what_an_event_would_be_wrong_without_is_never_left_blank():
    mapping = mapping_of("time")
    assert remedies(finding(Code.TIME_INVALID, "time", texts=("soon",)), mapping, KNOWN) == ()


def test_the_words_name_every_text():
    told = finding(Code.YES_NO_INVALID, "properties.y", texts=("a", "b", "c"))
    mapping = mapping_of("properties.y", ValueType.YES_NO)
    found = remedies(told, mapping, KNOWN)
    assert remedy_words(found[0], told) == "Read “a”, “b” and “c” as yes"


def test_what_one_column_says_of_a_person_is_read_alike_for_events_and_people():
    events = mapping_of("profile.email")
    both = events.with_pairs(PEOPLE, (Pair("email", Column("cell")),))
    for kind, target in ((EVENTS, "profile.email"), (PEOPLE, "email")):
        told = finding(Code.EMAIL_INVALID, target, kind=kind, texts=("ann at shop.io",))
        (found,) = remedies(told, both, KNOWN)
        replaced = ((" at ", "@"),)
        assert found.after.pair(EVENTS, "profile.email").conversion.replace == replaced
        assert found.after.pair(PEOPLE, "email").conversion.replace == replaced
    other = events.with_pairs(PEOPLE, (Pair("email", Column("mail")),))
    told = finding(Code.EMAIL_INVALID, "profile.email", texts=("ann at shop.io",))
    (found,) = remedies(told, other, KNOWN)
    assert found.after.profiles == other.profiles


def test_numbers_whose_country_nobody_understands_are_read_by_one_that_is_chosen():
    mapping = mapping_of("phone_number", kind=PEOPLE)
    mapping = mapping.with_pair(PEOPLE, Pair("location.country", Column("phone")))
    told = Finding(PEOPLE, Code.PHONE_COUNTRY_UNKNOWN, Severity.WARN, "phone_number", 1, (2,), ())
    row = ["ann@shop.io", "030 901820", "Atlantis"]

    def codes(mapped):
        record = compile_plan(Plan(mapped, HEADER), PEOPLE)(row)
        return {each.code for each in record.problems}, record.body.decode()

    assert codes(mapping)[0] == {Code.PHONE_COUNTRY_UNKNOWN}
    found = remedies(told, mapping, KNOWN)
    assert ways(found) == [(Way.COUNTRY, "DE"), (Way.COUNTRY, "AT")]
    left, body = codes(found[0].after)
    assert left == set()
    assert "+4930901820" in body


def test_names_that_only_letters_tell_apart_are_written_as_the_more_frequent_one():
    pair = Pair(
        "metric",
        Column("cell"),
        None,
        Conversion(table=(("so", "sale"), ("sale", "Refund"), ("x", "Other")), trim=True),
        (Column("phone"), Fixed("SALE")),
    )
    mapping = mapping_of().with_pair(EVENTS, pair)
    alike = (("SALE", "Sale"), ("sale", "Sale"), ("a", "A"), ("b", "B"), ("c", "C"))
    told = finding(Code.METRIC_ALIKE, "metric", texts=("sale",))
    assert remedies(told, mapping, KNOWN) == ()
    (found,) = remedies(told, mapping, replace(KNOWN, alike=alike))
    names = [
        sent(found.after, EVENTS, cell, "metric").partition('"name":"')[2].partition('"')[0]
        for cell in ("SALE ", "so", "", "Sale", "x", "sale", "a")
    ]
    assert names == ["Sale", "Sale", "Sale", "Sale", "Other", "Refund", "A"]
    expected = "Write “SALE” as “Sale”, “sale” as “Sale”, “a” as “A” and 2 more alike"
    assert remedy_words(found, told) == expected
    (one,) = remedies(told, mapping, replace(KNOWN, alike=alike[:1]))
    assert remedy_words(one, told) == "Write “SALE” as “Sale”"
    assert remedies(told, mapping.without(EVENTS, "metric"), replace(KNOWN, alike=alike)) == ()
    odd = (("a → b", "A → b"), ("two\nlines", "Two\nlines"))
    (signs,) = remedies(told, mapping, replace(KNOWN, alike=odd))
    expected = "Write “a → b” as “A → b” and “two lines” as “Two lines”"
    assert remedy_words(signs, told) == expected


def test_a_text_column_is_sent_as_dates_or_as_numbers():
    mapping = mapping_of("properties.d")
    dates = finding(Code.DATE_AS_TEXT, "properties.d")
    found = remedies(dates, mapping, KNOWN)
    assert ways(found) == [(Way.AS_DATE, "day first"), (Way.AS_DATE, "month first")]
    read = ["2024-04-03" in sent(each.after, EVENTS, "03/04/2024", "") for each in found]
    assert read == [True, False]
    assert remedy_words(found[0], dates) == "Send d as a date, read day first"
    (number,) = remedies(finding(Code.TYPES_MIXED, "properties.d"), mapping, KNOWN)
    assert '"d":1.5' in sent(number.after, EVENTS, "1.5", "")
    assert '"d"' not in sent(number.after, EVENTS, "none", "") != ""
    for each in (*found, number):
        assert each.is_of_column
    own = finding(Code.DATE_AS_TEXT, "profile.first_name")
    assert remedies(own, mapping_of("profile.first_name"), KNOWN) == ()


def test_all_sums_get_the_currency_that_they_are_written_in_where_one_is_said_for_all():
    told = finding(Code.CURRENCY_CONTRADICTS, "value", texts=("€ 12.00", "12 EUR", "C$ 3"))
    mapping = mapping_of("value").with_pair(EVENTS, Pair("value_currency", Fixed("USD")))
    found = remedies(told, mapping, KNOWN)
    assert ways(found) == [(Way.ALL_SUMS, "EUR"), (Way.ALL_SUMS, "CAD")]
    assert built(mapping, EVENTS, "€ 12.00").body == b""
    assert '"value_currency":"EUR"' in sent(found[0].after, EVENTS, "€ 12.00", "")
    assert remedy_words(found[0], told) == "Send every sum as EUR"
    by_row = mapping.with_pair(EVENTS, Pair("value_currency", Column("phone")))
    assert remedies(told, by_row, KNOWN) == ()
    assert remedies(told, mapping_of("value"), KNOWN) == ()


@pytest.mark.parametrize("code", [Code.ID_TOO_LONG, Code.REPEATED])
def test_the_id_of_every_row_is_taken_from_a_column_in_which_each_has_its_own(code):
    told = finding(code, "unique_id")
    known = replace(KNOWN, telling=("cell", "phone"))
    (found,) = remedies(told, mapping_of("unique_id"), known)
    assert (found.way, found.detail) == (Way.ANOTHER_ID, "phone")
    assert b'"unique_id":"A-7"' in built(found.after, EVENTS, "x" * 300, phone="A-7").body
    assert remedy_words(found, told) == "Take the id of every row from phone"
    assert remedies(told, mapping_of(), known) == ()


def test_a_property_gets_no_name_that_another_one_has():
    told = finding(Code.NAME_RESERVED, "properties.$a")
    mapping = mapping_of("properties.$a")
    (found,) = remedies(told, mapping, KNOWN)
    assert remedy_words(found, told) == "Send it under the name “a”"
    assert [each.target for each in found.after.events][-1] == "properties.a"
    for taken in ("properties.a", "properties.a.b"):
        other = mapping.with_pair(EVENTS, Pair(taken, Column("phone")))
        assert remedies(told, other, KNOWN) == ()
    assert (
        remedies(finding(Code.NAME_RESERVED, "properties.$"), mapping_of("properties.$"), KNOWN)
        == ()
    )
    inner = finding(Code.NAME_RESERVED, "profile.properties.$a.properties.b")
    (nested,) = remedies(inner, mapping_of("profile.properties.$a.properties.b"), KNOWN)
    assert nested.target == "profile.properties.a.properties.b"


def test_what_is_wrong_with_a_further_event_is_mended_in_that_one_alone():
    time = Pair("time", Column("cell"))
    shipped = FurtherEvent((Pair("metric", Fixed("Fulfilled Order")), time))
    mapping = replace(mapping_of("properties.c"), further=(shipped,))
    finding = finding_of(mapping, EVENTS, "03/04/2024 10:00Z", Code.DATE_AMBIGUOUS)
    told = of_event("Fulfilled Order", "time")
    assert finding.target == told
    found = remedies(finding, mapping, KNOWN)
    assert {each.way for each in found} == {Way.DATES}
    assert {each.target for each in found} <= {"", told}
    for each in found:
        assert each.after == replace(mapping, further=each.after.further)
        assert each.after.further[0].pair("time").conversion.date == each.detail
    gone = replace(finding, target=of_event("Some Event", "time"))
    assert remedies(gone, mapping, KNOWN) == ()


def test_one_of_several_events_is_sent_only_where_its_time_is_filled():
    time = Pair("time", Column("cell"))
    shipped = FurtherEvent((Pair("metric", Fixed("Fulfilled Order")), time))
    mapping = replace(mapping_of("time"), further=(shipped,))
    phone = Condition("phone", Ask.IS_FILLED)
    assert built(mapping, EVENTS, "").body == b""
    finding = replace(finding_of(mapping, EVENTS, "", Code.TIME_MISSING), target="time")
    (first,) = remedies(finding, mapping, KNOWN)
    assert (first.way, first.after.condition) == (Way.WHEN_FILLED, filled_only("cell"))
    assert first.after.further == mapping.further
    assert remedy_words(first, finding) == "Send this event only of rows in which cell is filled"
    of_shipped = replace(finding, target=of_event("Fulfilled Order", "time"))
    (second,) = remedies(of_shipped, first.after, KNOWN)
    assert second.after.further[0].condition == filled_only("cell")
    assert second.after.condition == filled_only("cell")
    both = replace(mapping, condition=RowFilter((phone,)))
    (narrowed,) = remedies(finding, both, KNOWN)
    assert narrowed.after.condition == RowFilter((phone, *filled_only("cell").conditions))
    for other in (
        replace(mapping, further=()),
        replace(mapping, condition=RowFilter((phone, phone), is_any=True)),
        mapping.without(EVENTS, "time"),
        mapping.with_pair(EVENTS, replace(time, fallback=(Column("phone"),))),
    ):
        assert remedies(finding, other, KNOWN) == ()


def test_where_a_joined_file_says_two_things_the_last_or_the_first_of_its_rows_counts():
    held = Join("customers.csv", (("mail", "mail"),), (Taken("city", "city"),))
    chosen = replace(held, file="people.csv", doubles=Doubles.FIRST)
    told = finding(Code.JOIN_DOUBLE, "")
    found = remedies(told, mapping_of(joins=(chosen, held)), KNOWN)
    assert [remedy_words(each, told) for each in found] == [
        "Take the last of several rows of customers.csv",
        "Take the first of several rows of customers.csv",
    ]
    assert [each.after.joins for each in found] == [
        (chosen, replace(held, doubles=rule)) for rule in (Doubles.LAST, Doubles.FIRST)
    ]
    # The row that is held knows nothing of the other rows: only joining anew tells.
    assert not any(each.is_of_rows for each in found)
