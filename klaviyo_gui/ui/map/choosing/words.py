"""What is said where rows are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.row_filter import (
    ABOUT_BLANKS,
    ABOUT_NUMBERS,
    ABOUT_TIMES,
    UNSAID,
    Ask,
    Condition,
)
from klaviyo_gui.wording import plural
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.row_filter import filter_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from klaviyo_gui.core.choice_report import ChoiceReport, Example
    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.row_filter import RowFilter

ADDED_BY = "Choose rows…"
TITLE = "Choose rows"
ALL_ROWS = "All rows are sent. Add a condition to send only some of them."
ONE = "Send only rows in which"
BEGINS, ENDS = "Send only rows that meet", "of these conditions:"
ALL, ANY = "all", "any"
CHOSEN, LEFT_OUT, UNDECIDED = "Chosen", "Left out", "Undecided"
UNFINISHED = "Nothing is counted until every condition says what it asks for."
COUNTING = "Counting in the whole file…"

_SHOWN = 60


def placeholder(ask: Ask) -> str:
    """Return an example of what a condition compares with."""
    if ask in ABOUT_TIMES:
        return "such as 2024-05-31"
    return "such as 100" if ask in ABOUT_NUMBERS else "Value"


def asked_otherwise(condition: Condition, ask: Ask) -> Condition:
    """Return a condition with another test, and as much of its values as that compares with."""
    values = condition.values or UNSAID
    if ask in ABOUT_BLANKS:
        values = ()
    elif ask is not Ask.IS_ONE_OF:
        values = values[:1]
    return Condition(condition.column, ask, values, condition.number, condition.date)


def outcome(report: ChoiceReport, *, is_grouped: bool) -> str:
    """Say how many rows or orders are chosen, left out, and neither of both."""
    one = "order" if is_grouped else "row"
    parts = [f"{report.wanted.count:,} of {plural(report.total, one)} are chosen"]
    if report.total == 1:
        parts = [f"{report.wanted.count:,} of 1 {one} is chosen"]
    if report.unwanted.count:
        parts.append(f"{report.unwanted.count:,} {_are(report.unwanted.count)} left out")
    told = f"{' and '.join(parts)}."
    if report.undecided.count:
        told += (
            f" {report.undecided.count:,} {_are(report.undecided.count)} held, because what "
            f"{'it says' if report.undecided.count == 1 else 'they say'} cannot be read in one way."
        )
    if report.held:
        told += (
            f" {report.held:,} {_are(report.held)} held or left out for another reason and "
            f"{'was' if report.held == 1 else 'were'} not asked."
        )
    if report.shortened:
        told += (
            f" {plural(report.shortened, 'chosen order')} "
            f"{'loses' if report.shortened == 1 else 'lose'} some of "
            f"{'its' if report.shortened == 1 else 'their'} lines."
        )
    return told


def of_orders(row_filter: RowFilter, grouping: Grouping | None) -> str:
    """Say what becomes of orders whose lines are chosen; empty where rows stand alone."""
    if grouping is None:
        return ""
    once = [each for each in row_filter.columns if each not in grouping.per_item]
    each_ = [each for each in row_filter.columns if each in grouping.per_item]
    told = []
    if once:
        told.append(
            f"{_listed(once)} {'is' if len(once) == 1 else 'are'} asked of the whole order, on "
            "whichever of its lines it stands."
        )
    if each_:
        told.append(
            f"{_listed(each_)} {'is' if len(each_) == 1 else 'are'} asked of each line: one that "
            "is not chosen is no item of its order, and an order without any is not sent."
        )
    return " ".join(told)


def example(each: Example, columns: Sequence[str]) -> str:
    """Say a row by its line and what it says in the columns that are asked for."""
    cells = (_cut(cell) for cell in each.cells)
    if len(columns) == 1:
        return f"Line {each.line:,}: {next(cells)}"
    told = (f"{name} {cell}" for name, cell in zip(columns, cells, strict=True))
    return f"Line {each.line:,}: {' · '.join(told)}"


def chip(row_filter: RowFilter, counted: str) -> str:
    """Say which rows are sent, and how many, once that is known."""
    words = filter_words(row_filter)
    return " · ".join(filter(None, (f"{words[:1].upper()}{words[1:]}", counted)))


def so_many(chosen: int, total: int) -> str:
    """Say how many rows, or orders, of all are chosen."""
    return f"{chosen:,} of {total:,}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _cut(cell: str) -> str:
    words = " ".join(cell_words(cell).split())
    if not words:
        return "(blank)"
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _listed(names: Collection[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
