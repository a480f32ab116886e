"""One page to print of what became of a run; of the file's rows it says nothing but counts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.language import counted, grouped, in_use, mark, tr
from klaviyo_gui.store.journal import Exceptional
from klaviyo_gui.wording.amounts import amount, begun, duration, unit
from klaviyo_gui.wording.flows import effect_words
from klaviyo_gui.wording.phrases import quoted
from klaviyo_gui.wording.refusals import exception_words
from klaviyo_gui.wording.several import event_count_words
from klaviyo_gui.wording.values import account_moment_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from klaviyo_gui.store.results import Cause, Results

STATE_WORDS = {
    State.ACCEPTED: mark("accepted by Klaviyo"),
    State.REFUSED: mark("refused by Klaviyo"),
    State.HELD: mark("held back here"),
    State.UNKNOWN: mark("unknown"),
    State.UNSENT: mark("not sent"),
}

_ENDS = {
    "planning": mark("planning"),
    "done": mark("finished"),
    "paused": mark("paused before its end"),
    "stopped": mark("stopped before its end"),
    "sending": mark("cut short; it can be continued"),
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
    title = tr("{file}: results", file=run.name)
    body = [
        f"<h1>{escape(run.name)}</h1>",
        f'<p class="muted">{escape(_sentence(results))}</p>',
        _heading(tr("What was sent, and where to")),
        _facts(_about(results)),
        _heading(tr("What became of every record")),
        _table(_counts_header(results), _counts(results), numbers=set(range(1, 8))),
    ]
    if results.causes:
        header = (
            tr("Records"),
            tr("State"),
            tr("Cause"),
            tr("What to do"),
            tr("Klaviyo's words"),
        )
        causes = _table(header, map(_cause, results.causes), numbers={0})
        body += [_heading(tr("Causes")), causes]
    return (
        f'<!DOCTYPE html>\n<html lang="{in_use()}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title>"
        f"<style>{_STYLE}</style></head>\n"
        f"<body>{''.join(body)}</body></html>\n"
    ).encode("utf-8", "replace")


def _sentence(results: Results) -> str:
    run = results.summary
    return counted(
        run.requests,
        "Run {run}: {end} after {count} request, {duration}.",
        "Run {run}: {end} after {count} requests, {duration}.",
        run=run.run,
        end=tr(_ENDS.get(run.state, run.state)),
        duration=duration(run.seconds),
    )


def _about(results: Results) -> Iterator[tuple[str, str]]:
    run = results.summary
    size = counted(results.size, "{count} byte", "{count} bytes")
    yield tr("File"), f"{run.file}, {size}" if results.size else run.file
    yield tr("Its SHA-256"), results.fingerprint or tr("was not taken")
    account = tr("{account} (practice)", account=run.account) if run.is_practice else run.account
    yield tr("Account"), account
    yield (
        tr("Effect"),
        effect_words(is_history=results.is_history, history_before=results.history_before),
    )
    if results.joined:
        joined = quoted(results.joined)
        yield (
            tr("List"),
            tr("{list}, which people joined; nobody was subscribed by it", list=joined),
        )
    yield tr("Planned"), account_moment_words(run.created, results.time_zone)
    if run.ended:
        yield tr("Ended"), account_moment_words(run.ended, results.time_zone)
    if results.events:
        yield tr("Events accepted"), event_count_words(results.events)
    if run.retry_of:
        yield tr("Sends again"), tr("rows that were refused in run {run}", run=run.retry_of)
    if results.again:
        yield tr("Sent again in"), ", ".join(results.again)
    if run.is_erased:
        yield tr("Rows"), tr("were erased after their time; counts and hashes are kept")


def _heading(words: str) -> str:
    return f"<h2>{escape(words)}</h2>"


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in pairs) + "</dl>"


def _kinds(results: Results) -> list[Kind]:
    return [kind for kind in Kind if results.tally.of(kind).read]


def _counts_header(results: Results) -> list[str]:
    nouns = (unit(kind, 0) for kind in _kinds(results))
    return [tr("State"), *map(begun, nouns)]


def _counts(results: Results) -> Iterator[list[str]]:
    tally = [results.tally.of(kind) for kind in _kinds(results)]
    for state, words in STATE_WORDS.items():
        counts: list[int] = [getattr(each, state) for each in tally]
        yield [begun(tr(words)), *map(grouped, counts)]
    yield [tr("All that were read"), *(grouped(each.read) for each in tally)]


def _cause(cause: Cause) -> list[str]:
    said = cause.detail if cause.state is State.REFUSED else ""
    found = Exceptional(cause.kind, 0, cause.state, cause.code, "", cause.field)
    reason, advice = exception_words(found)
    if cause.state is State.REFUSED:
        reason = (
            tr("Klaviyo refused it ({field}).", field=cause.field)
            if cause.field
            else tr("Klaviyo refused it.")
        )
    return [
        amount(cause.kind, cause.records),
        tr(STATE_WORDS[cause.state]),
        reason,
        advice,
        said,
    ]


def _table(header: Iterable[str], rows: Iterable[Iterable[str]], numbers: set[int]) -> str:
    def line(tag: str, cells: Iterable[str]) -> str:
        sorts = (' class="number"' if at in numbers else "" for at in range(99))
        parts = zip(sorts, cells, strict=False)
        return f"<tr>{''.join(f'<{tag}{sort}>{escape(cell)}</{tag}>' for sort, cell in parts)}</tr>"

    return f"<table>{line('th', header)}{''.join(line('td', row) for row in rows)}</table>"
