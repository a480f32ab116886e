"""Joined files in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.join import Doubles
from klaviyo_gui.language import counted, decimal, grouped, mark, tr
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.phrases import both, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.key_proposal import KeyProposal
    from klaviyo_gui.core.match_report import MatchReport, SecondFile

DOUBLES_WORDS = {
    Doubles.HOLD: mark("hold the row"),
    Doubles.FIRST: mark("take the first of them"),
    Doubles.LAST: mark("take the last of them"),
}
"""What is done where several rows of the second file have the same key and say different things."""

MATCHED = mark(
    "Texts match where they are the same without the blanks around them; in those with an @, "
    "capitals make no difference."
)
"""When two keys are the same, beside the place where they are chosen."""


def joins_words(joins: tuple[Join, ...]) -> str:
    """Return which files are joined, and by what; ``none`` for no file."""
    return "; ".join(map(join_words, joins)) or tr("none")


def join_words(join: Join) -> str:
    """Return one joined file: ``2 columns of customers.csv where EMAIL = E-mail``."""
    return counted(
        len(join.taken),
        "{count} column of {file} where {key}; several rows: {doubles}",
        "{count} columns of {file} where {key}; several rows: {doubles}",
        file=join.file,
        key=_key_of(join),
        doubles=doubles_words(join.doubles),
    )


def doubles_words(doubles: Doubles) -> str:
    """Return what is done where several rows of the second file have the same key."""
    return tr(DOUBLES_WORDS[doubles])


def key_words(key: KeyProposal) -> str:
    """Return a proposed key with its reason: ``EMAIL = E-mail: 39 of 40 texts are found there``."""
    equal, found, looked_for = _equal(key.first, key.second), key.found, key.looked_for
    if key.rows_each == 1:
        return tr(
            "{key}: {found} of {total} texts that were looked for are there",
            key=equal,
            found=grouped(found),
            total=grouped(looked_for),
        )
    return tr(
        "{key}: {found} of {total} texts that were looked for are there, each in {rows} rows",
        key=equal,
        found=grouped(found),
        total=grouped(looked_for),
        rows=decimal(key.rows_each, 1),
    )


def match_words(join: Join, report: MatchReport, *, has_keys: bool = True) -> tuple[str, ...]:
    """Return what a join found, a line for each thing, the most telling first.

    Without keys, which may be addresses of customers, lines alone are told.
    """
    told = [
        counted(
            report.matched,
            "{file}: {count} row of {total} found there by {key}.",
            "{file}: {count} rows of {total} found there by {key}.",
            file=join.file,
            total=grouped(report.rows),
            key=_key_of(join),
        )
    ]
    if report.unmatched:
        shown = ", ".join(
            quoted(cell_words(text)) if has_keys else tr("line {line}", line=line)
            for line, text in report.examples
        )
        told.append(
            counted(
                report.unmatched,
                "{count} row not found there, so nothing is joined to it: {examples}.",
                "{count} rows not found there, so nothing is joined to them: {examples}.",
                examples=shown,
            )
        )
    if report.keyless:
        told.append(
            counted(
                report.keyless,
                "{count} row with nothing to look for.",
                "{count} rows with nothing to look for.",
            )
        )
    if report.doubled:
        told.append(
            counted(
                report.doubled,
                "{count} row found in several rows there that differ: {doubles}.",
                "{count} rows found in several rows there that differ: {doubles}.",
                doubles=doubles_words(join.doubles),
            )
        )
    if report.damaged:
        told.append(
            counted(
                report.damaged,
                "{count} row found in a damaged row there, which is held.",
                "{count} rows found in a damaged row there, which are held.",
            )
        )
    return (*told, *_second_words(join.file, report.second, has_keys=has_keys))


def _second_words(file: str, second: SecondFile, *, has_keys: bool) -> Iterator[str]:
    if second.doubles:
        shown = "; ".join(
            f"{quoted(cell_words(text))} ({_lines(lines)})" if has_keys else _lines(lines)
            for text, lines in second.examples
        )
        yield counted(
            second.doubles,
            "In {file} {count} key stands in several rows that differ: {examples}.",
            "In {file} {count} keys stand in several rows that differ: {examples}.",
            file=file,
            examples=shown,
        )
    if second.damaged:
        yield counted(
            second.damaged,
            "In {file} {count} row is damaged and never joined: line {lines}.",
            "In {file} {count} rows are damaged and never joined: line {lines}.",
            file=file,
            lines=", ".join(map(str, second.damaged_lines)),
        )


def _key_of(join: Join) -> str:
    return both(_equal(first, second) for first, second in join.key)


def _equal(first: str, second: str) -> str:
    return f"{first} = {second}"


def _lines(lines: Sequence[int]) -> str:
    return tr("lines {lines}", lines=", ".join(map(str, lines)))
