"""Errors of what is done with rows before records are built of them, in words."""

from __future__ import annotations

from klaviyo_gui.core import errors
from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.row_filter import ABOUT_NUMBERS, ABOUT_TIMES
from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.phrases import either, quoted
from klaviyo_gui.wording.row_filter import ask_words
from klaviyo_gui.wording.words import Words

JoinError = (
    errors.JoinFileMissing
    | errors.JoinUnclear
    | errors.JoinFileAwaited
    | errors.JoinColumnsMissing
    | errors.JoinNamesTaken
)

StepError = errors.ConditionUnusable | errors.NothingWanted | JoinError

_CHOOSE_DATES = mark(
    'Choose beside the condition how its dates are read; in a preset write "dates": "{one}" or '
    '"{other}" into it.'
)
_CHOOSE_NUMBERS = mark(
    'Choose beside the condition how its numbers are read; in a preset write "numbers": "{one}" '
    'or "{other}" into it.'
)


def step_error_words(error: StepError) -> Words:
    """Return such an error in words."""
    match error:
        case errors.ConditionDoubtful(column, ask, value):
            return Words(
                tr(
                    "The filter asks whether “{column}” {asks} “{value}”, which can be read in two "
                    "ways.",
                    column=column,
                    asks=ask_words(ask),
                    value=cell_words(value),
                ),
                _choose_style(is_date=ask in ABOUT_TIMES),
            )
        case errors.ConditionUnusable(column, ask, value):
            return _condition_words(column, ask, value)
        case errors.NothingWanted(file, rows):
            return Words(
                counted(
                    rows,
                    "0 rows matched your filter: not one of the {count} row of {file}.",
                    "0 rows matched your filter: not one of the {count} rows of {file}.",
                    file=file,
                ),
                tr(
                    "Nothing was sent. Look at the filter: it may be made for another file, or the "
                    "file may write its values otherwise."
                ),
            )
        case _:
            return _join_error_words(error)


def _join_error_words(error: JoinError) -> Words:
    match error:
        case errors.JoinFileMissing(file, beside):
            return Words(
                tr(
                    "The mapping takes columns from {file}, and there is no such file beside "
                    "{beside}.",
                    file=file,
                    beside=beside.name,
                ),
                tr(
                    "Put {file} into the folder {folder}, or choose where it lies.",
                    file=file,
                    folder=beside.parent,
                ),
            )
        case errors.JoinUnclear(file, joined):
            return Words(
                tr(
                    "Nobody says for which joined file {file} stands: {names}.",
                    file=file,
                    names=either(joined),
                ),
                tr(
                    "Say it with the name that the mapping has for it: --join {name}={file}.",
                    name=joined[0],
                    file=file,
                ),
            )
        case errors.JoinFileAwaited(file):
            return Words(
                tr("{file} is being opened.", file=file), tr("Its columns are there in a moment.")
            )
        case errors.JoinColumnsMissing(file, missing, present):
            what = counted(
                len(missing),
                "The mapping takes a column from {file} that is not there: {names}.",
                "The mapping takes columns from {file} that are not there: {names}.",
                file=file,
                names=_named(missing),
            )
            advice = tr(
                "Choose the file that belongs to this mapping, or join it anew. It has: {columns}.",
                columns=", ".join(present),
            )
            return Words(what, " ".join((*_likely(missing, present), advice)))
        case errors.JoinNamesTaken(file, names):  # pragma: no branch - mypy proves it
            return Words(
                counted(
                    len(names),
                    "A column joined from {file} would be called like one that is there already: "
                    "{names}.",
                    "Columns joined from {file} would be called like those that are there already: "
                    "{names}.",
                    file=file,
                    names=_named(names),
                ),
                tr("Join {file} anew: its columns then get names of their own.", file=file),
            )


def _choose_style(*, is_date: bool) -> str:
    """Return where it is said how a filter reads cells, in the window and in a preset."""
    if is_date:
        return tr(_CHOOSE_DATES, one=DateStyle.DAY_FIRST, other=DateStyle.MONTH_FIRST)
    return tr(_CHOOSE_NUMBERS, one=NumberStyle.COMMA, other=NumberStyle.POINT)


def _condition_words(column: str, ask: str, value: str) -> Words:
    asks = ask_words(ask)
    if not value.strip():
        return Words(
            tr(
                "The filter asks whether “{column}” {asks} something, and does not say what.",
                column=column,
                asks=asks,
            ),
            tr("Fill in what to compare with."),
        )
    if ask in ABOUT_NUMBERS:
        what = mark(
            "The filter asks whether “{column}” {asks} “{value}”, which is no number as this "
            "column writes them."
        )
        advice = mark(
            "Write it as the cells of the column are written, such as 1234.50 or 1234,50."
        )
    elif ask in ABOUT_TIMES:
        what = mark(
            "The filter asks whether “{column}” {asks} “{value}”, which is no date as this column "
            "writes them."
        )
        advice = mark("Write it as 2024-05-31, or as 2024-05-31 14:30.")
    else:
        what = mark("The filter asks whether “{column}” {asks} “{value}”, which is not one value.")
        advice = mark("Give one value, or use “is one of”.")
    return Words(tr(what, column=column, asks=asks, value=cell_words(value)), tr(advice))


def _likely(missing: tuple[str, ...], present: tuple[str, ...]) -> list[str]:
    """Return which columns are probably the missing ones, written in another way."""
    names = {folded(name): name for name in present}
    return [
        tr("Perhaps {name} is now {other}?", name=each, other=names[folded(each)])
        for each in missing
        if folded(each) in names
    ]


def _named(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))
