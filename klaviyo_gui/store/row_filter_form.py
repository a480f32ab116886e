"""The form of the row filter in a preset."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.row_filter import ABOUT_BLANKS, Ask, Condition, RowFilter
from klaviyo_gui.store.form import Misplaced, check_keys, choice, group, text_of, texts_of

_KEYS = ("match", "conditions")
_CONDITION_KEYS = ("column", "test", "values", "numbers", "dates")
_ALL, _ANY = "all", "any"


def row_filter_in(content: dict[str, Any]) -> RowFilter | None:
    """Return which rows a preset wants; None for all."""
    return row_filter_of(content, "rows")


def row_filter_of(content: dict[str, Any], name: str, place: str = "") -> RowFilter | None:
    """Return the conditions that stand under this name; None where none do.

    ``place`` is said behind the name of what is wrong there.
    """
    if content.get(name) is None:
        return None
    found = group(content, name, _KEYS)
    where = f"“{name}”{place}"
    match = text_of(found.get("match", _ALL), f"“match” in {where}")
    if match not in {_ALL, _ANY}:
        raise Misplaced(f"“match” in {where} is “{match[:60]}”; it must be “all” or “any”")
    conditions = found.get("conditions")
    if not isinstance(conditions, list) or not conditions:
        raise Misplaced(f"“conditions” in {where} must be a list with at least one condition")
    return RowFilter(
        tuple(
            _condition(each, f"condition {at} of {where}") for at, each in enumerate(conditions, 1)
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
        raise Misplaced(f"{what} must be names and values in braces")
    check_keys(content, _CONDITION_KEYS, what)
    for name in ("column", "test"):
        if name not in content:
            raise Misplaced(f"{what} has no “{name}”")
    test = choice(Ask, content["test"], f"“test” in {what}")
    numbers, dates = content.get("numbers"), content.get("dates")
    condition = Condition(
        text_of(content["column"], f"“column” in {what}"),
        test,
        texts_of(content.get("values", []), f"“values” in {what}"),
        None if numbers is None else choice(NumberStyle, numbers, f"“numbers” in {what}"),
        None if dates is None else choice(DateStyle, dates, f"“dates” in {what}"),
    )
    if not condition.has_right_values and not condition.is_unsaid:
        raise Misplaced(f"“values” in {what} must {_wanted(test)}, for “test” is “{test}”")
    return condition


def _wanted(test: Ask) -> str:
    if test in ABOUT_BLANKS:
        return "be left out"
    if test is Ask.IS_ONE_OF:
        return "be a list of texts, none of them blank"
    return "be a list of one text that is not blank"
