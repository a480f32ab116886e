"""What is foretold of a file, and what the practice Klaviyo then has of it, side by side."""

import re
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event

import orjson
import pytest

from klaviyo_gui.core import event_item, profile_item
from klaviyo_gui.core.amendments import UNCHANGED, Replacement, digest
from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.catalog import PERSON
from klaviyo_gui.core.consequence import Consequence, consequence_of
from klaviyo_gui.core.conversion import AS_IT_IS
from klaviyo_gui.core.convert import change
from klaviyo_gui.core.convert.moment import LATEST_AHEAD
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Column, Kind, ValueType
from klaviyo_gui.core.nesting import value_at
from klaviyo_gui.core.outcome import Verdict
from klaviyo_gui.core.parts import CUSTOM, LOCATION, place_of
from klaviyo_gui.core.parts import PERSON as PERSON_PART
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.same_person import identifiers_of, identifying
from klaviyo_gui.core.sources import reader
from klaviyo_gui.core.tally import State
from klaviyo_gui.klaviyo.bodies import wrap
from klaviyo_gui.practice import checks
from klaviyo_gui.practice.event_rules import event_problems
from klaviyo_gui.practice.profile_rules import import_problems
from klaviyo_gui.sending import run, survey
from klaviyo_gui.sending.amended import amended
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.preview import preview_rows
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.sending.worker import DeliverTask, deliver
from klaviyo_gui.source import table
from klaviyo_gui.source.index import scan
from klaviyo_gui.store.journal import Journal
from tests.doubles.builders import Builders
from tests.doubles.disks import in_memory
from tests.doubles.files import csv_file

MARK = "00001"
"""Takes the place of a star in a cell: what makes a number a phone number."""

LEFT, EDITED = "left out", "edited"
NO_AMENDMENTS, AT_ONCE = ([], None), (False, 0)
REPEATED = {Code.REPEATED, Code.ROW_REPEATED, Code.CONTENT_REPEATED}
UNREAD = {
    *(Code.EMAIL_INVALID, Code.EMAIL_TOO_LONG, Code.TIME_INVALID, Code.TIME_OUT_OF_RANGE),
    *(Code.CURRENCY_INVALID, Code.NUMBER_INVALID),
}
"""Texts of which nothing would be sent."""

TOO_MUCH = {Code.TEXT_TOO_LONG, Code.LIST_TOO_LONG, Code.LIST_TOO_DEEP}
"""Of these a problem shows the beginning alone."""

SHOWN_OF_PERSON = ("email", "phone_number", "external_id")
"""What the practice Klaviyo shows of the person of an event."""

LACKING = object()
NUMBER = re.compile(r"[+-]?(0|[1-9][0-9]*)([.,][0-9]+)?")
SLASHES = re.compile(
    r"([0-9]{1,2})/([0-9]{1,2})/[0-9]{2}(?:[0-9]{2})?(?:[ T][0-9]{1,2}(?::[0-9]{2}){1,2})?"
)
MONTHS = 12


def changed_by(drawn, cells, header):
    """Return the changes that were drawn, of rows that there are."""
    found, whole = UNCHANGED, drawn[1]
    if isinstance(whole, Replacement):
        found = found.with_replacement(whole)
        at = header.index(whole.column)
        change = whole.change()
        cells = [(*row[:at], change(row[at]), *row[at + 1 :]) for row in cells]
    elif whole is not None:
        found = found.with_cause(whole)
    for at, what in dict(drawn[0]).items():
        if at < len(cells):
            line, reads = at + 2, digest(cells[at])
            if what is LEFT:
                found = found.leaving_out(line, reads)
            else:
                found = found.with_cell(line, reads, "id", "2")
    return found


