"""What shops export every day is read rightly, and nothing of it is doubted."""

from __future__ import annotations

import pytest

from klaviyo_gui.source.survey import new_survey, survey_range
from klaviyo_gui.source.table import open_csv
from tests.source import messy
from tests.source.ordinary import FILES, ROWS

FEWEST = 100

LISTS = {
    "a customer or two": "email,name\na@b.co,Ann\nb@b.co,Bob\n",
    "a note or two": "name,note\nZoë,ok\nAnn,x\n",
    "an amount": "name;sum\nAnn;1,5\n",
    "addresses": "email\n" + "".join(f"person{n}@shop.io\n" for n in range(ROWS)),
    "addresses and first names": "Email,First Name\n" + messy.many("@,*"),
    "two lines in every address": "Name,Address\n"
    + "".join(f'Ann Lee {n},"{n} Main St\nApt {n}, Oslo"\n' for n in range(5_000)),
    "notes of several lines in some rows": "Name,Note\n"
    + "".join(
        f'Ann Lee {n},"Rang, and left\nfor {n}, at once"\n' if n % 4 == 0 else f"Bob {n},\n"
        for n in range(400)
    ),
}

ALWAYS_DOUBTED = {
    "Amazon payments with lines above",
    "Zoom attendees",
    "GoToWebinar",
    "Google Ads",
    "Google Ads, tabs",
    "DATEV",
    "a German bank",
    "a French bank",
    "an American bank",
    "MySQL into outfile",
    "phpMyAdmin",
    "SAP, bars and dashes",
}
"""Lines above a table, and escapes, are shown to whoever opens the file."""

SHOPS = [
    name
    for name in list(messy.FILES)[: list(messy.FILES).index("MySQL with quotes")]
    if name not in ALWAYS_DOUBTED and not name.startswith(("rows wrapped", "Excel of rows"))
]


@pytest.mark.parametrize("name", FILES)
def test_a_list_of_customers_is_read_rightly_without_a_doubt(write, name):
    written = FILES[name]
    delimiter = written.delimiter
    file = open_csv(write(written.content))
    assert file.guess.doubts == set()
    titles, *rows = written.text.splitlines()
    assert list(file.raw_header) == titles.split(delimiter)
    assert file.head_rows.cells == [row.split(delimiter) for row in rows]


@pytest.mark.parametrize("name", SHOPS)
def test_the_export_of_a_shop_is_not_doubted(write, name):
    assert open_csv(write(messy.FILES[name].text)).guess.doubts == set()


@pytest.mark.parametrize("name", LISTS)
def test_an_ordinary_list_has_neither_a_doubt_nor_a_fault(write, name):
    file = open_csv(write(LISTS[name]))
    found = new_survey(file.header, file.raw_header, file.dialect)
    for part in file.index().ranges():
        found.merge(survey_range(file.data, file.dialect, part, file.header, file.raw_header))
    assert (file.guess.doubts, found.faults.all()) == (set(), ())


def test_there_are_many_ordinary_files():
    assert len(FILES) + len(SHOPS) + len(LISTS) >= FEWEST
