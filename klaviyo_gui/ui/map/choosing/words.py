"""What is said where rows are chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.row_filter import (
    ABOUT_BLANKS,
    ABOUT_NUMBERS,
    ABOUT_TIMES,
    UNSAID,
    Ask,
    Condition,
)
from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.wording.amounts import listed
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.row_filter import filter_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.choice_report import ChoiceReport, Example
    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.row_filter import RowFilter

ADDED_BY = mark("Choose rows…")
TITLE = mark("Choose rows")
ALL_ROWS = mark("All rows are sent. Add a condition to send only some of them.")
ONE = mark("Send only rows in which")
BEGINS, ENDS = mark("Send only rows that meet"), mark("of these conditions:")
ALL, ANY = mark("all"), mark("any")
CHOSEN, LEFT_OUT, UNDECIDED = mark("Chosen"), mark("Left out"), mark("Undecided")
NONE = mark("none")
UNFINISHED = mark("Nothing is counted until every condition says what it asks for.")
COUNTING = mark("Counting in the whole file…")

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Read:
    """What is said of cells that are read, and of how it is chosen in which way."""

    read: str
    how: str


NUMBERS = Read(mark("Numbers read"), mark("How numbers of {name} are read"))
DATES = Read(mark("Dates read"), mark("How dates of {name} are read"))


def placeholder(ask: Ask) -> str:
    """Return an example of what a condition compares with."""
    if ask in ABOUT_TIMES:
        return tr("such as 2024-05-31")
    return tr("such as 100") if ask in ABOUT_NUMBERS else tr("Value")


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
    chosen = _chosen(report, is_grouped=is_grouped)
    if report.unwanted.count:
        left_out = counted(report.unwanted.count, "{count} is left out", "{count} are left out")
        told = [tr("{chosen} and {left_out}.", chosen=chosen, left_out=left_out)]
    else:
        told = [f"{chosen}."]
    if report.undecided.count:
        told.append(
            counted(
                report.undecided.count,
                "{count} is held, because what it says cannot be read in one way.",
                "{count} are held, because what they say cannot be read in one way.",
            )
        )
    if report.held:
        told.append(
            counted(
                report.held,
                "{count} is held or left out for another reason and was not asked.",
                "{count} are held or left out for another reason and were not asked.",
            )
        )
    if report.shortened:
        told.append(
            counted(
                report.shortened,
                "{count} chosen order loses some of its lines.",
                "{count} chosen orders lose some of their lines.",
            )
        )
    return " ".join(told)


def of_orders(row_filter: RowFilter, grouping: Grouping | None) -> str:
    """Say what becomes of orders whose lines are chosen; empty where rows stand alone."""
    if grouping is None:
        return ""
    once = [each for each in row_filter.columns if each not in grouping.per_item]
    each_ = [each for each in row_filter.columns if each in grouping.per_item]
    told = []
    if once:
        told.append(
            counted(
                len(once),
                "{columns} is asked of the whole order, on whichever of its lines it stands.",
                "{columns} are asked of the whole order, on whichever of its lines it stands.",
                columns=listed(once),
            )
        )
    if each_:
        told.append(
            counted(
                len(each_),
                "{columns} is asked of each line: one that is not chosen is no item of its order, "
                "and an order without any is not sent.",
                "{columns} are asked of each line: one that is not chosen is no item of its order, "
                "and an order without any is not sent.",
                columns=listed(each_),
            )
        )
    return " ".join(told)


def example(each: Example, columns: Sequence[str]) -> str:
    """Say a row by its line and what it says in the columns that are asked for."""
    cells = [_cut(cell) for cell in each.cells]
    if len(columns) > 1:
        cells = [f"{name} {cell}" for name, cell in zip(columns, cells, strict=True)]
    return tr("Line {line}: {cells}", line=grouped(each.line), cells=" · ".join(cells))


def chip(row_filter: RowFilter, counted: str) -> str:
    """Say which rows are sent, and how many, once that is known."""
    words = filter_words(row_filter)
    return " · ".join(filter(None, (f"{words[:1].upper()}{words[1:]}", counted)))


def so_many(chosen: int, total: int) -> str:
    """Say how many rows, or orders, of all are chosen."""
    return tr("{chosen} of {total}", chosen=grouped(chosen), total=grouped(total))


def _chosen(report: ChoiceReport, *, is_grouped: bool) -> str:
    chosen = grouped(report.wanted.count)
    if is_grouped:
        return counted(
            report.total,
            "{chosen} of {count} order is chosen",
            "{chosen} of {count} orders are chosen",
            chosen=chosen,
        )
    return counted(
        report.total,
        "{chosen} of {count} row is chosen",
        "{chosen} of {count} rows are chosen",
        chosen=chosen,
    )


def _cut(cell: str) -> str:
    words = " ".join(cell_words(cell).split())
    if not words:
        return tr("(blank)")
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
