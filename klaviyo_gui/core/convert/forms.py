"""Texts for which Klaviyo asks for a certain form: they are sent as they are, and told of.

Source: the descriptions in schema ``ProfileLocation`` and of ``locale`` and ``image``, revision
2026-07-15.
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING

from klaviyo_gui.core.catalog import PERSON
from klaviyo_gui.core.convert.clock import zone
from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.core.convert.value import Converter, Value

_LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_DEGREES = re.compile(r"[+-]?\d{1,3}(?:\.\d+)?", re.ASCII)


def has_form(target: str) -> bool:
    """Tell whether Klaviyo asks for a form of this property."""
    return target.removeprefix(PERSON) in _FORMS


def formed(target: str, then: Converter) -> Converter:
    """Return a converter that tells of texts of another form, if there is one to keep."""
    is_formed = _FORMS.get(target.removeprefix(PERSON))
    if is_formed is None:
        return then

    def convert(text: str, problems: list[Problem]) -> Value:
        if not is_formed(text.strip()):
            problems.append(Problem(Code.FORM_UNUSUAL, Severity.NOTE, target, text[:60]))
        return then(text, problems)

    return convert


@lru_cache(maxsize=1_024)
def _is_zone(text: str) -> bool:
    try:
        zone(text)
    except OptionError:
        return False
    return True


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _within(limit: int) -> Callable[[str], bool]:
    return lambda text: _DEGREES.fullmatch(text) is not None and abs(float(text)) <= limit


_FORMS: dict[str, Callable[[str], object]] = {
    "locale": _LOCALE.fullmatch,
    "image": _ADDRESS.fullmatch,
    "location.timezone": _is_zone,
    "location.latitude": _within(90),
    "location.longitude": _within(180),
    "location.ip": _is_ip,
}
