"""What the rows of a file do to one another, and what earlier runs have sent of them."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest

from klaviyo_gui.core.consequence import Consequence
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair, Repeats
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.row_lines import RowLines
from klaviyo_gui.sending import earlier
from klaviyo_gui.sending.check import Checked, check
from klaviyo_gui.sending.earlier import compared
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.preview import preview_rows
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.store.draft import Draft
from klaviyo_gui.store.journal import Journal
from klaviyo_gui.wording import problem_words
from tests.doubles.files import csv_file

HEADER = ("email", "phone", "shop", "id", "time", "note", "city", "other")
EVENTS = (
    Pair("metric", Fixed("Order")),
    Pair("profile.email", Column("email")),
    Pair("time", Column("time")),
    Pair("properties.note", Column("note")),
)
WITH_ID = (*EVENTS, Pair("unique_id", Column("id")))
PEOPLE = (
    Pair("email", Column("email")),
    Pair("phone_number", Column("phone")),
    Pair("external_id", Column("shop")),
    Pair("properties.note", Column("note")),
    Pair("properties.a\\.b", Column("other")),
    Pair("location.city", Column("city")),
)
A, B, C = "ann@shop.io", "bob@shop.io", "cy@shop.io"
P, Q = "+4930901820", "+4930901821"
DAY = "2024-05-31T10:00:00Z"


def row(**cells):
    usual = dict.fromkeys(HEADER, "") | {"email": A, "time": DAY}
    return tuple((usual | cells).values())


@pytest.fixture
def told(tmp_path, builders):
    """Check rows, and return (code, lines, related lines) of each finding that is no note of ids.

    The preview must tell the same, record by record, and every finding know its rows.
    """

    def look(rows, events=(), profiles=(), repeats=Repeats.FIRST, earlier=()):
        file = csv_file(tmp_path, rows, HEADER)
        mapping = Mapping(tuple(events), tuple(profiles), Options(repeats=repeats))
        plan = Plan(mapping, file.header, datetime(2024, 6, 1, tzinfo=UTC))
        *_, checked = check(file, plan, builders, Event(), earlier=earlier)
        assert isinstance(checked, Checked)
        if look.again:
            checked = compared(checked, mapping, look.again)
        with closing(checked.repeats):
            read = file.rows(file.index(), 0, 999)
            shown = list(preview_rows(plan, read, checked.repeats, checked.found))
        seen = {}
        for record in shown:
            for each in record.problems:
                key = (record.kind, each.code, each.severity, each.target)
                seen.setdefault(key, []).append((record.line, each.other_line))
        found = {
            (each.kind, each.code, each.severity, each.target): list(
                zip(each.lines, each.related or (0,) * len(each.lines), strict=True)
            )
            for each in checked.findings
        }
        assert seen == found
        rows = {
            place: [read.lines[row] for row in numbers] for place, numbers in checked.found.items()
        }
        assert rows == {each.place: list(each.lines) for each in checked.findings}
        look.checked = checked
        return {
            (str(each.code), each.target): (each.lines, each.related)
            for each in checked.findings
            if each.code != "id_missing"
        }

    look.again = ()
    return look


def test_a_row_that_is_a_copy_is_told_from_one_that_only_has_the_same_id(told):
    rows = [row(id="1"), row(id="2"), row(id="1"), row(id="2", note="new")]
    assert told(rows, WITH_ID) == {
        ("row_repeated", "unique_id"): ((4,), (2,)),
        ("repeated", "unique_id"): ((5,), (3,)),
    }
    classes = {each.code: each.consequence for each in told.checked.findings}
    assert classes == {"row_repeated": Consequence.KNOWN, "repeated": Consequence.DROPPED}


def test_a_cell_that_is_not_sent_makes_a_row_no_copy(told):
    rows = [row(), row(other="x"), row()]
    assert told(rows, EVENTS) == {
        ("content_repeated", "unique_id"): ((3,), (2,)),
        ("row_repeated", "unique_id"): ((4,), (2,)),
    }


TEST = "dan@example.com"


def test_what_would_be_dropped_is_counted_of_what_is_sent(told, request):
    rows = [row(email=TEST, id="1"), row(email=TEST, id="1"), row(email=TEST, id="2", time="soon")]
    for _ in range(2):
        assert told(rows, WITH_ID)["email_dropped", "profile.email"] == ((2,), ())
        place = next(each for each in told.checked.found if each[1] == "email_dropped")
        assert list(told.checked.found[place]) == [0]
        request.getfixturevalue("small_ranges")


def test_the_texts_of_a_row_that_is_held_are_none_of_a_column(tmp_path, builders):
    notes = ["12", "13", "14", "abc", "abc", "31/05/2024"]
    rows = [row(id=str(min(at, 3)), note=note) for at, note in enumerate(notes)]
    file = csv_file(tmp_path, rows, HEADER)
    *_, checked = check(file, Plan(Mapping(WITH_ID), file.header), builders, Event())
    checked.close()
    found = {each.code: (each.count, each.lines) for each in checked.findings}
    assert found["types_mixed"] == (1, (5,))
    assert "date_as_text" not in found


def test_whom_klaviyo_drops_is_counted_once_however_many_rows_there_are(told):
    rows = [row(email=TEST, city="Ulm"), row(email=TEST, city="Bonn"), row()]
    found = told(rows, profiles=PEOPLE)
    assert found["email_dropped", "email"] == ((2,), ())
    assert told.checked.people == 2


def test_a_number_that_is_why_nobody_is_named_is_told_of_a_held_row(told):
    found = told([row(email="", phone="call me")], BY_SEVERAL)
    assert ("phone_invalid", "profile.phone_number") in found


BY_SEVERAL = (*WITH_ID, Pair("profile.phone_number", Column("phone")))


def test_one_id_of_two_people_who_are_one_for_klaviyo_is_a_repeat(told, request):
    rows = [row(phone=P, id="1"), row(email="", phone=P, id="1"), row(email=B, phone=P, id="1")]
    for _ in range(2):
        assert told(rows, BY_SEVERAL)["repeated", "unique_id"] == ((3,), (2,))
        assert told.checked.tally.events.unsent == 2
        request.getfixturevalue("small_ranges")


@pytest.mark.usefixtures("small_ranges")
def test_one_id_of_two_people_whom_a_later_row_makes_one_is_told_of(told):
    rows = [row(email="", phone=P, id="1"), row(id="1"), row(phone=P, id="2")]
    found = told(rows, BY_SEVERAL)
    assert found["may_repeat", "unique_id"] == ((3,), (2,))
    assert ("repeated", "unique_id") not in found
    classes = {each.code: each.consequence for each in told.checked.findings}
    assert classes["may_repeat"] is Consequence.DROPPED


def test_one_id_of_two_people_whom_a_profile_makes_one_is_told_of(told):
    rows = [row(email="", phone=P, id="1"), row(id="1"), row(phone=P, id="2", time="soon")]
    found = told(rows, BY_SEVERAL)
    assert ("may_repeat", "unique_id") not in found
    assert told(rows, BY_SEVERAL, PEOPLE)["may_repeat", "unique_id"] == ((3,), (2,))


def test_where_the_people_are_not_looked_at_whoever_they_may_make_one_is_told_of(
    tmp_path, builders
):
    rows = [row(email="", phone=P, id="1"), row(id="1"), row(email=B, id="1")]
    file = csv_file(tmp_path, rows, HEADER)
    plan = Plan(Mapping(BY_SEVERAL, PEOPLE), file.header)
    *_, checked = check(file, plan, builders, Event(), kinds=(Kind.EVENTS,))
    checked.close()
    assert [each.lines for each in checked.findings if each.code == "may_repeat"] == [(3, 4)]


def test_what_is_kept_apart_by_choice_is_told_and_sent(told):
    rows = [row(), row(), row(other="x")]
    assert told(rows, EVENTS, repeats=Repeats.APART) == {
        ("kept_apart", "unique_id"): ((3, 4), (2, 2))
    }
    assert told.checked.tally.events.unsent == 3


def test_events_of_one_second_without_an_id_are_told(told):
    rows = [
        row(note="a"),
        row(note="b", time="2024-05-31T12:00:00+02:00"),
        row(note="c", time="2024-05-31T10:00:01Z"),
        row(email=B, note="d"),
        row(note="e"),
    ]
    assert told(rows, EVENTS) == {("same_second", "unique_id"): ((3, 6), (2, 2))}
    assert told([row(id="1", note="a"), row(id="2", note="b")], WITH_ID) == {}


def test_without_a_column_for_the_time_nothing_is_said_of_seconds(told):
    untimed = [pair for pair in EVENTS if pair.target != "time"]
    rows = [row(note="a"), row(note="b")]
    assert told(rows, untimed) == {("time_planned", "time"): ((2, 3), ())}


def test_what_differs_between_the_rows_of_a_person_is_told_once_for_each_person(told):
    rows = [
        row(city="Ulm", note="x", other="1"),
        row(email=B, city="Bonn"),
        row(email=A.upper(), city="Köln", note="x"),
        row(city="Ulm", other="2"),
        row(email=B, city=""),
    ]
    found = told(rows, profiles=PEOPLE)
    assert found == {
        ("merged", ""): ((4, 5, 6), (2, 2, 3)),
        ("values_differ", "location.city"): ((4,), (2,)),
        ("values_differ", "properties.a\\.b"): ((5,), (2,)),
    }


def test_values_are_compared_as_they_are_sent(told):
    numbers = (PEOPLE[0], replace(PEOPLE[1], source=Column("phone")))
    rows = [row(phone="+49 30 901820"), row(phone="+4930901820")]
    assert told(rows, profiles=numbers) == {("merged", ""): ((3,), (2,))}


ABOUT = (
    *EVENTS,
    Pair("profile.phone_number", Column("phone")),
    Pair("profile.location.city", Column("city")),
    Pair("profile.properties.a\\.b", Column("other")),
)


def test_what_events_say_otherwise_of_one_person_is_told_once_for_each_person(told):
    rows = [
        row(city="Ulm", note="1"),
        row(email=B, city="Bonn"),
        row(email=A.upper(), city="Köln", other="1", note="2"),
        row(city="Ulm", other="2"),
        row(email=B, city="", phone=P),
        row(email=B, city="Bonn", phone=Q),
    ]
    found = told(rows, ABOUT)
    assert {cause: lines for cause, lines in found.items() if cause[0] == "person_changes"} == {
        ("person_changes", "profile.location.city"): ((4,), (2,)),
        ("person_changes", "profile.properties.a\\.b"): ((5,), (2,)),
        ("person_changes", "profile.phone_number"): ((7,), (3,)),
    }
    (cause, *_) = (each for each in told.checked.findings if each.code == "person_changes")
    assert cause.consequence is Consequence.KNOWN


def test_an_event_that_is_not_kept_says_nothing_of_its_person(told):
    by_id = (*ABOUT, WITH_ID[-1])
    rows = [row(id="1", city="Ulm"), row(id="1", city="Bonn"), row(id="2", city="Ulm")]
    assert told(rows, by_id) == {("repeated", "unique_id"): ((3,), (2,))}
    dropped = [row(email="d@test.com", id=each, city=each) for each in "12"]
    assert set(told(dropped, by_id)) == {("email_dropped", "profile.email")}


def test_what_profiles_say_as_well_is_told_of_them_alone(told):
    rows = [row(id="1", city="Ulm", phone=P), row(id="2", city="Bonn", phone=Q)]
    found = told(rows, (*ABOUT, WITH_ID[-1]), (PEOPLE[0], PEOPLE[-1]))
    assert set(found) == {
        ("person_changes", "profile.phone_number"),
        ("values_differ", "location.city"),
        ("merged", ""),
    }


def test_what_is_contradicted_is_known_over_many_ranges(told, small_ranges):
    rows = [row(city=str(at // 7), note=str(at)) for at in range(20)]
    rows[3] = row(city="", note="3")
    assert told(rows, ABOUT)["person_changes", "profile.location.city"] == ((9,), (2,))


def test_a_number_of_two_people_is_told(told):
    rows = [row(phone=P), row(email=B, phone=P), row(email=C, phone=Q), row(phone=P, note="n")]
    assert told(rows, profiles=PEOPLE) == {
        ("identifier_shared", "phone_number"): ((3,), (2,)),
        ("merged", ""): ((5,), (2,)),
    }


def test_whoever_has_nothing_but_a_number_is_the_one_who_has_it_too(told):
    rows = [
        row(email="", phone=P),
        row(phone=P),
        row(email=B, phone=P),
        row(email="", shop="7"),
        row(email=C, shop="7"),
    ]
    assert told(rows, profiles=PEOPLE) == {
        ("identifier_joins", "phone_number"): ((3,), (2,)),
        ("identifier_shared", "phone_number"): ((4,), (2,)),
        ("identifier_joins", "external_id"): ((6,), (5,)),
        ("phone_alone", "phone_number"): ((2,), ()),
    }


def test_only_what_a_person_has_in_the_end_is_shared(told):
    rows = [row(phone=P), row(phone=Q, note="n"), row(email=B, phone=P)]
    assert not {code for code, _ in told(rows, profiles=PEOPLE)} & {
        "identifier_shared",
        "identifier_joins",
    }


def test_the_most_telling_of_two_identifiers_that_are_known_decides(told):
    rows = [
        row(email="", phone=P, shop="7"),
        row(shop="8", phone=Q),
        row(phone=P, email=B, shop="8"),
    ]
    assert told(rows, profiles=PEOPLE) == {
        ("identifier_joins", "phone_number"): ((4,), (2,)),
        ("identifier_shared", "external_id"): ((4,), (3,)),
    }


def test_events_tell_of_shared_numbers_where_no_profiles_do(told):
    events = (*WITH_ID, Pair("profile.phone_number", Column("phone")))
    rows = [row(id="1", phone=P), row(email=B, id="2", phone=P), row(id="3", phone=P)]
    shared = ("identifier_shared", "profile.phone_number")
    assert told(rows, events) == {shared: ((3,), (2,))}
    found = told(rows, events, PEOPLE)
    assert shared not in found
    assert found["identifier_shared", "phone_number"] == ((3,), (2,))


def test_the_parts_in_which_a_file_is_read_change_nothing(told, request):
    rows = [
        row(
            email=["", A, B, C][at % 4],
            phone=[P, Q, ""][at % 3] or (Q if at % 4 == 0 else ""),
            id=str(at % 11),
            note=str(at % 3),
            time=f"2024-05-31T10:00:0{at % 5}Z",
        )
        for at in range(60)
    ]
    whole = [told(rows, mapped, PEOPLE) for mapped in (EVENTS, WITH_ID)]
    request.getfixturevalue("small_ranges")
    assert [told(rows, mapped, PEOPLE) for mapped in (EVENTS, WITH_ID)] == whole
    assert {"values_differ", "same_second", "identifier_shared", "identifier_joins"} <= {
        code for found in whole for code, _ in found
    }


@pytest.fixture
def sent(tmp_path, account):
    """Send rows to the practice Klaviyo and return the journal's path, as later checks see it."""
    numbers = iter(range(99))

    def send(rows, events=(), profiles=(), repeats=Repeats.FIRST, *, is_left=False):
        file = csv_file(tmp_path, rows, HEADER)
        mapping = Mapping(tuple(events), tuple(profiles), Options(repeats=repeats))
        path = tmp_path / f"run-{next(numbers)}" / "journal.db"
        with closing(Journal.create(path, {})) as journal:
            part = Part(file, Plan(mapping, file.header), is_for_sending=True)
            for _ in freeze(part, account.pool, journal, Event()):
                pass
            if not is_left:
                for _ in Run(journal, account.pool, Event()).events():
                    pass
        return path

    return send


