"""Tables that are made first and then written as one tool or another would write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hypothesis import strategies as st

NAMES = {
    "utf-8": ["Ann Lee", "Müller, Jörg", "O'Neill", "山田 太郎", "Łukasz", 'Bob "Bo" Ray', "Bär"],
    "cp1252": ["Ann Lee", "Müller, Jörg", "O'Neill", "José Peña", "Zoë", 'Bob "Bo" Ray', "Åse"],
    "cp1250": ["Ann Lee", "Dvořák, Jiří", "O'Neill", "Łukasz", "Žižka", 'Bob "Bo" Ray', "Gdańsk"],
    "cp1251": ["Ann Lee", "Иванов, Пётр", "O'Neill", "Мария", "Сергей", 'Bob "Bo" Ray', "Ольга"],
    "mac_roman": ["Ann Lee", "Müller, Jörg", "O'Neill", "José", "Zoë", 'Bob "Bo" Ray', "André"],
}
NAMES["utf-16"] = NAMES["utf-16-le"] = NAMES["utf-8"]

_HUNDREDTHS = st.tuples(st.integers(0, 999), st.integers(10, 99))
_LARGE = st.tuples(st.integers(1, 99), st.integers(100, 999), st.integers(10, 99))

_LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=6)

COLUMNS = {
    "id": st.integers(1, 99_999).map(str),
    "Order #": st.integers(1_000, 1_020).map("#{}".format),
    "SKU": st.tuples(st.sampled_from("ABC"), st.integers(10, 99)).map(lambda n: f"{n[0]}-{n[1]}"),
    "total": _HUNDREDTHS.map(lambda n: f"{n[0]},{n[1]}"),
    "price": _HUNDREDTHS.map(lambda n: f"{n[0]}.{n[1]}"),
    "Betrag": _LARGE.map(lambda n: f"{n[0]}.{n[1]},{n[2]} €"),
    "Amount, USD": _LARGE.map(lambda n: f"${n[0]},{n[1]}.{n[2]}"),
    "day": st.dates().map(str),
    "Datum": st.dates().map(lambda day: f"{day:%d.%m.%Y}"),
    "Date (UTC)": st.dates().map(lambda day: f"{day:%m/%d/%Y}"),
    "Created at": st.datetimes().map(lambda moment: f"{moment:%Y-%m-%d %H:%M:%S} +0200"),
    "time": st.times().map(lambda time: f"{time:%H:%M}"),
    "email": st.tuples(_LETTERS, _LETTERS).map("{0[0]}@{0[1]}.com".format),
    "tags": st.lists(st.sampled_from(["red", "blue", "x large"]), max_size=3).map(";".join),
    "path": st.sampled_from(["C:\\data\\new", "\\\\server\\share", "a/b", ""]),
    "size": st.sampled_from(['5"', '7" long', "6' 2", "", "XL"]),
    "link": st.integers(1, 99).map("https://shop.io/p?id={}&x=1".format),
    "address": st.sampled_from(
        ["1 Main St, Apt 4", "Hauptstr. 5\n10115 Berlin", "12 rue A\r\n75001 Paris\r\nFrance", ""]
    ),
    "note": st.text("ab ,;\t|\"'\\\n\r0", max_size=9),
    "": st.just(""),
}
PREAMBLES = ["Report", "Export of 2024-03-05", "Account: Shop 12", "", "Orders, all shops"]
ENOUGH = 4
"""Rows that show how the others are meant."""

USUAL = ",,,,,;;;;\t\t|"
UNUSUAL = "^~:\x1f"


@dataclass(frozen=True)
class Spelling:
    delimiter: str
    quote: str
    escape: str
    is_quoting_all: bool
    is_wrapping: bool = False

    def line(self, row):
        line = self.delimiter.join(map(self.cell, row))
        return f'"{line.replace(self.quote, self.quote * 2)}"' if self.is_wrapping else line

    def cell(self, text):
        if not self.quote:
            return self._escaped(text, self.delimiter + "\r\n")
        if not self.is_quoting_all and not re.search(f"[{self.special}]", text):
            return text
        if self.escape:
            return self.quote + self._escaped(text, self.quote) + self.quote
        return self.quote + text.replace(self.quote, self.quote * 2) + self.quote

    @property
    def special(self):
        return re.escape(self.delimiter + self.quote + self.escape + "\r\n")

    def can_write(self, text):
        if self.quote == '"':
            return True
        # Before the line feed of its line's end it would be half of an escaped line end.
        if self.escape and not self.quote and text.endswith("\r"):
            return False
        # Nobody can tell a value that happens to stand in quotes from a quoted one.
        if re.fullmatch(r"""".*"|'.*'""", text, re.DOTALL):
            return False
        return bool(self.quote or self.escape) or not re.search(f"[{self.special}]", text)

    def _escaped(self, text, special):
        return (
            re.sub(f"([{re.escape(special + self.escape)}])", r"\\\1", text)
            if self.escape
            else text
        )


@dataclass(frozen=True)
class Written:
    """The bytes of a file, and what is meant by them: each row by the line it begins in."""

    raw: bytes
    encoding: str
    spelling: Spelling
    header_line: int
    header: tuple[str, ...]
    rows: dict[int, tuple[str, ...]]

    @property
    def everything(self):
        return [self.header, *self.rows.values()]


@dataclass(frozen=True)
class Frame:
    """What stands around a table: lines above it, its lines' ends, and what ends the file."""

    above: tuple[str, ...] = ()
    has_header: bool = True
    end: str = "\n"
    ending: str = "\n"


