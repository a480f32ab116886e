"""Why a run waits or does not go on, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.sending.progress import (
    ANSWERS_LOST,
    BATCH_DAMAGED,
    FLOWS_CHANGED,
    FLOWS_UNSEEN,
    REFUSED_ALIKE,
    WORKER_ENDED,
)
from klaviyo_gui.wording.amounts import amount, bare, duration
from klaviyo_gui.wording.cells import quoting_words
from klaviyo_gui.wording.standing import standing_words
from klaviyo_gui.wording.words import Words

if TYPE_CHECKING:
    from klaviyo_gui.sending.alike import Alike
    from klaviyo_gui.sending.progress import DamagedBatch, Finished

_WAITING = {
    "": "",
    "burst": mark("Waiting a moment: Klaviyo takes only so many requests a second."),
    "steady": mark(
        "Waiting: this minute's share of requests is used; it goes on by itself {when}."
    ),
    "asked to wait": mark("Klaviyo asked to wait; it goes on by itself {when}."),
    "jobs": mark("Klaviyo is working on the people; asking again {when}."),
    "retry": mark("{trouble} Trying again {when}."),
    "flows": mark("Looking whether the flows are still as they were confirmed."),
    "paused": mark("Paused: nothing new is sent until you go on."),
}

_MOMENT_SECONDS = 2.0
"""Shorter waits are a moment: nobody could read how long they are."""

_TROUBLES = {
    Trouble.NAME: mark("Klaviyo's address was not found; is this computer connected?"),
    Trouble.CONNECT: mark("Klaviyo could not be reached."),
    Trouble.SLOW_CONNECT: mark("The connection to Klaviyo took too long."),
    Trouble.TLS: mark(
        "No safe connection to Klaviyo came about. Nothing was sent: use another network, "
        "or ask whoever looks after this one."
    ),
    Trouble.TLS_ISSUER: mark(
        "Nobody whom this program trusts vouches that this is Klaviyo: something "
        "between may be reading along. Nothing was sent: use another network, or ask whoever looks "
        "after this one."
    ),
    Trouble.TLS_TIME: mark(
        "Klaviyo's certificate is not valid at this time. Nothing was sent: check "
        "the date and the time of this computer."
    ),
    Trouble.TLS_HOST: mark(
        "Somebody else answers in Klaviyo's place. Nothing was sent: sign in to this "
        "network in a browser, or use another."
    ),
    Trouble.PROXY: mark("The proxy of this network failed."),
    Trouble.BROKEN: mark("The connection to Klaviyo broke."),
    Trouble.SILENT: mark("Klaviyo did not answer in time."),
    Trouble.LATE: mark("Klaviyo's answer took too long."),
    Trouble.CUT: mark("Klaviyo's answer was cut short."),
    Trouble.REDIRECT: mark("Something between this computer and Klaviyo answered in its place."),
    Trouble.NOT_JSON: mark("Something between this computer and Klaviyo answered in its place."),
    Trouble.ODD: mark("Klaviyo gave an answer that this program does not know."),
    Trouble.KEY: mark("The key holds characters that no key has."),
    Trouble.FOREIGN_LINK: mark("Klaviyo's answer pointed to somebody else."),
    Trouble.PUBLIC: mark("A public key shows nothing of an account."),
    Trouble.ENDLESS: mark("Klaviyo's answer did not end."),
    WORKER_ENDED: mark("A part of this program ended unexpectedly."),
    REFUSED_ALIKE: mark("Klaviyo refused record after record for the same reason."),
    ANSWERS_LOST: mark(
        "What became of some records is unknown; they are held for you, as you chose."
    ),
    BATCH_DAMAGED: mark("Some of what was prepared is damaged on this computer, and was left out."),
    FLOWS_CHANGED: mark("By now the rest would start what nobody has agreed to."),
    FLOWS_UNSEEN: mark("Whether the flows are still as they were confirmed could not be seen."),
}

_NAMED = 5
"""Damaged requests that are named."""

_OPAQUE = re.compile(r"(?<![\w@.+-])(?=[\w=-]*\d)[\w=-]{16,}(?![\w@+-]|\.\w)", re.ASCII)
"""What only machines call something by, such as the id of a job; no e-mail address is one."""


def waiting_words(code: str, seconds: float = 0.0, trouble: str = "") -> str:
    """Return why a run waits and how long, empty when it does not.

    ``trouble`` is the detail of what went wrong before it waits to try again.
    """
    when = (
        tr("in {duration}", duration=duration(seconds))
        if seconds >= _MOMENT_SECONDS
        else tr("in a moment")
    )
    said = detail_words(trouble) or tr("No clear answer.")
    return tr(_WAITING[code], when=when, trouble=said)


def alike_words(alike: Alike) -> Words:
    """Return what to ask when one cause hit record after record."""
    records, said = amount(alike.kind, alike.records), bare(quoting_words(alike.detail))
    field = f" ({alike.field})" if alike.field else ""
    what = (
        tr(
            "Klaviyo refused {records}, one after the other, for the same reason{field}: “{said}”.",
            records=records,
            field=field,
            said=said,
        )
        if alike.detail
        else tr(
            "Klaviyo refused {records}, one after the other, for the same reason{field}, without "
            "giving one.",
            records=records,
            field=field,
        )
    )
    return Words(
        what,
        tr(
            "If the rest is alike, it would be refused as well. Nothing more is sent until you say "
            "so."
        ),
    )


def pause_words(event: Finished) -> str:
    """Return why a run did not come to its end, and what speaks against that it goes on."""
    stands = standing_words(event.stands) if event.stands is not None else ""
    return " ".join(filter(None, (detail_words(event.detail), stands)))


def damaged_words(damaged: tuple[DamagedBatch, ...]) -> Words:
    """Return what was left out of a run because it was altered on this computer."""
    named = [_damaged_rows(each) for each in damaged[:_NAMED]]
    if len(damaged) > _NAMED:
        more = len(damaged) - _NAMED
        named.append(counted(more, "{count} more request", "{count} more requests"))
    return Words(
        counted(
            len(damaged),
            "One request of this run is damaged on this computer and was left out: {requests}.",
            "Some requests of this run are damaged on this computer and were left out: {requests}.",
            requests=", ".join(named),
        ),
        tr(
            "Send the file again, and only what is new of it: what Klaviyo has, or may have, stays "
            "out then."
        ),
    )


def _damaged_rows(batch: DamagedBatch) -> str:
    said = amount(batch.kind, batch.records)
    if batch.first == batch.last:
        return tr("{records} (line {line})", records=said, line=grouped(batch.first))
    return tr(
        "{records} (lines {first} to {last})",
        records=said,
        first=grouped(batch.first),
        last=grouped(batch.last),
    )


def detail_words(detail: str) -> str:
    """Return why a run or a request did not go on as a sentence, without codes and long ids.

    What is no code of ours is Klaviyo's own sentence.
    """
    if detail in _TROUBLES:
        return tr(_TROUBLES[detail])
    words = quoting_words(" ".join(_OPAQUE.sub("…", detail).split()))
    return words if not words or words.endswith(("?", "!")) else f"{bare(words)}."