def test_what_an_earlier_run_has_sent_is_told(told, sent):
    rows = [row(id="1"), row(email=B, id="2"), row(email=C, id="3")]
    earlier = [sent(rows[:2], WITH_ID, PEOPLE)]
    now = [rows[0], row(email=B, id="2", note="mended"), rows[2]]
    assert told(now, WITH_ID, PEOPLE, earlier=earlier) == {
        ("sent_before", "unique_id"): ((2,), ()),
        ("sent_changed", "unique_id"): ((3,), ()),
        ("person_unchanged", ""): ((2,), ()),
    }
    assert told(now, WITH_ID, PEOPLE) == {}


def test_what_was_planned_held_or_refused_was_not_sent(told, sent):
    rows = [row(id="1"), row(email="no address", id="2"), row(email="p+refused@shop.io", id="3")]
    assert told(rows[:1], WITH_ID, earlier=[sent(rows[:1], WITH_ID, is_left=True)]) == {}
    found = told(rows, WITH_ID, earlier=[sent(rows, WITH_ID)])
    assert found.pop(("sent_before", "unique_id")) == ((2,), ())


def test_what_an_event_says_tells_whether_it_is_the_same_and_not_its_row(told, sent):
    rows, later = [row(id="1", other="mon"), row(id="2")], [row(id="1", other="tue"), row(id="2")]
    path = sent(rows, WITH_ID)
    assert set(told(later, WITH_ID, earlier=[path])) == {("sent_before", "unique_id")}
    more = (*WITH_ID, Pair("value", Fixed("9")))
    assert set(told(rows, more, earlier=[path])) == {("sent_changed", "unique_id")}
    assert set(told([row(id="1", note="x")], WITH_ID, earlier=[path])) == {
        ("sent_changed", "unique_id")
    }