def written(rows, spelling, encoding="utf-8", frame=Frame()):
    """Write a table; a row that makes a blank line is none."""
    above = frame.above
    text = "".join(line + frame.end for line in above)
    lines, found = 1 + len(above), {}
    for at, row in enumerate(rows):
        line = spelling.line(row)
        if line:
            found[lines] = tuple(row)
        text += line + (frame.ending if at == len(rows) - 1 else frame.end)
        lines += 1 + len(re.findall(r"\r\n|\r|\n", line))
    # A header without a sign makes a blank line, and nobody can tell that it was there.
    has_header = frame.has_header and bool(spelling.line(rows[0]))
    header_line = (min(found) if found else 1) if has_header else 0
    header = found.pop(header_line, ())
    return Written(text.encode(encoding), encoding, spelling, header_line, header, found)


def _filled(row):
    return sum(map(bool, row))


@st.composite
def tables(draw, encoding):
    """Draw the rows of a table, its titles first if it has any; tell whether it has."""
    titles = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=8, unique=True))
    columns = [COLUMNS[title] for title in titles]
    if draw(st.integers(0, 9)):
        titles.append("name")
        columns.append(st.sampled_from(NAMES[encoding]))
    if not "".join(titles):
        titles[0] = "name"
    size = draw(st.integers(1, 3) | st.integers(3, 12))
    rows = [draw(st.tuples(*columns).map(list)) for _ in range(size)]
    has_header = draw(st.integers(0, 3)) > 0
    if has_header:
        rows.insert(0, titles)
    if draw(st.integers(0, 3)) == 0:
        for row in draw(st.lists(st.sampled_from(rows), max_size=2)):
            row[draw(st.integers(1, len(row))) :] = draw(st.sampled_from([[], ["x"] * 7]))
    if not any(map("".join, rows)):
        rows[-1][0] = "x"
    if len(titles) > 1 and draw(st.integers(0, 9)) == 0:
        rows.append(["Total", *[""] * (len(titles) - 2), "99"])
    if draw(st.integers(0, 9)) == 0:
        for row in rows:
            row.append("")
    return rows, has_header


@st.composite
def written_files(draw):
    """Draw a table and how it is written."""
    encoding = draw(st.sampled_from(sorted(NAMES)))
    rows, has_header = draw(tables(encoding))
    is_unusual = draw(st.integers(0, 9)) == 0
    delimiter = draw(st.sampled_from(UNUSUAL if is_unusual else USUAL))
    spelling = Spelling(
        delimiter,
        draw(st.sampled_from('""""\'') | st.just("")),
        draw(st.sampled_from(["", "", "\\"])),
        draw(st.booleans()),
    )
    if not all(spelling.can_write(cell) for row in rows for cell in row):
        spelling = Spelling(delimiter, '"', "", is_quoting_all=False)
    # Of a row whose cells are blank nobody can tell that it was wrapped.
    is_full = has_header and min(map(_filled, rows)) > 1
    if is_full and draw(st.integers(0, 9)) == 0:
        spelling = Spelling(delimiter, '"', "", draw(st.booleans()), is_wrapping=True)
    above = []
    # Nobody can tell a title above a column of no name from the column's name.
    is_titled = has_header or _filled(rows[0]) > 1
    # Below titles, a few rows that are wrapped too show nothing of what they are.
    is_clear = len(rows) > ENOUGH
    if is_titled and (is_clear or not spelling.is_wrapping) and draw(st.integers(0, 5)) == 0:
        above = draw(st.lists(st.sampled_from(PREAMBLES), min_size=1, max_size=3))
        if draw(st.booleans()):
            above = [line + delimiter * (len(rows[0]) - 1) for line in above]
    if (is_clear or not above) and draw(st.integers(0, 9)) == 0:
        above.insert(0, f"sep={delimiter}")
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return written(
        rows,
        spelling,
        "utf-8-sig" if encoding == "utf-8" and draw(st.booleans()) else encoding,
        # Two bytes a character show by a line's end at the latest.
        Frame(tuple(above), has_header, end, end * draw(st.integers(encoding == "utf-16-le", 2))),
    )
