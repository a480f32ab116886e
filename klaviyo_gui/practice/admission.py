"""Who is let in, and to what."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.practice.answer import Answer, forbidden, refusal
from klaviyo_gui.practice.operations import Route, routes_to

if TYPE_CHECKING:
    from klaviyo_gui.practice.behaviour import Behaviour
    from klaviyo_gui.practice.request import Request

CLIENT = "/client/"
"""What lies below takes the public key in the query, and neither a private one nor scopes."""

_REVISION = re.compile(r"\d{4}-\d{2}-\d{2}(?:\.\w+)?", re.ASCII)


def admitted(request: Request, behaviour: Behaviour) -> Route | Answer:
    """Return what the request asks for, or the answer that refuses it."""
    return _refused(request, behaviour) or _route(request, behaviour.scopes)


def _refused(request: Request, behaviour: Behaviour) -> Answer | None:
    if request.path.startswith(CLIENT):
        if request.query.get("company_id") != behaviour.account.id:
            detail = "There is no account with this public key."
            return refusal(400, "invalid", "Invalid input.", detail, parameter="company_id")
    elif request.headers.get("authorization") != f"Klaviyo-API-Key {behaviour.key}":
        words = "Incorrect authentication credentials."
        return refusal(401, "authentication_failed", words, words, pointer="/data/")
    if not _REVISION.fullmatch(request.headers.get("revision", "")):
        detail = "A revision header in the form YYYY-MM-DD is required."
        return refusal(400, "invalid", "Invalid input.", detail, parameter="revision")
    return None


def _route(request: Request, scopes: frozenset[str]) -> Route | Answer:
    routes = routes_to(request.path)
    if not routes:
        return refusal(404, "not_found", "Not found.", f"The path {request.path} is unknown.")
    if request.method not in routes:
        detail = f"The method {request.method} is not allowed."
        answer = refusal(405, "method_not_allowed", "Method not allowed.", detail)
        return replace(answer, headers=(("Allow", ", ".join(routes)),))
    route = routes[request.method]
    missing = route.scopes - scopes
    return forbidden(missing) if missing else route