def test_the_time_of_a_run_and_the_choice_of_history_make_an_event_no_other(tmp_path, builders):
    mapping = Mapping(tuple(each for each in WITH_ID if each.target != "time"), (), Options())
    file = csv_file(tmp_path, [row(id="1", note="x")], HEADER)
    plan = Plan(mapping, file.header, datetime(2024, 6, 1, tzinfo=UTC), is_history=True)
    path = tmp_path / "run" / "journal.db"
    with closing(Journal.create(path, {})) as journal:
        for _ in freeze(Part(file, plan, is_for_sending=True), builders, journal, Event()):
            pass
        for batch in journal.batches("ready"):
            journal.set_state(batch.id, "accepted")
    live = replace(plan, planned_at=datetime(2025, 1, 2, tzinfo=UTC), is_history=False)
    *_, checked = check(file, live, builders, Event(), earlier=[path])
    checked.close()
    codes = {each.code for each in checked.findings}
    assert "sent_before" in codes
    assert "sent_changed" not in codes


def test_what_a_journal_knows_by_its_rows_alone_is_not_called_another(told, sent):
    path = sent([row(id="1", note="x")], WITH_ID)
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE sent SET says = substr(says, 1, 8)")
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    found = told([row(id="1", note="y")], WITH_ID, earlier=[path])
    assert set(found) == {("sent_before", "unique_id")}


