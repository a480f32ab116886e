"""Orders are put together from all their lines, wherever these stand, and nothing is lost."""

import os
import random
from dataclasses import dataclass

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.arranged import first_line
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.source import gathering, merging
from klaviyo_gui.source.reader import read_range
from tests.sending.order_files import (
    arranged_rows,
    lines_kept,
    prepared,
    small_parts,
    written,
)

EXAMPLES = int(os.environ.get("KLAVIYO_GUI_ORDER_EXAMPLES", "60"))

pytestmark = pytest.mark.usefixtures("unmeasured")

WORDS = st.text("abcäß中 -", max_size=6).map(str.strip)
ANYTHING = st.text('ab,;"\n\r\x01\x02\x03 ü\u200b=', max_size=5)


@dataclass(frozen=True)
class Line:
    """One line of an order, as the generator knows it."""

    sku: str
    name: str
    amount: int | None


@dataclass(frozen=True)
class Known:
    """An order as the generator knows it; ``is_once`` where its first line alone tells of it."""

    number: str
    email: str
    note: str
    lines: tuple[Line, ...]
    is_once: bool


lines = st.builds(Line, WORDS, WORDS, st.none() | st.integers(1, 999))


@st.composite
def orders(draw, *, is_shuffled=True):
    """Return orders and their lines in the order of the file, as (order, number of its line)."""
    count = draw(st.integers(1, 25))
    made = [
        Known(
            f"#{1000 + at}",
            f"p{at}@shop.io",
            draw(WORDS),
            tuple(draw(st.lists(lines, min_size=1, max_size=5))),
            draw(st.booleans()),
        )
        for at in range(count)
    ]
    rows = [(order, at) for order in made for at in range(len(order.lines))]
    shuffling = draw(st.randoms(use_true_random=False))
    if is_shuffled and draw(st.booleans()):
        shuffling.shuffle(rows)
    return made, rows


def cells_of(rows):
    """Return the rows of a file; where an order is told once it is told in its first line there."""
    seen = set()
    found = []
    for order, at in rows:
        line = order.lines[at]
        is_told = not (order.is_once and order.number in seen)
        seen.add(order.number)
        amount = "" if line.amount is None else str(line.amount)
        told = (order.email, order.note) if is_told else ("", "")
        found.append((order.number, *told, line.sku, line.name, amount))
    return found


def truth(made, rows):
    """Return by number of order what must be sent of it, its items in the order of the file."""
    found = {}
    for order in made:
        items, names = [], []
        for other, at in rows:
            if other is not order:
                continue
            line = order.lines[at]
            item = {"SKU": line.sku, "ProductName": line.name, "Quantity": line.amount}
            items.append({name: value for name, value in item.items() if value})
            if line.name and line.name not in names:
                names.append(line.name)
        parts = {"Note": order.note, "Items": [each for each in items if each], "ItemNames": names}
        found[order.number] = (order.email, {key: each for key, each in parts.items() if each})
    return found


def sent(ready):
    """Return the same of what is built, and the numbers of orders that are held."""
    found, held = {}, []
    for part in ready.file.index().ranges():
        rows = read_range(ready.file.data, ready.file.dialect, part)
        for _, record in build_rows(ready.plan, rows)[Kind.EVENTS]:
            if not record.body:
                held.append(record.problems)
                continue
            entry = orjson.loads(record.body)["attributes"]
            (event,) = (each["attributes"] for each in entry["events"]["data"])
            email = entry["profile"]["data"]["attributes"]["email"]
            assert event["unique_id"] not in found, "an order is sent once"
            found[event["unique_id"]] = (email, event["properties"])
    return found, held


def events_are_those_of_the_truth(folder, made, rows):
    file = written(folder / "orders.csv", cells_of(rows))
    with small_parts():
        ready = prepared(file)
        try:
            assert sent(ready) == (truth(made, rows), [])
        finally:
            ready.close()


@settings(max_examples=EXAMPLES)
@given(orders())
def test_events_are_those_that_the_lines_of_each_order_make_in_whatever_order_they_stand(
    tmp_path_factory, made
):
    events_are_those_of_the_truth(tmp_path_factory.mktemp("orders"), *made)


ROWS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c ", " c", "", "\x02"]), *[ANYTHING] * 5).flatmap(
        lambda row: st.sampled_from([row, row, row, row[:4], (*row, "x"), (*row, "")])
    ),
    min_size=1,
    max_size=30,
)
"""Rows of few orders with cells of any sort, some too short and some too long."""


