"""Joined files in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.join import Doubles
from klaviyo_gui.wording.amounts import plural
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.key_proposal import KeyProposal
    from klaviyo_gui.core.match_report import MatchReport

DOUBLES_WORDS = {
    Doubles.HOLD: "hold the row",
    Doubles.FIRST: "take the first of them",
    Doubles.LAST: "take the last of them",
}
"""What is done where several rows of the second file have the same key and say different things."""

MATCHED = (
    "Texts match where they are the same without the blanks around them; in those with an @, "
    "capitals make no difference."
)
"""When two keys are the same, beside the place where they are chosen."""


def joins_words(joins: tuple[Join, ...]) -> str:
    """Return which files are joined, and by what; ``none`` for no file."""
    return "; ".join(map(join_words, joins)) or "none"


def join_words(join: Join) -> str:
    """Return one joined file: ``2 columns of customers.csv where EMAIL = E-mail``."""
    key = " and ".join(f"{first} = {second}" for first, second in join.key)
    return (
        f"{plural(len(join.taken), 'column')} of {join.file} where {key}; "
        f"several rows: {DOUBLES_WORDS[join.doubles]}"
    )


def key_words(key: KeyProposal) -> str:
    """Return a proposed key with its reason: ``EMAIL = E-mail: 39 of 40 texts are found there``."""
    each = "" if key.rows_each == 1 else f", each in {key.rows_each:.1f} rows"
    found = f"{key.found} of {key.looked_for} texts that were looked for"
    return f"{key.first} = {key.second}: {found} are there{each}"


def match_words(join: Join, report: MatchReport, *, has_keys: bool = True) -> tuple[str, ...]:
    """Return what a join found, a line for each thing, the most telling first.

    Without keys, which may be addresses of customers, lines alone are told.
    """
    by = " and ".join(f"{first} = {second}" for first, second in join.key)
    told = [f"{join.file}: {plural(report.matched, 'row')} of {report.rows:,} found there by {by}."]
    if report.unmatched:
        shown = ", ".join(
            f"“{cell_words(text)}”" if has_keys else f"line {line}"
            for line, text in report.examples
        )
        told.append(
            f"{plural(report.unmatched, 'row')} not found there, so nothing is joined to "
            f"{'it' if report.unmatched == 1 else 'them'}: {shown}."
        )
    if report.keyless:
        told.append(f"{plural(report.keyless, 'row')} with nothing to look for.")
    if report.doubled:
        told.append(
            f"{plural(report.doubled, 'row')} found in several rows there that differ: "
            f"{DOUBLES_WORDS[join.doubles]}."
        )
    if report.damaged:
        told.append(
            f"{plural(report.damaged, 'row')} found in a damaged row there, "
            f"{'which is' if report.damaged == 1 else 'which are'} held."
        )
    if report.second.doubles:
        shown = "; ".join(
            f"“{cell_words(text)}” ({lines_words})" if has_keys else lines_words
            for text, lines in report.second.examples
            if (lines_words := f"lines {', '.join(map(str, lines))}")
        )
        told.append(
            f"In {join.file} {plural(report.second.doubles, 'key')} "
            f"{'stands' if report.second.doubles == 1 else 'stand'} in several rows that differ: "
            f"{shown}."
        )
    if report.second.damaged:
        lines = ", ".join(map(str, report.second.damaged_lines))
        told.append(
            f"In {join.file} {plural(report.second.damaged, 'row')} "
            f"{'is' if report.second.damaged == 1 else 'are'} damaged and never joined: line "
            f"{lines}."
        )
    return tuple(told)