def test_the_latest_of_several_runs_decides_what_a_person_was_last_sent(told, sent):
    old, new = [row(city="Ulm")], [row(city="Bonn")]
    journals = [sent(old, profiles=PEOPLE), sent(new, profiles=PEOPLE)][::-1]
    assert told(old, profiles=PEOPLE, earlier=journals) == {}
    assert set(told(new, profiles=PEOPLE, earlier=journals)) == {("person_unchanged", "")}


def test_events_that_were_kept_apart_are_each_known_again(told, sent):
    rows = [row(), row(), row()]
    apart = {"events": EVENTS, "repeats": Repeats.APART}
    found = told(rows, **apart, earlier=[sent(rows[:2], **apart)])
    assert found["sent_before", "unique_id"] == ((2, 3), ())


def test_a_journal_that_cannot_be_read_is_passed_over(told, sent, tmp_path):
    rows = [row(id="1")]
    broken, missing = tmp_path / "broken.db", tmp_path / "missing.db"
    broken.write_bytes(b"no database" * 999)
    journals = [broken, missing, sent(rows, WITH_ID)]
    assert set(told(rows, WITH_ID, earlier=journals)) == {("sent_before", "unique_id")}
    assert not missing.exists()


def test_a_journal_of_an_earlier_version_has_no_keys_and_is_passed_over(told, sent):
    rows = [row(id="1")]
    path = sent(rows, WITH_ID)
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE sent")
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert told(rows, WITH_ID, earlier=[path]) == {}


