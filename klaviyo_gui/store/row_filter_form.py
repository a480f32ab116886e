"""The form of the row filter in a preset."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.row_filter import ABOUT_BLANKS, Ask, Condition, RowFilter
from klaviyo_gui.language import told
from klaviyo_gui.store.form import (
    Misplaced,
    check_keys,
    choice,
    group,
    quoted,
    text_of,
    texts_of,
    within,
)

_KEYS = ("match", "conditions")
_CONDITION_KEYS = ("column", "test", "values", "numbers", "dates")
_ALL, _ANY = "all", "any"


def row_filter_in(content: dict[str, Any]) -> RowFilter | None:
    """Return which rows a preset wants; None for all."""
    return row_filter_of(content, "rows")


def row_filter_of(content: dict[str, Any], name: str, what: str = "") -> RowFilter | None:
    """Return the conditions that stand under this name; None where none do.

    ``what`` names the place in which they stand, where that is not the preset itself.
    """
    if content.get(name) is None:
        return None
    found = group(content, name, _KEYS)
    where = told("“{name}” of {what}", name=name, what=what) if what else quoted(name)
    match = text_of(found.get("match", _ALL), within("match", where))
    if match not in {_ALL, _ANY}:
        raise Misplaced(
            told(
                "“match” in {where} is “{match}”; it must be “all” or “any”",
                where=where,
                match=match[:60],
            )
        )
    conditions = found.get("conditions")
    if not isinstance(conditions, list) or not conditions:
        raise Misplaced(
            told("“conditions” in {where} must be a list with at least one condition", where=where)
        )
    return RowFilter(
        tuple(
            _condition(each, told("condition {at} of {where}", at=at, where=where))
            for at, each in enumerate(conditions, 1)
        ),
        is_any=match == _ANY,
    )


def row_filter_as_json(row_filter: RowFilter) -> dict[str, Any]:
    """Return a row filter as plain values for JSON."""
    return {
        "match": _ANY if row_filter.is_any else _ALL,
        "conditions": [_as_json(each) for each in row_filter.conditions],
    }


def _as_json(condition: Condition) -> dict[str, Any]:
    return {
        "column": condition.column,
        "test": condition.ask.value,
        **({"values": list(condition.values)} if condition.values else {}),
        **({"numbers": condition.number.value} if condition.number else {}),
        **({"dates": condition.date.value} if condition.date else {}),
    }


def _condition(content: object, what: str) -> Condition:
    if not isinstance(content, dict):
        raise Misplaced(told("{what} must be names and values in braces", what=what))
    check_keys(content, _CONDITION_KEYS, what)
    for name in ("column", "test"):
        if name not in content:
            raise Misplaced(told("{what} has no “{name}”", what=what, name=name))
    test = choice(Ask, content["test"], within("test", what))
    numbers, dates = content.get("numbers"), content.get("dates")
    condition = Condition(
        text_of(content["column"], within("column", what)),
        test,
        texts_of(content.get("values", []), within("values", what)),
        None if numbers is None else choice(NumberStyle, numbers, within("numbers", what)),
        None if dates is None else choice(DateStyle, dates, within("dates", what)),
    )
    if not condition.has_right_values and not condition.is_unsaid:
        raise Misplaced(
            told(
                "“values” in {what} must {wanted}, for “test” is “{test}”",
                what=what,
                wanted=_wanted(test),
                test=test.value,
            )
        )
    return condition


def _wanted(test: Ask) -> str:
    if test in ABOUT_BLANKS:
        return told("be left out")
    if test is Ask.IS_ONE_OF:
        return told("be a list of texts, none of them blank")
    return told("be a list of one text that is not blank")
