"""Why a run waits or does not go on, in words."""

from __future__ import annotations

import re

from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.sending.progress import WORKER_ENDED
from klaviyo_gui.wording.amounts import bare

_WAITING = {
    "": "",
    "burst": "Waiting a moment: Klaviyo takes only so many requests a second.",
    "steady": "Waiting: this minute's share of requests is used; it goes on by itself.",
    "asked to wait": "Klaviyo asked to wait; it goes on by itself.",
    "jobs": "Klaviyo is working on the people; asking again in a moment.",
    "retry": "No clear answer; trying again in a moment.",
}

_TROUBLES = {
    Trouble.NAME: "Klaviyo's address was not found; is this computer connected?",
    Trouble.CONNECT: "Klaviyo could not be reached.",
    Trouble.SLOW_CONNECT: "The connection to Klaviyo took too long.",
    Trouble.TLS: "The connection to Klaviyo is not safe: something between may be reading along.",
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
    Trouble.ENDLESS: "Klaviyo's answer did not end.",
    WORKER_ENDED: "A part of this program ended unexpectedly.",
}

_OPAQUE = re.compile(r"(?<![\w@.+-])(?=[\w=-]*\d)[\w=-]{16,}(?![\w@+-]|\.\w)", re.ASCII)
"""What only machines call something by, such as the id of a job; no e-mail address is one."""


def waiting_words(code: str) -> str:
    """Return why a run waits, empty when it does not."""
    return _WAITING[code]


def detail_words(detail: str) -> str:
    """Return why a run or a request did not go on as a sentence, without codes and long ids.

    What is no code of ours is Klaviyo's own sentence.
    """
    if detail in _TROUBLES:
        return _TROUBLES[detail]
    words = " ".join(_OPAQUE.sub("…", detail).split())
    return words if not words or words.endswith(("?", "!")) else f"{bare(words)}."
