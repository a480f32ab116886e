"""Small CSV files and the mappings for them."""

import csv
import io
from dataclasses import replace

from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair, Repeats, Undated
from klaviyo_gui.source.table import Overrides, open_csv

HEADER = ("email", "order", "note", "first")


def csv_bytes(rows, header=HEADER):
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def csv_file(folder, rows, header=HEADER):
    return opened(folder, csv_bytes(rows, header))


def opened(folder, content):
    """Open this as UTF-8 with commas, whatever a detection would make of so small a file."""
    path = folder / "orders.csv"
    path.write_bytes(content)
    # What is no UTF-8 would be refused at the opening; found later, its rows are held.
    file = open_csv(path, Overrides(encoding="latin-1", delimiter=",", header_line=1))
    return replace(file, dialect=replace(file.dialect, encoding="utf-8"))


def orders(count, *, people=None, mark=""):
    """Return so many rows, each with a person and an order of its own."""
    people = people or count
    return [
        (f"p{at % people}{mark}@shop.io", f"o{mark}-{at}", f"note {at}", f"Name {at}")
        for at in range(count)
    ]


def mapping(metric="Placed Order", *, kinds=tuple(Kind), has_id=True, repeats=Repeats.FIRST):
    events = (
        Pair("metric", Fixed(metric)),
        Pair("profile.email", Column("email")),
        Pair("properties.note", Column("note")),
        *((Pair("unique_id", Column("order")),) if has_id else ()),
    )
    profiles = (
        Pair("email", Column("email")),
        Pair("first_name", Column("first")),
        Pair("properties.note", Column("note")),
    )
    return Mapping(
        events if Kind.EVENTS in kinds else (),
        profiles if Kind.PROFILES in kinds else (),
        Options(repeats=repeats, undated=Undated.SENDING),
    )