class Forecast:
    """What check, preview and plan say of a file, and the run that follows.

    ``size`` tells whether ranges are of a row or so, and how many items a request has at most, 0
    for as many as ever. One request is under way at a time: what comes first is known then.
    """

    def __init__(  # noqa: PLR0913 - a file, how it is mapped, changed and sent
        self, account, found, header, mapping, *, drawn=NO_AMENDMENTS, size=AT_ONCE
    ):
        cells = [tuple(cell.replace("*", MARK) for cell in row) for row in found]
        self.mapping = mapping
        account.forget()
        dropped = account.counts()["dropped"]
        with in_memory() as name, pytest.MonkeyPatch.context() as patched:
            patched.setattr(run, "DELIVERIES", 1)
            patched.setattr(run, "_POLL_FIRST_SECONDS", 0.001)
            is_small, items = size
            if is_small:
                patched.setattr(table, "scan", partial(scan, step=64))
                patched.setattr(survey, "TASK_BYTES", 1)
            for kind in Kind if items else ():
                patched.setitem(ITEMS_MAX, kind, items)
            file = csv_file(Path(name), cells, header)
            self._pass(account, file, changed_by(drawn, cells, header))
        self.events = account.stored("events")
        self.people = account.stored("people")
        self.dropped = account.counts()["dropped"] - dropped
        if self._repeated:
            body = wrap(Kind.EVENTS, self._repeated)
            task = DeliverTask(Kind.EVENTS, body, len(self._repeated))
            assert account.pool.submit(deliver, task).result().verdict is Verdict.ACCEPTED
            self.more_events = len(account.stored("events")) - len(self.events)
        else:
            self.more_events = 0

    def _pass(self, account, file, amendments):
        plan = Plan(self.mapping, file.header, amendments=amendments)
        *_, self.checked = check(file, plan, Builders(), Event())
        plan = replace(plan, judged=self.checked.judged)
        read = file.rows(file.index(), 0, 99)
        with closing(self.checked.repeats) as draft:
            self.records = list(preview_rows(plan, read, draft, self.checked.found))
        self.built = {kind: dict(rows) for kind, rows in build_rows(plan, read).items()}
        self.careless = dict(careless(plan, read))
        self._repeated = self._bodies_of_repeats()
        folder = file.path.parent
        with closing(Journal.create(folder / "run" / "journal.db", {})) as journal:
            part = Part(file, plan, is_for_sending=True)
            for _ in freeze(part, Builders(), journal, Event()):
                pass
            *_, self.end = Run(journal, account.pool, Event()).events()
            self.states = {
                (kind, line): state
                for kind in self.mapping.kinds
                for line, state in journal.states(kind, 0, 999).items()
            }

    def _bodies_of_repeats(self):
        """Return the events that are held because one that is sent says the same person and id."""
        records = self.built.get(Kind.EVENTS, {})
        who = {
            line: known_by(person_of(record.body))
            for line, record in records.items()
            if record.body
        }
        sent = {each.line for each in self.of(Kind.EVENTS) if each.body}
        return [
            records[each.line].body
            for each in self.of(Kind.EVENTS)
            for problem in each.problems
            if problem.code in REPEATED and problem.other_line in sent
            if who[each.line] == who[problem.other_line]
        ]

    def of(self, kind):
        return [each for each in self.records if each.kind is kind]

    def sent(self, kind):
        """Return what is foretold to be there: what is neither held nor dropped."""
        every = [each for each in self.of(kind) if each.body]
        # Of somebody who stands in several rows it is told once.
        dropped = {each.body for each in every if Code.EMAIL_DROPPED in codes_of(each)}
        return [each for each in every if each.body not in dropped]

    def count(self, kind, *codes):
        return sum(
            each.count for each in self.checked.findings if each.kind is kind and each.code in codes
        )

    def holds(self, kind):
        """Compare what every kind of record has: sent or held, and the counts of it."""
        counts, end = self.checked.tally.of(kind), self.end.tally.of(kind)
        assert (end.accepted, end.held) == (counts.unsent, counts.held)
        assert end.refused == end.unknown == end.unsent == 0
        for each in self.of(kind):
            expected = State.ACCEPTED if each.body else State.HELD
            assert self.states[kind, each.line] is expected
        told = Counter(
            (problem.code, problem.severity, problem.target)
            for each in self.of(kind)
            for problem in each.problems
            if problem.code is not Code.LEFT_OUT
        )
        found = {
            (each.code, each.severity, each.target): each.count
            for each in self.checked.findings
            if each.kind is kind
        }
        assert found == told
        rows = {place: len(found) for place, found in self.checked.found.items() if len(found)}
        assert rows == {each.place: each.count for each in self.checked.findings}
        gone = sum(
            each.problems[0].code is Code.LEFT_OUT for each in self.of(kind) if each.problems
        )
        assert len(self.checked.held[kind]) + gone == counts.held
        assert len(self.checked.left_out) == gone
        self._refusals_hold(kind)
        self._texts_hold(kind)

    def _refusals_hold(self, kind):
        """What is held as refused would be, and phone numbers said to be dropped would be."""
        for each in self.of(kind):
            causes = {
                problem.code
                for problem in each.problems
                if problem.severity is Severity.HOLD and not is_within_margin(problem)
                if consequence_of(problem.code, problem.target) is Consequence.REFUSED
            }
            item = self.careless.get((kind, each.line))
            if causes and causes != {Code.PERSON_TOO_LARGE} and item is not None:
                assert refusal_of(kind, item), causes
            for problem in each.problems:
                if problem.code in {Code.PHONE_INVALID, Code.PHONE_AMBIGUOUS}:
                    assert not checks.is_phone(problem.text)

    def _texts_hold(self, kind):
        """Compare what is told of columns of texts with the texts that are sent."""
        ready = {each.line for each in self.sent(kind)}
        built = [
            orjson.loads(record.body) for line, record in self.built[kind].items() if line in ready
        ]
        for code, told in (("types_mixed", mixed), ("date_as_text", dates)):
            expected = {
                pair.target: told([said_at(kind, pair.target, item) for item in built])
                for pair in self.mapping.pairs(kind)
                if is_free_text(pair)
            }
            found = {
                each.target: each.count
                for each in self.checked.findings
                if each.kind is kind and each.code == code
            }
            assert found == {target: count for target, count in expected.items() if count}


