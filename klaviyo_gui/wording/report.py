"""One page to print of what became of a run; of the file's rows it says nothing but counts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.store.journal import Exceptional
from klaviyo_gui.wording.amounts import amount, duration, plural, unit
from klaviyo_gui.wording.flows import effect_words
from klaviyo_gui.wording.refusals import exception_words
from klaviyo_gui.wording.several import event_count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from klaviyo_gui.store.results import Cause, Results

STATE_WORDS = {
    State.ACCEPTED: "accepted by Klaviyo",
    State.REFUSED: "refused by Klaviyo",
    State.HELD: "held back here",
    State.UNKNOWN: "unknown",
    State.UNSENT: "not sent",
}

_ENDS = {
    "done": "finished",
    "paused": "paused before its end",
    "stopped": "stopped before its end",
    "sending": "cut short; it can be continued",
}

_STYLE = """
@page { margin: 18mm }
body { color: #1b1b1f; background: #fff; font: 11pt/1.45 system-ui, sans-serif;
       margin: 2em auto; max-width: 46em; padding: 0 1em }
h1 { font-size: 1.5em; margin: 0 0 .2em } h2 { font-size: 1.1em; margin: 1.6em 0 .4em }
p { margin: .3em 0 } .muted { color: #55555f }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid #c8c8d0; padding: .35em .6em .35em 0; text-align: left;
         vertical-align: top }
th { font-weight: 600 } td.number, th.number { text-align: right; white-space: nowrap }
td, dd { overflow-wrap: anywhere } tr { break-inside: avoid }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1.2em; margin: 0 }
dt { color: #55555f } dd { margin: 0 } code { font: .92em ui-monospace, monospace }
@media print { body { margin: 0; max-width: none; padding: 0 } }
"""


def report_page(results: Results) -> bytes:
    """Return the page as HTML: the file, its fingerprint, the account, counts and causes."""
    run = results.summary
    body = [
        f"<h1>{escape(run.name)}</h1>",
        f'<p class="muted">{escape(_sentence(results))}</p>',
        "<h2>What was sent, and where to</h2>",
        _facts(_about(results)),
        "<h2>What became of every record</h2>",
        _table(_counts_header(results), _counts(results), numbers=set(range(1, 8))),
    ]
    if results.causes:
        header = ("Records", "State", "Cause", "What to do", "Klaviyo's words")
        body += ["<h2>Causes</h2>", _table(header, map(_cause, results.causes), numbers={0})]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(run.name)}: results</title><style>{_STYLE}</style></head>\n"
        f"<body>{''.join(body)}</body></html>\n"
    ).encode("utf-8", "replace")


def _sentence(results: Results) -> str:
    run = results.summary
    end = _ENDS.get(run.state, run.state)
    return f"Run {run.run}: {end} after {plural(run.requests, 'request')}, {duration(run.seconds)}."


def _about(results: Results) -> Iterator[tuple[str, str]]:
    run = results.summary
    yield "File", f"{run.file}, {plural(results.size, 'byte')}" if results.size else run.file
    yield "Its SHA-256", results.fingerprint or "was not taken"
    yield "Account", run.account + (" (practice)" if run.is_practice else "")
    yield (
        "Effect",
        effect_words(is_history=results.is_history, history_before=results.history_before),
    )
    if results.joined:
        yield "List", f"“{results.joined}”, which people joined; nobody was subscribed by it"
    yield "Planned", run.created
    if run.ended:
        yield "Ended", run.ended
    if results.events:
        yield "Events accepted", event_count_words(results.events)
    if run.retry_of:
        yield "Sends again", f"rows that were refused in run {run.retry_of}"
    if results.again:
        yield "Sent again in", ", ".join(results.again)
    if run.is_erased:
        yield "Rows", "were erased after their time; counts and hashes are kept"


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in pairs) + "</dl>"


def _kinds(results: Results) -> list[Kind]:
    return [kind for kind in Kind if results.tally.of(kind).read]


def _counts_header(results: Results) -> list[str]:
    nouns = (unit(kind, 0) for kind in _kinds(results))
    return ["State", *(f"{noun[:1].upper()}{noun[1:]}" for noun in nouns)]


def _counts(results: Results) -> Iterator[list[str]]:
    tally = [results.tally.of(kind) for kind in _kinds(results)]
    for state, words in STATE_WORDS.items():
        counts: list[int] = [getattr(each, state) for each in tally]
        yield [words[:1].upper() + words[1:], *(f"{count:,}" for count in counts)]
    yield ["All that were read", *(f"{each.read:,}" for each in tally)]


def _cause(cause: Cause) -> list[str]:
    said = cause.detail if cause.state is State.REFUSED else ""
    found = Exceptional(cause.kind, 0, cause.state, cause.code, "", cause.field)
    reason, advice = exception_words(found)
    if cause.state is State.REFUSED:
        reason = f"Klaviyo refused it ({cause.field})." if cause.field else "Klaviyo refused it."
    return [
        amount(cause.kind, cause.records),
        STATE_WORDS[cause.state],
        reason,
        advice,
        said,
    ]


def _table(header: Iterable[str], rows: Iterable[Iterable[str]], numbers: set[int]) -> str:
    def line(tag: str, cells: Iterable[str]) -> str:
        marks = (' class="number"' if at in numbers else "" for at in range(99))
        parts = zip(marks, cells, strict=False)
        return f"<tr>{''.join(f'<{tag}{mark}>{escape(cell)}</{tag}>' for mark, cell in parts)}</tr>"

    return f"<table>{line('th', header)}{''.join(line('td', row) for row in rows)}</table>"