def no_order_lacks_an_item(folder, made, rows, at, place):
    """Damage one row: without a cell, or with one too many where there is no such place."""
    cells = [list(each) for each in cells_of(rows)]
    if place < len(cells[at]):
        del cells[at][place]
    else:
        cells[at].append("x")
    ready = prepared(written(folder / "orders.csv", cells))
    try:
        found, _ = sent(ready)
    finally:
        ready.close()
    wanted = truth(made, rows)
    assert rows[at][0].number not in found
    assert found.items() <= wanted.items()
    assert len(found) >= len(made) - 3


@settings(max_examples=EXAMPLES)
@given(orders(is_shuffled=False), st.data())
def test_no_order_is_sent_without_the_item_of_a_damaged_row(tmp_path_factory, made, data):
    at = data.draw(st.integers(0, len(made[1]) - 1))
    folder = tmp_path_factory.mktemp("damaged")
    no_order_lacks_an_item(folder, *made, at, data.draw(st.integers(0, 6)))


@pytest.mark.parametrize("place", [0, 3, 6])
def test_an_order_that_is_sent_without_an_item_would_fail_this_test(tmp_path, monkeypatch, place):
    made, _ = of_many_lines(3)
    rows = [(order, at) for order in made for at in range(3)]
    no_order_lacks_an_item(tmp_path, made, rows, 4, place)
    monkeypatch.setattr(gathering, "doubted", lambda *_: ())
    with pytest.raises(AssertionError):
        no_order_lacks_an_item(tmp_path, made, rows, 4, place)


PLAIN = ("first", "plain letters " * 2_000, "", "", "", "")


def nothing_is_lost(folder, rows):
    file = written(folder / "orders.csv", rows)
    with small_parts():
        wanted = {}
        for part in file.index().ranges():
            read = read_range(file.data, file.dialect, part)
            wanted |= zip(read.lines, read.cells, strict=True)
        ready = prepared(file)
        try:
            kept = lines_kept(ready)
            firsts = [first_line(row[-1]) for row in arranged_rows(ready)]
        finally:
            ready.close()
    assert firsts == sorted(set(firsts))
    assert kept == wanted


@settings(max_examples=EXAMPLES)
@given(ROWS)
def test_every_line_of_the_file_is_given_again_exactly_as_it_was(tmp_path_factory, rows):
    # With too few letters in it a file would be taken for none of text.
    nothing_is_lost(tmp_path_factory.mktemp("rows"), [PLAIN, *rows])


def of_many_lines(count=40):
    """Return orders of three lines each that are shuffled."""
    made = [
        Known(f"#{at}", f"p{at}@shop.io", "n", tuple(Line(f"s{n}", "", n) for n in (1, 2, 3)), True)
        for at in range(count)
    ]
    rows = [(order, at) for order in made for at in range(3)]
    random.Random(4).shuffle(rows)
    return made, rows


def test_keys_that_share_a_digest_are_told_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(gathering, "digest_of", lambda _key: 7)
    events_are_those_of_the_truth(tmp_path, *of_many_lines())


def _without_last_piece(pieces, *rest, known=merging._merged, **more):
    return known(pieces[:-1] or pieces, *rest, **more)


def _in_any_order(pieces, *rest, known=merging._merged, **more):
    return known(pieces[:1] + pieces[:0:-1], *rest, **more)


@pytest.mark.parametrize(
    ("place", "name", "fault"),
    [
        (merging, "_merged", _without_last_piece),
        (merging, "_merged", _in_any_order),
        (merging, "_split", lambda _parts: set()),
        (gathering, "key_of", lambda cells, places: (cells[places[0]][-1],)),
    ],
)
def test_orders_that_are_put_together_wrongly_would_fail_this_test(
    tmp_path, monkeypatch, place, name, fault
):
    monkeypatch.setattr(place, name, fault)
    with pytest.raises(AssertionError):
        events_are_those_of_the_truth(tmp_path, *of_many_lines())


def test_a_line_that_is_lost_would_fail_this_test(tmp_path, monkeypatch):
    monkeypatch.setattr(merging, "_merged", _without_last_piece)
    with pytest.raises(AssertionError):
        nothing_is_lost(tmp_path, cells_of(of_many_lines()[1]))
