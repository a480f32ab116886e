"""Mappings and cells of every sort, drawn at random: sources, conversions and hostile texts."""

from dataclasses import dataclass

from hypothesis import strategies as st

from klaviyo_gui.core.catalog import PERSON
from klaviyo_gui.core.conversion import (
    AS_IT_IS,
    CallingCode,
    Conversion,
    DateStyle,
    LetterCase,
    MissingHour,
    NumberStyle,
    Others,
    Percent,
    Unread,
)
from klaviyo_gui.core.mapping import (
    Column,
    Fixed,
    Joined,
    Kind,
    Mapping,
    Options,
    Pair,
    Repeats,
    Undated,
    ValueType,
)

CELLS = {
    "email": (
        *("ann@*.io", "Ann@*.io", "bob@*.io", "", "cy@*.io", " cy@*.io ", "bob@*.IO"),
        *("d*@example.com", "d*@Test.com", "ann@gmial.com", "nobody", "a b@*.io", "ann@*.io,b"),
        f"{'x' * 99}@*.io",
    ),
    "phone": (
        *("+49309*1", "+49309*2", "", "0049 30 9*1", "", "030 9*1", "49309*1", "+1234", "call me"),
        *("(503) 555-0142", "+1 503 555 0142", "030 9*1 ext. 3"),
    ),
    "shop": ("s1", "s2", "s1", " s1", "S1", "", "007"),
    "kid": ("", "", "", "01K", "01k", "01K "),
    "kx": ("", "", "k.1", "k.2"),
    "anon": ("", "", "n1", "n2"),
    "metric": ("m", "m", "M", "n", "m", " m", "", "m" * 127, "m" * 128),
    "id": ("1", "2", "a", "A", "3", " 1", "1 ", "", "i" * 255, "i" * 256),
    "time": (
        *("2024-05-31 10:00:00", "2024-05-31T12:00:00+02:00", "2024-05-31T10:00:01Z"),
        *(
            "2024-05-31 10:00:00.7",
            "2024-06-01 09:30",
            "05/31/2024 10:00",
            "31.05.2024",
            "01/02/2024",
            "1717149600",
        ),
        *("1989-12-31T23:59:59Z", "1990-01-01T00:00:01+02:00", "2099-01-01T00:00:00Z", "soon"),
        *("", "2024-03-31 02:30:00", "2024-10-27 02:30:00", "2024-05-31"),
    ),
    "amount": (
        *("0", "7", "7.0", "-1.5", "12,5", "0.00", "-0", "1,234.50", "1.234,50", "1.234", "00012"),
        *("12 %", "0%", "\u20ac 5", "$5", "(3)", "many", "1e3", "9" * 20, "0.1234567890123456789"),
        *("", " "),
    ),
    "currency": ("EUR", "EUR", "usd", " gbp ", "", "XYZ", "\u20ac", "euro", ""),
    "flag": ("yes", "no", "1", "0", "ja", "TRUE", "maybe", "\u2713", ""),
    "items": (
        *(
            '["a","b"]',
            '["x",1,0,null,""]',
            "[1.0,7]",
            "[]",
            "a;b",
            "a;;b",
            ";",
            '"a;b";c',
            "a",
            "[[1]]",
        ),
        *('{"a":1}', '[{"a":0,"b":""}]', "[" * 9 + "]" * 9, "[" * 10 + "]" * 10, "[1e999]", ""),
        *(f"[{'1,' * 3_999}1]", f"[{'1,' * 4_000}1]", "1,2"),
    ),
    "day": (
        *(
            "2024-05-31",
            "2024-12-31",
            "1999-01-01 10:00",
            "31/12/2024",
            "12/31/2024",
            "01/02/2024",
            "45000",
            "5/2024",
            "x",
            "",
        ),
        "99/99/2024",
    ),
    "text": (
        *("x", "y", "12", " x ", "0", "1,5", "-3", "no", "=1+1", "'007", "#N/A", "1E+05"),
        *("\u00c3\u00a9", "a\u200bb", "two\nlines", 'quo"te', "Total", "\u00e4" * 30, "", " "),
    ),
    "country": ("DE", "Germany", "United States", "XX", "49", ""),
    "place": ("40.7", "95", "-74.0060", "abc", "Europe/Berlin", "127.0.0.1", "en-US", ""),
    "name": ("Ann", "ann", "Bob", "O'Neil", ""),
    "long": (*[""] * 9, "t" * 94_000, "t" * 100_000, "t" * 100_001, "\u00e4" * 50_001),
}
"""For each column what its cells are drawn from; a star is what makes a number a phone number."""

