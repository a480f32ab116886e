"""What Klaviyo does with sound values that somebody who sends them should know of beforehand.

Source: developers.klaviyo.com/en/reference/events_api_overview, and for phone numbers alone the
guide to identifiers there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.built import is_held_for_who
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Kind, ValueType
from klaviyo_gui.core.nesting import value_at
from klaviyo_gui.core.order_totals import total_look
from klaviyo_gui.core.parts import EVENT, PERSON, PROPERTIES, Content, Parts, place_of
from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping

Remark = Callable[[Parts, list[Problem]], None]
"""Looks at the filled parts of a record, and adds what is to be known of them."""

_EMAIL = "email"
_SUFFICIENT = {kind: frozenset(catalog.sufficient(kind)) for kind in Kind}
_CUSTOMER = "external_id"
_OWN_SIGN = "$"
_ALLOWED = "$extra"
"""The one such name that is meant to be written, for events: it is there for templates alone."""


def remarks(mapping: Mapping, kind: Kind) -> tuple[Remark, ...]:
    """Return what is to be looked at in the records of a mapping; nothing in most."""
    return tuple(_remarks(mapping, kind))


def note_who(
    kind: Kind,
    identifier: str,
    attributes: Content,
    problems: list[Problem],
) -> None:
    """Tell of somebody without an e-mail address: that nothing, or a phone alone, names them."""
    if identifier == _EMAIL or is_held_for_who(problems):
        return
    target = catalog.PERSON + identifier if kind is Kind.EVENTS else identifier
    if target not in _SUFFICIENT[kind]:
        problems.append(Problem(Code.IDENTIFIER_MISSING, Severity.HOLD))
    elif identifier == "phone_number" and "external_id" not in attributes:
        problems.append(Problem(Code.PHONE_ALONE, Severity.NOTE, target))


def _remarks(mapping: Mapping, kind: Kind) -> Iterator[Remark]:
    compare = total_look(mapping) if kind is Kind.EVENTS else None
    if compare is not None:
        yield compare
    for pair in mapping.pairs(kind):
        part, path = place_of(kind, pair.target)
        if not catalog.is_custom(kind, pair.target):
            if kind is Kind.EVENTS and pair.target == "value":
                yield _blank_value
            if path == (_CUSTOMER,):
                yield partial(_padded, pair.target)
            continue
        if part == PROPERTIES and type_of(kind, pair) is ValueType.NUMBER:
            yield partial(_zero, pair.target, path)
        is_allowed = part == PROPERTIES and path[0] == _ALLOWED
        if path[0].startswith(_OWN_SIGN) and not is_allowed:
            yield partial(_reserved, pair.target, part, path)


def _blank_value(parts: Parts, problems: list[Problem]) -> None:
    if "value" not in parts[EVENT] and all(problem.target != "value" for problem in problems):
        problems.append(Problem(Code.VALUE_BLANK, Severity.NOTE, "value"))


def _padded(target: str, parts: Parts, problems: list[Problem]) -> None:
    text = parts[PERSON].get(_CUSTOMER, "")
    if text != text.strip():
        problems.append(Problem(Code.ID_PADDED, Severity.WARN, target, text))


def _zero(target: str, path: tuple[str, ...], parts: Parts, problems: list[Problem]) -> None:
    if value_at(path, parts[PROPERTIES]) == 0:
        problems.append(Problem(Code.ZERO_IGNORED, Severity.NOTE, target, "0"))


def _reserved(
    target: str, part: int, path: tuple[str, ...], parts: Parts, problems: list[Problem]
) -> None:
    if value_at(path, parts[part]) is not None:
        problems.append(Problem(Code.NAME_RESERVED, Severity.WARN, target))
