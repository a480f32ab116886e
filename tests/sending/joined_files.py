"""Two small files that are joined, and what stands in the second by a plain dictionary."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from threading import Event

from klaviyo_gui.core.join import Doubles, Join, Taken
from klaviyo_gui.core.mapping import Column, Fixed, Mapping, Pair
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending.readying import Readying
from klaviyo_gui.sending.stepping import stepped
from klaviyo_gui.source.table import Overrides, open_csv
from tests.doubles.builders import Builders
from tests.doubles.files import csv_bytes

HEADER = ("EMAIL", "Order")
SECOND = ("E-mail", "City")
JOIN = Join("people.csv", (("EMAIL", "E-mail"),), (Taken("City", "City"),))
PAIRS = (
    Pair("metric", Fixed("Placed Order")),
    Pair("profile.email", Column("EMAIL")),
    Pair("properties.City", Column("City")),
)


def written(path, rows, header):
    """Write a file, and open it as it is, whatever a detection would make of so small a one."""
    path.write_bytes(csv_bytes(rows, header))
    return open_csv(path, Overrides(encoding="utf-8", delimiter=",", quote='"', header_line=1))


def two_files(folder, rows, second, header=HEADER, second_header=SECOND):
    first = written(folder / "orders.csv", rows, header)
    return first.joining((written(folder / "people.csv", second, second_header),))


def mapping_of(*joins, **more):
    return Mapping(events=PAIRS, joins=joins or (JOIN,), **more)


def ready(file, mapping, pool=None):
    """Return the steps of a mapping, ready to be taken; the caller closes what was made."""
    readying = Readying(file, Plan(mapping, file.header), pool or Builders(), Event())
    for _ in readying:
        pass
    return readying


def taken_steps(file, mapping, held=()):
    """Take the steps of a mapping with the first rows of a file."""
    readying = ready(file, mapping)
    rows = file.head_rows
    found = stepped(rows.cells, rows.lines, frozenset(held), readying.steps)
    for each in readying.indexed:
        each.close()
    return found


def truth(rows, second, doubles):
    """Tell by a plain dictionary what each row gets, and what is found of it."""
    cities, damaged = defaultdict(list), set()
    for row in second:
        key = plain(row[0]) if row else ""
        if len(row) < 2:
            damaged.add(key)
        elif row[1] not in cities[key]:
            cities[key].append(row[1])
    for key, found in cities.items():
        found.append(
            next(row[1] for row in reversed(second) if len(row) > 1 and plain(row[0]) == key)
        )
    told = []
    for mail, _ in rows:
        key = plain(mail)
        found = cities.get(key)
        if key and key in damaged:
            told.append(("", Code.JOIN_DAMAGED))
        elif not key or not found:
            told.append(("", Code.JOIN_UNMATCHED))
        elif len(found) == 2:
            told.append((found[0], None))
        elif doubles is Doubles.HOLD:
            told.append(("", Code.JOIN_DOUBLE))
        else:
            told.append((found[0 if doubles is Doubles.FIRST else -1], None))
    return told


def plain(mail):
    return mail.strip().lower() if "@" in mail else mail.strip()


def joined(folder, rows, second, doubles):
    """Tell the same by joining the two files."""
    file = two_files(folder, rows, second)
    with closing(file):
        found = taken_steps(file, mapping_of(replace(JOIN, doubles=doubles)))
    assert found.kept == list(range(len(rows)))
    return [(cells[0], found.causes.get(at)) for at, cells in enumerate(found.added)]
