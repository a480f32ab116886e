"""What one row becomes for one kind of record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from klaviyo_gui.core import catalog
from klaviyo_gui.core.consequence import is_of_sent
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.sources import Cells

if TYPE_CHECKING:
    from collections.abc import Sequence


class Record(NamedTuple):
    """What one row becomes for one kind.

    ``body`` is the JSON that is sent, to the byte; empty when the record is held. ``key`` is the
    128-bit digest by which repeats are found: person, metric and id of an event, the person of a
    profile. ``has_made_id`` tells that the event's id was made from its content; ``moment`` is then
    the digest of person, metric and second. ``person`` is the most telling identifier that
    anybody has here, with the attributes of who it is about; None where nobody can have an
    identifier of somebody else. ``act`` are then metric and id, whoever it is about; None where the
    id was made. ``about`` is what somebody is known by, as (property, text), with their attributes;
    None where no other event may say otherwise of them.
    """

    body: bytes
    key: bytes
    problems: tuple[Problem, ...]
    has_made_id: bool = False
    moment: bytes = b""
    person: tuple[str, dict[str, Any]] | None = None
    act: tuple[str, str] | None = None
    about: tuple[str, str, dict[str, Any]] | None = None

    @property
    def told(self) -> tuple[Problem, ...]:
        """Return what was found in it: that somebody left its row out is a decision, no finding.

        What would become of a record that is not sent is none either.
        """
        if self.body or not self.problems:
            return self.problems
        is_left_out = self.problems[0].code is Code.LEFT_OUT
        return () if is_left_out else told_of_held(self.problems)

    @property
    def kept(self) -> bytes:
        """Return its body, empty where Klaviyo answers "accepted" and drops it."""
        if not self.problems:
            return self.body
        is_dropped = any(each.code is Code.EMAIL_DROPPED for each in self.problems)
        return b"" if is_dropped else self.body


def told_of_held(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return what is told of a record that is not sent: not what would become of it.

    Where nothing says who it is, what is wrong with an identifier is why it is not sent.
    """
    is_nobody = any(each.code is Code.IDENTIFIER_MISSING for each in problems)
    return tuple(
        each
        for each in problems
        if not is_of_sent(each.code, each.severity, each.target)
        or (is_nobody and each.target.removeprefix(catalog.PERSON) in catalog.ID_TARGETS)
    )


Build = Callable[[Cells], Record]


def held(code: Code, text: str = "", other_line: int = 0) -> Record:
    """Return the record of a row that cannot be built at all."""
    return Record(b"", b"", (Problem(code, Severity.HOLD, "", text, other_line),))


def resource(attributes: dict[str, Any]) -> dict[str, Any]:
    """Return a person as Klaviyo takes it: its own id stands beside the attributes."""
    if "id" not in attributes:
        return {"type": "profile", "attributes": attributes}
    others = {name: value for name, value in attributes.items() if name != "id"}
    return {"type": "profile", "attributes": others, "id": attributes["id"]}


def is_held_for_who(problems: Sequence[Problem]) -> bool:
    """Tell whether an identifier was there but wrong, which is said already."""
    return any(
        problem.severity is Severity.HOLD
        and problem.target.removeprefix(catalog.PERSON) in catalog.ID_TARGETS
        for problem in problems
    )


def finished(record: Record, problems: list[Problem]) -> Record:
    """Return the record with its problems, without its body where one of them holds it."""
    if not problems:
        return record
    is_held = any(problem.severity is Severity.HOLD for problem in problems)
    return record._replace(body=b"" if is_held else record.body, problems=tuple(problems))