def is_within_margin(problem):
    """Tell whether a time lies so little too far ahead that a longer year would allow it."""
    if problem.code is not Code.TIME_OUT_OF_RANGE:
        return False
    try:
        ahead = datetime.fromisoformat(problem.text).astimezone(UTC) - datetime.now(UTC)
    except ValueError:
        return False
    return LATEST_AHEAD - timedelta(days=1) < ahead <= checks.LATEST_AHEAD


def is_free_text(pair):
    is_custom = pair.target.removeprefix(PERSON).startswith("properties.")
    is_text = pair.type in {None, ValueType.TEXT}
    return is_custom and is_text and pair.conversion == AS_IT_IS and isinstance(pair.source, Column)


def mixed(values):
    """Return how many are no numbers, where most are."""
    texts = [value for value in values if value is not None]
    others = [each for each in texts if not is_number(each.strip())]
    return len(others) if len(others) * 2 < len(texts) else 0


def is_number(text):
    return NUMBER.fullmatch(text) or any(is_in_groups(text, sign) for sign in ",. ")


def is_in_groups(text, sign):
    """Tell whether a text has its digits in groups of three between these signs."""
    first, *groups = text.lstrip("+-" if sign != " " else "-").split(sign)
    if not groups:
        return False
    last, end = groups[-1][:3], groups[-1][3:]
    wholes = [first, *groups[:-1], last]
    return (
        all(each.isdecimal() for each in wholes)
        and not first.startswith("0")
        and len(first) <= len("123")
        and all(len(each) == len("123") for each in wholes[1:])
        and (not end or (end[0] in ".," and end[0] != sign and end[1:].isdecimal()))
    )


def dates(values):
    """Return how many have slashes as dates have, and not all of them the month first."""
    found = [
        (int(match[1]), int(match[2]))
        for value in values
        if value is not None and (match := SLASHES.fullmatch(value.strip()))
        if min(int(match[1]), int(match[2])) <= MONTHS
    ]
    is_day_first = any(first > MONTHS for first, _ in found)
    is_month_first = any(second > MONTHS for _, second in found)
    return len(found) if is_day_first or not is_month_first else 0


def person_of(body):
    """Return the person of an event, as a profile is sent."""
    return orjson.loads(body)["attributes"]["profile"]["data"]


def known_by(resource):
    """Return what is most telling of a person."""
    return next(iter(identifiers_of(resource).items()))


def attributes_of(resource):
    """Return a person as the practice Klaviyo shows them, but for their number."""
    attributes = resource["attributes"]
    return {**attributes, "profile_id": resource["id"]} if "id" in resource else attributes


