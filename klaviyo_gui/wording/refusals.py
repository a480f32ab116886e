"""Why a record was not accepted, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code
from klaviyo_gui.language import mark, tr
from klaviyo_gui.sending.verdicts import (
    ALREADY_THERE,
    JOB_FORGOTTEN,
    THERE_IN_PART,
    UNNAMED_FAILURE,
)
from klaviyo_gui.sending.vetting import (
    LATER_ROW_SENT,
    NOT_PUT_RIGHT,
    PERSON_KNOWN,
    SENT_ALREADY,
    SENT_IN_PART_PERHAPS,
    SENT_OTHERWISE,
    SENT_PERHAPS,
)
from klaviyo_gui.wording.cells import quoting_words
from klaviyo_gui.wording.problems import CODES, PROBLEMS, code_words, with_line, with_text
from klaviyo_gui.wording.sources import target_label

if TYPE_CHECKING:
    from klaviyo_gui.store.journal import Exceptional


_REFUSALS = {
    JOB_FORGOTTEN: (
        mark("Klaviyo took this person, but no longer knows what became of the import."),
        mark("Look at the person in Klaviyo before sending again."),
    ),
    SENT_ALREADY: (mark("An earlier run has sent this event. It was not sent again."), ""),
    SENT_OTHERWISE: (
        mark("An earlier run has sent an event with this id that said something else."),
        mark("Klaviyo keeps what it was sent first. Give it another id if it is another event."),
    ),
    SENT_PERHAPS: (
        mark("An earlier run may have sent this: its answer was lost. It was not sent again."),
        mark("Continue that run to be sure, or send what was sent before as well."),
    ),
    SENT_IN_PART_PERHAPS: PROBLEMS[Code.SENT_IN_PART_PERHAPS],
    THERE_IN_PART: (
        mark(
            "Klaviyo had some of the events of the row before, so the row was not taken as a whole."
        ),
        mark("Look at the person in Klaviyo: what is missing there can be sent by itself."),
    ),
    PERSON_KNOWN: (mark("An earlier run has sent exactly this of the person."), ""),
    NOT_PUT_RIGHT: (
        mark("What would be sent is what was refused, so it was not sent again."),
        mark("Correct the row in the file, or how it is mapped, and send it again."),
    ),
    LATER_ROW_SENT: (
        mark("A later row of this person was accepted, and this one would overwrite it."),
        mark("If this row is to count, send it in a file of its own."),
    ),
    ALREADY_THERE: (mark("Klaviyo had this event before."), ""),
    UNNAMED_FAILURE: (
        mark("Klaviyo says that some people of this part failed, but not which."),
        mark("Look at the person in Klaviyo before sending again."),
    ),
}


_OF_TWO_LINES = frozenset(
    {
        Code.REPEATED.value,
        Code.EVENTS_REPEATED.value,
        Code.ROW_REPEATED.value,
        Code.CONTENT_REPEATED.value,
        Code.ITEM_TOO_LARGE.value,
        Code.PERSON_TOO_LARGE.value,
    }
)
"""Their detail in the journal is the line of the earlier row."""


def exception_words(found: Exceptional) -> tuple[str, str]:
    """Return (reason, advice) for a record that was not accepted."""
    if found.code in _REFUSALS:
        what, advice = _REFUSALS[found.code]
        return tr(what), tr(advice)
    if found.code in CODES:
        words = code_words(Code(found.code))
        if found.code in _OF_TWO_LINES and found.detail:
            return with_line(words.what, found.detail), words.advice
        label = f"{target_label(found.kind, found.field)}: " if found.field else ""
        return f"{label}{with_text(words.what, found.detail)}", words.advice
    return _refused(found.field, quoting_words(found.detail)), tr(
        "Correct the row and send it again."
    )


def _refused(field: str, said: str) -> str:
    """Return that Klaviyo refused a record, with what it said, and of which field, if it did."""
    if field and said:
        return tr("Klaviyo refused it ({field}): {said}", field=field, said=said)
    if field:
        return tr("Klaviyo refused it ({field}) and gave no reason.", field=field)
    if said:
        return tr("Klaviyo refused it: {said}", said=said)
    return tr("Klaviyo refused it and gave no reason.")
