"""Small CSV files and the mappings for them."""

import csv
import io

from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair, Repeats
from klaviyo_gui.source.table import open_csv

HEADER = ("email", "order", "note", "first")


def csv_bytes(rows, header=HEADER):
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def csv_file(folder, rows, header=HEADER):
    path = folder / "orders.csv"
    path.write_bytes(csv_bytes(rows, header))
    return open_csv(path)


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
        Options(repeats=repeats),
    )
