"""Why a run waits or does not go on, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.sending.progress import (
    ANSWERS_LOST,
    BATCH_DAMAGED,
    FLOWS_CHANGED,
    FLOWS_UNSEEN,
    REFUSED_ALIKE,
    WORKER_ENDED,
)
from klaviyo_gui.wording.amounts import amount, bare, duration, plural
from klaviyo_gui.wording.cells import quoting_words
from klaviyo_gui.wording.standing import standing_words
from klaviyo_gui.wording.words import Words

if TYPE_CHECKING:
    from klaviyo_gui.sending.alike import Alike
    from klaviyo_gui.sending.progress import DamagedBatch, Finished

_WAITING = {
    "": "",
    "burst": "Waiting a moment: Klaviyo takes only so many requests a second.",
    "steady": "Waiting: this minute's share of requests is used; it goes on by itself {when}.",
    "asked to wait": "Klaviyo asked to wait; it goes on by itself {when}.",
    "jobs": "Klaviyo is working on the people; asking again {when}.",
    "retry": "{trouble} Trying again {when}.",
    "flows": "Looking whether the flows are still as they were confirmed.",
    "paused": "Paused: nothing new is sent until you go on.",
}

_MOMENT_SECONDS = 2.0
"""Shorter waits are a moment: nobody could read how long they are."""

_TROUBLES = {
    Trouble.NAME: "Klaviyo's address was not found; is this computer connected?",
    Trouble.CONNECT: "Klaviyo could not be reached.",
    Trouble.SLOW_CONNECT: "The connection to Klaviyo took too long.",
    Trouble.TLS: "No safe connection to Klaviyo came about. Nothing was sent: use another network, "
    "or ask whoever looks after this one.",
    Trouble.TLS_ISSUER: "Nobody whom this program trusts vouches that this is Klaviyo: something "
    "between may be reading along. Nothing was sent: use another network, or ask whoever looks "
    "after this one.",
    Trouble.TLS_TIME: "Klaviyo's certificate is not valid at this time. Nothing was sent: check "
    "the date and the time of this computer.",
    Trouble.TLS_HOST: "Somebody else answers in Klaviyo's place. Nothing was sent: sign in to this "
    "network in a browser, or use another.",
    Trouble.PROXY: "The proxy of this network failed.",
    Trouble.BROKEN: "The connection to Klaviyo broke.",
    Trouble.SILENT: "Klaviyo did not answer in time.",
    Trouble.LATE: "Klaviyo's answer took too long.",
    Trouble.CUT: "Klaviyo's answer was cut short.",
    Trouble.REDIRECT: "Something between this computer and Klaviyo answered in its place.",
    Trouble.NOT_JSON: "Something between this computer and Klaviyo answered in its place.",
    Trouble.ODD: "Klaviyo gave an answer that this program does not know.",
    Trouble.KEY: "The key holds characters that no key has.",
    Trouble.FOREIGN_LINK: "Klaviyo's answer pointed to somebody else.",
    Trouble.PUBLIC: "A public key shows nothing of an account.",
    Trouble.ENDLESS: "Klaviyo's answer did not end.",
    WORKER_ENDED: "A part of this program ended unexpectedly.",
    REFUSED_ALIKE: "Klaviyo refused record after record for the same reason.",
    ANSWERS_LOST: "What became of some records is unknown; they are held for you, as you chose.",
    BATCH_DAMAGED: "Some of what was prepared is damaged on this computer, and was left out.",
    FLOWS_CHANGED: "By now the rest would start what nobody has agreed to.",
    FLOWS_UNSEEN: "Whether the flows are still as they were confirmed could not be seen.",
}

_NAMED = 5
"""Damaged requests that are named."""

_OPAQUE = re.compile(r"(?<![\w@.+-])(?=[\w=-]*\d)[\w=-]{16,}(?![\w@+-]|\.\w)", re.ASCII)
"""What only machines call something by, such as the id of a job; no e-mail address is one."""


def waiting_words(code: str, seconds: float = 0.0, trouble: str = "") -> str:
    """Return why a run waits and how long, empty when it does not.

    ``trouble`` is the detail of what went wrong before it waits to try again.
    """
    when = f"in {duration(seconds)}" if seconds >= _MOMENT_SECONDS else "in a moment"
    said = detail_words(trouble) or "No clear answer."
    return _WAITING[code].format(when=when, trouble=said)


def alike_words(alike: Alike) -> Words:
    """Return what to ask when one cause hit record after record."""
    field = f" ({alike.field})" if alike.field else ""
    said = f": “{bare(quoting_words(alike.detail))}”" if alike.detail else ", without giving one"
    return Words(
        f"Klaviyo refused {amount(alike.kind, alike.records)}, one after the other, for the same "
        f"reason{field}{said}.",
        "If the rest is alike, it would be refused as well. Nothing more is sent until you say so.",
    )


def pause_words(event: Finished) -> str:
    """Return why a run did not come to its end, and what speaks against that it goes on."""
    stands = standing_words(event.stands) if event.stands is not None else ""
    return " ".join(filter(None, (detail_words(event.detail), stands)))


def damaged_words(damaged: tuple[DamagedBatch, ...]) -> Words:
    """Return what was left out of a run because it was altered on this computer."""
    named = [_damaged_rows(each) for each in damaged[:_NAMED]]
    more = [plural(len(damaged) - _NAMED, "more request")] if len(damaged) > _NAMED else []
    is_one = len(damaged) == 1
    return Words(
        f"{'One request of this run is' if is_one else 'Some requests of this run are'} damaged on "
        f"this computer and {'was' if is_one else 'were'} left out: {', '.join([*named, *more])}.",
        "Send the file again, and only what is new of it: what Klaviyo has, or may have, stays "
        "out then.",
    )


def _damaged_rows(batch: DamagedBatch) -> str:
    said = amount(batch.kind, batch.records)
    if batch.first == batch.last:
        return f"{said} (line {batch.first:,})"
    return f"{said} (lines {batch.first:,} to {batch.last:,})"


def detail_words(detail: str) -> str:
    """Return why a run or a request did not go on as a sentence, without codes and long ids.

    What is no code of ours is Klaviyo's own sentence.
    """
    if detail in _TROUBLES:
        return _TROUBLES[detail]
    words = " ".join(_OPAQUE.sub("…", detail).split())
    return words if not words or words.endswith(("?", "!")) else f"{bare(words)}."