def test_a_journal_that_a_killed_run_left_is_read_with_what_lies_beside_it(told, sent):
    rows = [row(id="1")]
    path = sent(rows, WITH_ID, is_left=True)
    killed = path.with_name("killed.db")
    with closing(Journal.open(path)) as journal:
        for batch in journal.batches("ready"):
            journal.set_state(batch.id, "accepted")
        for end in ("", "-wal"):
            shutil.copy(f"{path}{end}", f"{killed}{end}")
    assert set(told(rows, WITH_ID, earlier=[killed])) == {("sent_before", "unique_id")}


def test_an_event_of_which_nobody_knows_whether_it_arrived_is_not_said_to_have_been_sent(
    told, sent
):
    rows = [row(id="1"), row(email=B, id="2")]
    lost = sent(rows, WITH_ID, is_left=True)
    with closing(Journal.open(lost)) as journal:
        for batch in journal.batches("ready"):
            journal.set_state(batch.id, "unknown")
    assert told(rows, WITH_ID, earlier=[lost]) == {("sent_in_doubt", "unique_id"): ((2, 3), ())}
    arrived = sent(rows[:1], WITH_ID)
    assert told(rows, WITH_ID, earlier=[lost, arrived]) == {
        ("sent_before", "unique_id"): ((2,), ()),
        ("sent_in_doubt", "unique_id"): ((3,), ()),
    }
    words = problem_words(Problem(Code.SENT_IN_DOUBT, Severity.NOTE, "unique_id"))
    assert "may have sent" in words.what