def said_at(kind, target, item):
    """Return what an item says of a property, None for nothing."""
    part, path = place_of(kind, target)
    if kind is Kind.EVENTS and part < PERSON_PART:
        (event,) = item["attributes"]["events"]["data"]
        return value_at(("properties", *path) if part else path, event["attributes"])
    person = item["attributes"]["profile"]["data"] if kind is Kind.EVENTS else item
    around = {LOCATION: ("location",), CUSTOM: ("properties",)}.get(part, ())
    return value_at((*around, *path), attributes_of(person))


def careless(plan, rows):
    """Yield (kind, line) with what would be sent if nothing was held, texts as they are."""
    with pytest.MonkeyPatch.context() as patched:
        for module in (event_item, profile_item):
            patched.setattr(
                module, "finished", lambda record, told: record._replace(problems=tuple(told))
            )
        built = build_rows(plan, rows)
    cells = dict(
        zip(rows.lines, amended(rows, plan.header, plan.amendments).rows.cells, strict=True)
    )
    for kind, records in built.items():
        for line, record in records:
            if not record.body:
                continue
            item = orjson.loads(record.body)
            for problem in record.problems:
                pair = plan.mapping.pair(kind, problem.target)
                if problem.code in UNREAD:
                    put(item, kind, problem.target, problem.text)
                elif problem.code in TOO_MUCH:
                    put(item, kind, problem.target, read_carelessly(plan, kind, pair, cells[line]))
            yield (kind, line), item


def read_carelessly(plan, kind, pair, cells):
    """Return the value of a long text, or of a list, whatever its size."""
    text = reader(pair, plan.header)(cells)
    changed = change(pair.target, pair.conversion)
    text = text if changed is None else changed(text, []) or text
    if type_of(kind, pair) is not ValueType.LIST:
        return text
    separator = pair.conversion.separator
    return text.split(separator) if separator else orjson.loads(text)


def put(item, kind, target, text):
    """Put a text where it would go if nobody looked at it."""
    part, path = place_of(kind, target)
    if kind is Kind.EVENTS and part < PERSON_PART:
        (event,) = item["attributes"]["events"]["data"]
        place = event["attributes"]
        place = place["properties"] if part else place
    else:
        person = item["attributes"]["profile"]["data"] if kind is Kind.EVENTS else item
        place = person["attributes"]
        if part in {LOCATION, CUSTOM}:
            place = place.setdefault("location" if part == LOCATION else "properties", {})
    for name in path[:-1]:
        place = place.setdefault(name, {})
    place[path[-1]] = text


def refusal_of(kind, item):
    """Return what the practice Klaviyo would say against an item."""
    document = orjson.loads(wrap(kind, [orjson.dumps(item)]))
    if kind is Kind.EVENTS:
        return event_problems(document, datetime.now(UTC))
    return import_problems(document)


def codes_of(record):
    return {problem.code for problem in record.problems}


def canonical(value):
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def after(known, said):
    """Return a person after a write: what is said last is kept, objects at the top are joined."""
    result = dict(known)
    for name, value in said.items():
        old = result.get(name)
        are_objects = isinstance(old, dict) and isinstance(value, dict)
        result[name] = {**old, **value} if are_objects else value
    return result


def events_hold(forecast):
    """Every event that is foretold to be stored is stored as shown, and no other.

    Nor would be what is held as a repeat.
    """
    forecast.holds(Kind.EVENTS)
    dropped = [each for each in forecast.of(Kind.EVENTS) if Code.EMAIL_DROPPED in codes_of(each)]
    assert forecast.dropped == len(dropped) == forecast.count(Kind.EVENTS, Code.EMAIL_DROPPED)
    expected = Counter(canonical(shown_event(each)) for each in forecast.sent(Kind.EVENTS))
    stored = Counter(
        canonical({name: each[name] for name in each if name not in {"id", "person"}})
        for each in forecast.events
    )
    missing = expected - stored
    assert not forecast.more_events, "what was held as a repeat would have been stored"
    assert not stored - expected
    assert missing.total() <= forecast.count(Kind.EVENTS, Code.MAY_REPEAT)
    _names_hold(forecast)
    _changes_hold(forecast)


