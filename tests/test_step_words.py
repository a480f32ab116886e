from pathlib import Path

import pytest

from klaviyo_gui.core import errors
from klaviyo_gui.core.join import Doubles, Join, Taken
from klaviyo_gui.core.match_report import MatchReport, SecondFile
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.wording import (
    error_words,
    filter_words,
    join_words,
    joins_words,
    match_words,
    unwanted_words,
)
from klaviyo_gui.wording.row_filter import ASK_WORDS

SHIPPED = Condition("SHIPPED_AT", Ask.IS_FILLED)
COUNTRY = Condition("Country", Ask.IS_ONE_OF, ("DE", "AT"))


@pytest.mark.parametrize(
    ("row_filter", "words"),
    [
        (None, "all rows"),
        (RowFilter(()), "all rows"),
        (RowFilter((SHIPPED,)), "only rows in which SHIPPED_AT is filled"),
        (
            RowFilter((SHIPPED, COUNTRY)),
            "only rows in which SHIPPED_AT is filled and Country is one of DE, AT",
        ),
        (
            RowFilter((SHIPPED, Condition("Sum", Ask.IS_ABOVE, ("1.000,50",))), is_any=True),
            "only rows in which SHIPPED_AT is filled or Sum is above “1.000,50”",
        ),
        (
            RowFilter((Condition("City", Ask.IS_NOT, ("New York",)),)),
            "only rows in which City is not “New York”",
        ),
        (
            RowFilter((Condition("City", Ask.IS, ("",)),)),
            "only rows in which City is …",
        ),
    ],
)
def test_a_filter_is_told_in_one_sentence(row_filter, words):
    assert filter_words(row_filter) == words


def test_every_condition_has_its_words():
    assert set(ASK_WORDS) == set(Ask)


def test_rows_that_are_not_wanted_are_counted():
    assert unwanted_words(412) == "412 rows are not wanted by your filter."
    assert unwanted_words(1) == "1 row is not wanted by your filter."


def test_a_join_is_told_with_its_key_and_its_rule():
    join = Join("customers.csv", (("EMAIL", "E-mail"),), (Taken("City", "City"),), Doubles.FIRST)
    words = "1 column of customers.csv where EMAIL = E-mail; several rows: take the first of them"
    assert join_words(join) == joins_words((join,)) == words
    assert joins_words(()) == "none"


JOIN = Join("customers.csv", (("EMAIL", "E-mail"),), (Taken("City", "City"),))


def test_a_match_that_is_whole_is_told_in_a_line():
    told = match_words(JOIN, MatchReport(rows=1_200, matched=1_200))
    assert told == ("customers.csv: 1,200 rows of 1,200 found there by EMAIL = E-mail.",)


def test_a_match_tells_of_all_that_is_not_found_once():
    second = SecondFile(90, 80, 1, (("ann@b.co", (3, 9)),), 2, (5, 6))
    report = MatchReport(10, 4, 2, 1, 1, 3, ((7, "bob@b.co"), (8, "cy@b.co")), second)
    assert match_words(JOIN, report)[1:] == (
        "2 rows not found there, so nothing is joined to them: “bob@b.co”, “cy@b.co”.",
        "1 row with nothing to look for.",
        "1 row found in several rows there that differ: hold the row.",
        "3 rows found in a damaged row there, which are held.",
        "In customers.csv 1 key stands in several rows that differ: “ann@b.co” (lines 3, 9).",
        "In customers.csv 2 rows are damaged and never joined: line 5, 6.",
    )


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (
            errors.ConditionUnusable("Sum", "is above", "many"),
            (
                "The filter asks whether “Sum” is above “many”, which is no number as this column "
                "writes them."
            ),
        ),
        (
            errors.ConditionUnusable("At", "is after", "soon"),
            (
                "The filter asks whether “At” is after “soon”, which is no date as this column "
                "writes them."
            ),
        ),
        (
            errors.ConditionUnusable("A", "is", ""),
            "The filter asks whether “A” is something, and does not say what.",
        ),
        (
            errors.ConditionUnusable("A", "is", "a b"),
            "The filter asks whether “A” is “a b”, which is not one value.",
        ),
        (
            errors.SeveralByPublicKey("Acme"),
            "By the public key of Acme each event goes by itself, and a row has several.",
        ),
        (errors.EventNameVaries(2), "Event 2 of a row has no fixed name."),
        (
            errors.FurtherEventOfPerson("Fulfilled Order", "profile.email"),
            "“Fulfilled Order” fills E-mail, but all events of a row are of one person.",
        ),
        (
            errors.ItemsUngrouped("Ordered Product"),
            (
                "“Ordered Product” is an event of each line of an order, and no lines are put "
                "together."
            ),
        ),
        (
            errors.NothingWanted("orders.csv", 1_000),
            "0 rows matched your filter: not one of the 1,000 rows of orders.csv.",
        ),
        (
            errors.JoinFileMissing("customers.csv", Path("shop/orders.csv")),
            (
                "The mapping takes columns from customers.csv, and there is no such file beside "
                "orders.csv."
            ),
        ),
        (
            errors.ConditionDoubtful("Sum", "is above", "1.000"),
            "The filter asks whether “Sum” is above “1.000”, which can be read in two ways.",
        ),
        (
            errors.ConditionDoubtful("At", "is before", "03/04/2026"),
            "The filter asks whether “At” is before “03/04/2026”, which can be read in two ways.",
        ),
        (
            errors.JoinUnclear("april.csv", ("customers.csv", "products.csv")),
            ("Nobody says for which joined file april.csv stands: customers.csv or products.csv."),
        ),
        (errors.JoinFileAwaited("customers.csv"), "customers.csv is being opened."),
        (
            errors.JoinColumnsMissing("customers.csv", ("City",), ("Town",)),
            "The mapping takes a column from customers.csv that is not there: “City”.",
        ),
        (
            errors.JoinColumnsMissing("customers.csv", ("City", "Zip"), ("Town",)),
            "The mapping takes columns from customers.csv that are not there: “City”, “Zip”.",
        ),
        (
            errors.JoinNamesTaken("customers.csv", ("City",)),
            (
                "A column joined from customers.csv would be called like one that is there "
                "already: “City”."
            ),
        ),
        (
            errors.JoinNamesTaken("customers.csv", ("City", "Zip")),
            (
                "Columns joined from customers.csv would be called like those that are there "
                "already: “City”, “Zip”."
            ),
        ),
    ],
)
def test_an_error_of_a_step_says_what_is_wrong_and_what_to_do(error, what):
    words = error_words(error)
    assert words.what == what
    assert words.advice.endswith(".")


def test_a_column_of_the_second_file_that_is_written_otherwise_is_named():
    error = errors.JoinColumnsMissing("people.csv", ("E-mail", "City"), ("E_MAIL", "Town"))
    assert error_words(error).advice.startswith("Perhaps E-mail is now E_MAIL? Choose the file")