USUAL = 5
"""The first of each are what such columns have as a rule."""

HEADER = tuple(CELLS)
_FOREIGN = tuple(
    dict.fromkeys(text for texts in CELLS.values() for text in texts if len(text) < 100)
)

_WHO = {
    "email": "email",
    "phone_number": "phone",
    "external_id": "shop",
    "id": "kid",
    "_kx": "kx",
}
_ABOUT = {
    "first_name": "name",
    "title": "text",
    "locale": "place",
    "location.city": "name",
    "location.country": "country",
    "location.zip": "id",
    "location.latitude": "place",
    "location.timezone": "place",
    "properties.score": "amount",
    "properties.member": "flag",
    "properties.tags": "items",
    "properties.born": "day",
    "properties.word": "text",
    "properties.long": "long",
    "properties.at.home": "name",
    "properties.at.work": "text",
}
_WHAT = {
    "time": "time",
    "value": "amount",
    "value_currency": "currency",
    "unique_id": "id",
    "properties.sum": "amount",
    "properties.gift": "flag",
    "properties.lines": "items",
    "properties.due": "day",
    "properties.note": "text",
    "properties.text": "long",
    "properties.in.sum": "amount",
    "properties.in.deep.note": "text",
}
_TYPES = {
    "amount": ValueType.NUMBER,
    "flag": ValueType.YES_NO,
    "items": ValueType.LIST,
    "day": ValueType.TIME,
    "text": ValueType.TEXT,
    "long": ValueType.TEXT,
    "name": ValueType.TEXT,
}


def either(usual, odd, one_in=6):
    """Draw what is odd once in so many times."""
    return st.integers(1, one_in).flatmap(lambda number: odd if number == 1 else usual)


def maybe(texts):
    return either(st.none(), st.sampled_from(texts), 3)


conversions = either(
    st.just(AS_IT_IS),
    st.builds(
        Conversion,
        trim=st.booleans(),
        replace=either(st.just(()), st.sampled_from([(("x", "y"),), (("1", ""),)]), 4),
        domains=either(st.just(()), st.just((("gmial.com", "gmail.com"),)), 4),
        case=maybe(list(LetterCase)),
        table=either(
            st.just(()),
            st.sampled_from([(("x", "y"), ("y", "")), (("1", "2"), ("0", "no")), (("m", "n"),)]),
            4,
        ),
        others=either(st.just(Others.KEEP), st.sampled_from(Others), 3),
        number=maybe(list(NumberStyle)),
        percent=maybe(list(Percent)),
        date=maybe(list(DateStyle)),
        zone=st.sampled_from(["", "", "Europe/Berlin"]),
        hour=st.sampled_from(MissingHour),
        country=st.sampled_from(["", "", "DE", "US"]),
        calling_code=maybe(list(CallingCode)),
        yes=st.sampled_from([(), (), ("maybe",), ("0",)]),
        no=st.sampled_from([(), (), ("x",)]),
        separator=st.sampled_from(["", ";", ",", "; "]),
        unread=st.sampled_from(Unread),
    ),
    3,
)
columns = st.sampled_from(HEADER).map(Column)
fixed = st.sampled_from(["x", "7", "0", "EUR", "yes", "2024-05-31T10:00:00Z", " "]).map(Fixed)
joined = st.builds(
    Joined,
    st.lists(either(columns, fixed, 4), min_size=2, max_size=3)
    .filter(lambda parts: any(isinstance(part, Column) for part in parts))
    .map(tuple),
    st.sampled_from([" ", "", ", "]),
)
fallbacks = either(
    st.just(()), st.lists(either(columns, fixed, 3), min_size=1, max_size=2).map(tuple), 6
)