def shown_event(record):
    """Return an event as it is foretold that Klaviyo keeps it."""
    entry = orjson.loads(record.body)["attributes"]
    ((event,), person) = entry["events"]["data"], entry["profile"]["data"]["attributes"]
    attributes = event["attributes"]
    for problem in record.problems:
        if problem.code is Code.ZERO_IGNORED:
            _, path = place_of(Kind.EVENTS, problem.target)
            del value_at(path[:-1], attributes["properties"])[path[-1]]
    who = {name: person[name] for name in SHOWN_OF_PERSON if name in person}
    metric = attributes["metric"]["data"]["attributes"]["name"]
    return {**attributes, "metric": metric, **who}


def _names_hold(forecast):
    """Compare what is told of names that are nearly alike with those that there are."""
    if forecast.count(Kind.EVENTS, Code.MAY_REPEAT):
        return
    groups = {}
    for name, count in Counter(each["metric"] for each in forecast.events).items():
        groups.setdefault(" ".join(name.casefold().split()), []).append(count)
    doubtful = sum(sum(counts) - max(counts) for counts in groups.values())
    assert forecast.count(Kind.EVENTS, Code.METRIC_ALIKE) == doubtful


def _changes_hold(forecast):
    """Compare what is told of people of whom events say different things with what is kept.

    Whose event it is the practice Klaviyo tells, and what any two of them say is compared, whoever
    is to tell of it.
    """
    mapping = forecast.mapping
    by_person = {}
    for who, each in _events_of_people(forecast):
        by_person.setdefault(who, []).append((each.line, orjson.loads(each.body)))
    told = _told(forecast, Kind.EVENTS, Code.PERSON_CHANGES)
    expected = {
        (line, pair.target): said
        for said in by_person.values()
        for pair in mapping.events
        if pair.target.startswith(PERSON)
        for line in _first_otherwise(pair.target, said)
    }
    assert told <= expected.keys()
    for place in expected.keys() - told:
        assert _do_profiles_tell(forecast, place[1], expected[place]), place
    if mapping.profiles or is_anybody_shared(forecast, Kind.EVENTS):
        return
    kept = []
    for said in by_person.values():
        everything = [attributes_of(item["attributes"]["profile"]["data"]) for _, item in said]
        person = {}
        for each in everything:
            person = after(person, each)
        kept.append(person)
        changed = {target for line, target in told if line in dict(said)}
        key, _ = known_by(said[0][1]["attributes"]["profile"]["data"])
        assert_kept(person, everything, key, {target.removeprefix(PERSON) for target in changed})
    stored = [{name: each[name] for name in each if name != "id"} for each in forecast.people]
    assert sorted(map(canonical, stored)) == sorted(map(canonical, kept))


def _events_of_people(forecast):
    """Yield whose each event is, as the practice Klaviyo has it, and its record.

    Where it may make one of two people, those are told apart of whom the file speaks. Of what only
    their events share nothing is told where profiles say more of them: theirs comes last.
    """
    sent = forecast.sent(Kind.EVENTS)
    mapping = forecast.mapping
    is_told_of_profiles = mapping.profiles and len(identifying(mapping, Kind.EVENTS)) > 1
    if is_told_of_profiles or any(is_anybody_shared(forecast, kind) for kind in Kind):
        yield from ((known_by(person_of(each.body)), each) for each in sent)
        return
    people = {}
    for each in forecast.events:
        shown = {name: each[name] for name in each if name not in {"id", "person"}}
        people.setdefault(canonical(shown), []).append(each["person"])
    for each in sent:
        yield people[canonical(shown_event(each))].pop(0), each


def _told(forecast, kind, code):
    return {
        (each.line, problem.target)
        for each in forecast.of(kind)
        for problem in each.problems
        if problem.code is code
    }


def _do_profiles_tell(forecast, target, said):
    """Tell whether the profile of somebody ends what their events contradict.

    It says what each of them says, or is said to have other values in other rows; of a row that is
    held something worse is told.
    """
    name = target.removeprefix(PERSON)
    lines = dict(said).keys()
    profiles = [each for each in forecast.of(Kind.PROFILES) if each.line in lines]
    if any(not each.body for each in profiles):
        return True
    bodies = {each.body for each in profiles}
    rows = {each.line for each in forecast.of(Kind.PROFILES) if each.body in bodies}
    if any((line, name) in _told(forecast, Kind.PROFILES, Code.VALUES_DIFFER) for line in rows):
        return True
    values = {canonical(said_at(Kind.PROFILES, name, orjson.loads(body))) for body in bodies}
    values |= {
        canonical(value) for _, item in said if (value := said_at(Kind.EVENTS, target, item))
    }
    return bool(profiles) and len(values) == 1