def test_what_was_sent_since_the_check_is_told_without_reading_the_file_again(told, sent):
    rows = [row(id="1", note="two\nlines"), row(email=B, id="2"), row(email=C, id="3")]
    first = sent(rows[:1], WITH_ID, PEOPLE)
    told(rows, WITH_ID, PEOPLE, earlier=[first])
    journals = [sent([rows[1], row(email=C, id="3", note="old")], WITH_ID), first]
    told.again = journals
    found = told(rows, WITH_ID, PEOPLE, earlier=[first])
    assert found == told(rows, WITH_ID, PEOPLE, earlier=journals)
    assert found == {
        ("sent_before", "unique_id"): ((2, 4), ()),
        ("sent_changed", "unique_id"): ((5,), ()),
        ("person_unchanged", ""): ((2,), ()),
    }


def nothing(*_, **__):
    return iter(())


def without_copies(draft, kind, lines, keys, _rows=(), _others=()):
    return CLAIM(draft, kind, lines, keys)


def without_differences(draft, *rows):
    return replace(ADD_PEOPLE(draft, *rows), differing=[])


CLAIM, ADD_PEOPLE = Draft.claim, Draft.add_people
FAULTS = [
    ("claim", without_copies, test_a_row_that_is_a_copy_is_told_from_one_that_only_has_the_same_id),
    ("claim_moments", nothing, test_events_of_one_second_without_an_id_are_told),
    (
        "add_people",
        without_differences,
        test_what_differs_between_the_rows_of_a_person_is_told_once_for_each_person,
    ),
    (
        "claim_said",
        nothing,
        test_what_events_say_otherwise_of_one_person_is_told_once_for_each_person,
    ),
    ("settle", nothing, test_a_number_of_two_people_is_told),
    ("claim_identifiers", nothing, test_events_tell_of_shared_numbers_where_no_profiles_do),
]


@pytest.mark.parametrize(("name", "fault", "story"), FAULTS)
def test_a_draft_that_forgets_something_would_fail_these_tests(
    told, monkeypatch, name, fault, story
):
    monkeypatch.setattr(Draft, name, fault)
    with pytest.raises(AssertionError):
        story(told)


def test_a_draft_that_looks_into_no_journal_would_fail_these_tests(told, sent, monkeypatch):
    monkeypatch.setattr(Draft, "compare", nothing)
    with pytest.raises(AssertionError):
        test_what_an_earlier_run_has_sent_is_told(told, sent)


def test_rows_found_one_too_early_would_fail_these_tests(told, monkeypatch):
    sound = RowLines.row
    monkeypatch.setattr(RowLines, "row", lambda lines, line: max(sound(lines, line) - 1, 0))
    with pytest.raises(AssertionError):
        test_a_number_of_two_people_is_told(told)


def test_a_comparison_that_keeps_what_was_found_before_would_fail_these_tests(
    told, sent, monkeypatch
):
    monkeypatch.setattr(earlier, "CODES", frozenset())
    with pytest.raises(AssertionError):
        test_what_was_sent_since_the_check_is_told_without_reading_the_file_again(told, sent)
