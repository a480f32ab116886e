from __future__ import annotations

import pytest

from klaviyo_gui.core.join import Join, Taken
from klaviyo_gui.core.key_proposal import (
    PROPOSED,
    TEXTS,
    KeyProposal,
    Overlaps,
    join_by,
    wanted_texts,
)

HEADER = ("Order", "EMAIL", "Customer", "Country")
SECOND = ("Id", "E-mail", "Customer no", "Land")
ORDERS = [
    (str(at), f"p{at % 40}@shop.io", f"C-{at % 40}", ("DE", "AT")[at % 2]) for at in range(1, 201)
]
PEOPLE = [(str(at), f"P{at}@shop.io", f"C-{at}", ("DE", "AT", "CH")[at % 3]) for at in range(1, 61)]


def proposals(rows, others, header=HEADER, second=SECOND):
    wanted = wanted_texts(rows, len(header))
    found = Overlaps(len(second))
    found.add(others[: len(others) // 2], wanted)
    rest = Overlaps(len(second))
    rest.add(others[len(others) // 2 :], wanted)
    found.merge(rest)
    return found.proposals(wanted, header, second)


def pairs(found):
    return [(each.first, each.second) for each in found]


def test_the_columns_with_the_same_texts_are_proposed_keys_first():
    found = proposals(ORDERS, PEOPLE)
    assert pairs(found)[:2] == [("EMAIL", "E-mail"), ("Customer", "Customer no")]
    first = found[0]
    # Of 40 people all but one are in the list.
    assert (first.found, first.looked_for, first.rows_each) == (39, 40, 1)
    assert first.is_sure
    assert first.share == 39 / 40


def test_what_stands_in_many_rows_is_no_key_and_numbers_alone_prove_nothing():
    found = {(each.first, each.second): each for each in proposals(ORDERS, PEOPLE)}
    assert found["Country", "Land"].rows_each == 20
    assert not found["Country", "Land"].is_sure
    # The first sixty orders have the numbers of the sixty people.
    numbers = found["Order", "Id"]
    assert (numbers.found, numbers.looked_for) == (60, 200)
    assert not numbers.is_sure


def test_numbers_are_believed_where_their_columns_are_called_alike():
    found = proposals(
        [("1", "7"), ("2", "8"), ("3", "9")],
        [("7", "Ann"), ("8", "Bob"), ("9", "Cy")],
        ("Order", "customer_id"),
        ("Customer ID", "Name"),
    )
    assert pairs(found) == [("customer_id", "Customer ID")]
    assert found[0].is_alike
    assert found[0].is_sure


def test_a_list_in_which_few_are_found_is_proposed_and_wants_a_look():
    found = proposals(ORDERS, PEOPLE[:5], second=SECOND)
    assert found[0].first in {"EMAIL", "Customer"}
    assert not found[0].is_sure


def test_nothing_is_proposed_where_nothing_is_the_same():
    assert proposals(ORDERS, [("x", "y", "z", "")]) == ()
    assert proposals([("", " ", "", "")], PEOPLE) == ()


def test_few_proposals_are_made():
    header = tuple(f"a{at}" for at in range(9))
    assert len(proposals([header], [header], header, header)) == PROPOSED


def test_no_more_texts_are_looked_for_than_there_is_room_for():
    wanted = wanted_texts([(str(at), "x") for at in range(1_000)], 3)
    assert len(wanted) == TEXTS + 1
    assert wanted["x"] == {1}
    both = wanted_texts([("a", "a"), ("a", "b")], 2)
    assert both == {"a": {0, 1}, "b": {1}}


def test_rows_that_are_too_short_are_looked_at_as_far_as_they_go():
    found = proposals([("a", "x", "y")], [("a",), ("a", "q")], ("k", "l", "m"), ("k", "l"))
    assert [(each.first, each.rows_each) for each in found] == [("k", 2.0)]


@pytest.mark.parametrize(
    ("found", "looked_for", "rows_each", "is_alike", "is_telling", "is_sure"),
    [
        (3, 4, 1, False, True, True),
        (3, 4, 1, True, False, True),
        (3, 4, 1, False, False, False),
        (2, 2, 1, False, True, True),
        (2, 4, 1, True, True, False),
        (3, 8, 1, True, True, False),
        (8, 8, 1.1, True, True, True),
        (8, 8, 1.2, True, True, False),
    ],
)
def test_a_key_is_sure_by_how_many_how_seldom_and_how_telling(  # noqa: PLR0913, PLR0917 - a table
    found, looked_for, rows_each, is_alike, is_telling, is_sure
):
    made = KeyProposal("a", "b", found, looked_for, rows_each, is_alike, is_telling)
    assert made.is_sure is is_sure


def test_a_proposal_becomes_a_join_that_takes_all_other_columns():
    (made, *_) = proposals(ORDERS, PEOPLE, second=("Id", "E-mail", "Customer", "Land"))
    assert join_by(made, HEADER, "people.csv", ("Id", "E-mail", "Customer")) == Join(
        "people.csv",
        ((made.first, made.second),),
        tuple(
            Taken(name, "Customer (people)" if name == "Customer" else name)
            for name in ("Id", "E-mail", "Customer")
            if name != made.second
        ),
    )