def source_of(column):
    return either(st.just(Column(column)), st.one_of(columns, fixed, joined), 8)


def pair_of(target, column):
    """Draw what fills a property, mostly by a column that is meant for it."""
    usual = _TYPES.get(column)
    return st.builds(
        Pair,
        st.just(target),
        source_of(column),
        either(st.just(usual), st.sampled_from(ValueType), 5),
        conversions,
        fallbacks,
    )


def some(places, prefix="", most=6):
    """Draw pairs for a few of these properties."""
    return (
        st.lists(st.sampled_from(list(places)), unique=True, max_size=most)
        .map(lambda names: [pair_of(prefix + name, places[name]) for name in names])
        .flatmap(lambda pairs: st.tuples(*pairs))
    )


def who(prefix=""):
    """Draw what tells who it is: one thing or several, mostly as the file has it."""
    enough = list(_WHO)[:3]
    first = either(st.just("email"), st.sampled_from(enough), 3)
    names = st.tuples(first, st.lists(st.sampled_from(list(_WHO)), max_size=2)).map(
        lambda drawn: list(dict.fromkeys((drawn[0], *drawn[1])))
    )

    def plain(name):
        return st.just(Pair(prefix + name, Column(_WHO[name])))

    def odd(name):
        return pair_of(prefix + name, _WHO[name])

    return st.tuples(names, either(st.just(plain), st.just(odd), 6)).flatmap(
        lambda drawn: st.tuples(*map(drawn[1], drawn[0]))
    )


named = either(
    st.just(Pair("metric", Fixed("m"))),
    either(st.just(Pair("metric", Column("metric"))), pair_of("metric", "metric"), 3),
    2,
)
events = st.tuples(
    named.map(lambda pair: (pair,)),
    who(PERSON),
    either(st.just(()), st.just((Pair(PERSON + "anonymous_id", Column("anon")),)), 6),
    some(_WHAT, most=5),
    some(_ABOUT, PERSON, most=3),
).map(lambda parts: sum(parts, ()))
people = st.tuples(who(), some(_ABOUT)).map(lambda parts: sum(parts, ()))
options = st.builds(
    Options,
    st.sampled_from(["UTC", "Europe/Berlin", ""]),
    st.sampled_from(["", "DE", "US"]),
    st.sampled_from(Repeats),
    st.sampled_from(Undated),
)


def mappings(kinds):
    """Draw a mapping for these kinds of record."""
    return st.builds(
        Mapping,
        events if Kind.EVENTS in kinds else st.just(()),
        people if Kind.PROFILES in kinds else st.just(()),
        options,
    )


@st.composite
def with_one_pair_changed(draw, mapping):
    """Draw a mapping that differs in what fills one property, or in that nothing does any more."""
    kind = draw(st.sampled_from(mapping.kinds))
    pair = draw(st.sampled_from(mapping.pairs(kind)))
    if draw(st.booleans()):
        return mapping.without(kind, pair.target)
    used = st.sampled_from(sorted(mapping.columns())) if mapping.columns() else st.just("text")
    return mapping.with_pair(kind, draw(used.flatmap(lambda name: pair_of(pair.target, name))))


@dataclass(frozen=True)
class AnyFile:
    """A mapping with the rows of a file."""

    mapping: Mapping
    rows: list


@st.composite
def any_files(draw, kinds=None):
    """Draw a mapping, and rows of cells for the columns that it uses."""
    if kinds is None:
        kinds = draw(st.sampled_from([(Kind.EVENTS,), (Kind.PROFILES,), tuple(Kind)]))
    mapping = draw(mappings(kinds))
    used = set(mapping.columns())
    cells = st.tuples(
        *(
            either(
                st.sampled_from(CELLS[name][:USUAL]),
                either(st.sampled_from(CELLS[name]), st.sampled_from(_FOREIGN), 12),
                3,
            )
            if name in used
            else st.just("")
            for name in HEADER
        )
    )
    rows = draw(st.lists(cells, min_size=1, max_size=8))
    again = draw(st.lists(st.sampled_from(rows), max_size=3))
    return AnyFile(mapping, rows + again)
