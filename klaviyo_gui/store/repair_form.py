"""The form of the repairs in a preset."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core.lost_zeros import LostZeros
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.repair import REPAIRABLE, Repair
from klaviyo_gui.language import told
from klaviyo_gui.store.form import Misplaced, check_keys, listed, text_of, within

_KEYS = ("column", "damage")
_ZEROS_KEYS = ("lengths", "country", "in_unknown")
_LENGTH_MAX = 20
"""Digits of the longest number whose zeros are put back."""


def repairs_in(content: dict[str, Any]) -> tuple[Repair, ...]:
    """Return the repairs of a preset; none where it is older than they are."""
    found = content.get("repairs")
    if found is None:
        return ()
    if not isinstance(found, list):
        raise Misplaced(told("“repairs” must be a list"))
    repairs = tuple(
        _repair(each, told("repair {at} of “repairs”", at=at)) for at, each in enumerate(found, 1)
    )
    if len({each.place for each in repairs}) < len(repairs):
        raise Misplaced(told("“repairs” mends the same damage of a column twice"))
    return repairs


def repair_as_json(repair: Repair) -> dict[str, Any]:
    """Return a repair as plain values for JSON."""
    content: dict[str, Any] = {"column": repair.column, "damage": repair.code.value}
    if repair.zeros is not None:
        content["lengths"] = [list(each) for each in repair.zeros.lengths]
        content["country"] = repair.zeros.country
        content["in_unknown"] = repair.zeros.in_unknown
    return content


def _repair(content: object, what: str) -> Repair:
    if not isinstance(content, dict):
        raise Misplaced(told("{what} must be names and values in braces", what=what))
    for name in _KEYS:
        if name not in content:
            raise Misplaced(told("{what} has no “{name}”", what=what, name=name))
    column = text_of(content["column"], within("column", what))
    code = text_of(content["damage"], within("damage", what))
    if code not in REPAIRABLE:
        known = listed(REPAIRABLE)
        raise Misplaced(
            told(
                "“damage” in {what} is “{code}”; it must be one of {known}",
                what=what,
                code=code[:60],
                known=known,
            )
        )
    is_zeros = code == Code.ZEROS_LOST
    check_keys(content, (*_KEYS, *_ZEROS_KEYS) if is_zeros else _KEYS, what)
    return Repair(column, Code(code), _zeros(content, what) if is_zeros else None)


def _zeros(content: dict[str, Any], what: str) -> LostZeros:
    lengths = content.get("lengths")
    if not isinstance(lengths, list) or not lengths or not all(map(_is_length, lengths)):
        raise Misplaced(
            told(
                "“lengths” in {what} must be pairs of digits now and before, such as [[4, 5]]",
                what=what,
            )
        )
    in_unknown = content.get("in_unknown", True)
    if not isinstance(in_unknown, bool):
        raise Misplaced(told("“in_unknown” in {what} must be true or false", what=what))
    country = text_of(content.get("country", ""), within("country", what))
    return LostZeros(tuple((now, before) for now, before in lengths), country, in_unknown)


def _is_length(pair: object) -> bool:
    if not isinstance(pair, list) or [type(each) for each in pair] != [int, int]:
        return False
    now, before = pair
    return bool(0 < now < before <= _LENGTH_MAX + 1)