def assert_kept(person, everything, name_of_key, changed):
    """Assert that all that was said of somebody is kept, but for what is told."""
    tops = {"id" if target == "profile_id" else target.split(".")[0] for target in changed}
    for said in everything:
        for name, value in said.items():
            name_of_target = "id" if name == "profile_id" else name
            if name_of_target == name_of_key:
                continue
            if name in {"location", "properties"}:
                for inner, each in value.items():
                    is_told = any(
                        place_of(Kind.PROFILES, target)[1][0] == inner
                        for target in changed
                        if target.startswith(f"{name}.")
                    )
                    assert is_told or person[name][inner] == each
            else:
                is_same = value == person[name] or (
                    name == "email" and value.lower() == person[name].lower()
                )
                assert is_same or name_of_target in tops


def _first_otherwise(target, said):
    """Yield the line that is the first to say something else of a property, if one does."""
    first = None
    for line, item in said:
        value = said_at(Kind.EVENTS, target, item)
        part, path = place_of(Kind.EVENTS, target)
        if value is None and len(path) > 1 and _has_object(part, path, item):
            value = LACKING
        if isinstance(value, str) and target == PERSON + "email":
            value = value.lower()
        if value is None:
            continue
        if first is not None and value != first:
            yield line
            return
        first = value


def _has_object(part, path, item):
    person = attributes_of(item["attributes"]["profile"]["data"])
    return part == CUSTOM and value_at(("properties", path[0]), person) is not None


def is_anybody_shared(forecast, kind):
    codes = (Code.IDENTIFIER_JOINS, Code.IDENTIFIER_SHARED, Code.MAY_REPEAT)
    return forecast.count(kind, *codes) > 0


def people_hold(forecast):
    """Every person that is foretold is stored with the values shown, joined ones as one."""
    forecast.holds(Kind.PROFILES)
    bodies, joined, dropped = {}, {}, set()
    for each in forecast.of(Kind.PROFILES):
        if not each.body:
            continue
        first = bodies.setdefault(each.body, each.line)
        codes = {problem.code: problem for problem in each.problems}
        if Code.EMAIL_DROPPED in codes:
            dropped.add(first)
        if Code.IDENTIFIER_JOINS in codes:
            joined[first] = codes[Code.IDENTIFIER_JOINS].other_line
    assert forecast.checked.people == len(bodies)
    ready = forecast.checked.tally.of(Kind.PROFILES).unsent
    assert forecast.count(Kind.PROFILES, Code.MERGED) == ready - len(bodies)
    assert len(joined) == forecast.count(Kind.PROFILES, Code.IDENTIFIER_JOINS)
    assert len(dropped) == forecast.count(Kind.PROFILES, Code.EMAIL_DROPPED)
    assert len(forecast.people) == len(bodies) - len(joined) - len(dropped)
    kept = {}
    for body, first in bodies.items():
        if first not in dropped:
            owner = joined.get(first, first)
            kept[owner] = after(kept.get(owner, {}), attributes_of(orjson.loads(body)))
    stored = [{name: each[name] for name in each if name != "id"} for each in forecast.people]
    assert sorted(map(canonical, stored)) == sorted(map(canonical, kept.values()))


def everybody_holds(forecast):
    """Whoever is known by one thing alone is stored once, with all that both kinds say of them."""
    keys = [identifying(forecast.mapping, kind) for kind in Kind]
    if keys[0] != keys[1] or len(keys[0]) != 1:
        return
    kept = {}
    said = [
        *(person_of(each.body) for each in forecast.sent(Kind.EVENTS)),
        *map(orjson.loads, dict.fromkeys(each.body for each in forecast.sent(Kind.PROFILES))),
    ]
    for resource in said:
        who = known_by(resource)
        kept[who] = after(kept.get(who, {}), attributes_of(resource))
    stored = [{name: each[name] for name in each if name != "id"} for each in forecast.people]
    assert sorted(map(canonical, stored)) == sorted(map(canonical, kept.values()))
