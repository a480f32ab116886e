"""Errors of what is done with rows before records are built of them, in words."""

from __future__ import annotations

from klaviyo_gui.core import errors
from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.row_filter import ABOUT_NUMBERS, ABOUT_TIMES
from klaviyo_gui.wording.amounts import plural
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.words import Words

JoinError = (
    errors.JoinFileMissing
    | errors.JoinUnclear
    | errors.JoinFileAwaited
    | errors.JoinColumnsMissing
    | errors.JoinNamesTaken
)

StepError = errors.ConditionUnusable | errors.NothingWanted | JoinError

_STYLES = {
    True: ("dates", f'"{DateStyle.DAY_FIRST}" or "{DateStyle.MONTH_FIRST}"'),
    False: ("numbers", f'"{NumberStyle.COMMA}" or "{NumberStyle.POINT}"'),
}
"""What a preset says of how cells are read, by whether they are dates."""


def step_error_words(error: StepError) -> Words:
    """Return such an error in words."""
    match error:
        case errors.ConditionDoubtful(column, ask, value):
            shown = cell_words(value)
            name, styles = _STYLES[ask in ABOUT_TIMES]
            return Words(
                f"The filter asks whether “{column}” {ask} “{shown}”, which can be read in two "
                "ways.",
                f"Choose beside the condition how its {name} are read; in a preset write "
                f'"{name}": {styles} into it.',
            )
        case errors.ConditionUnusable(column, ask, value):
            return _condition_words(column, ask, value)
        case errors.NothingWanted(file, rows):
            return Words(
                f"0 rows matched your filter: not one of the {plural(rows, 'row')} of {file}.",
                "Nothing was sent. Look at the filter: it may be made for another file, or the "
                "file may write its values otherwise.",
            )
        case _:
            return _join_error_words(error)


def _join_error_words(error: JoinError) -> Words:
    match error:
        case errors.JoinFileMissing(file, beside):
            return Words(
                f"The mapping takes columns from {file}, and there is no such file beside "
                f"{beside.name}.",
                f"Put {file} into the folder {beside.parent}, or choose where it lies.",
            )
        case errors.JoinUnclear(file, joined):
            named = " or ".join(joined)
            return Words(
                f"Nobody says for which joined file {file} stands: {named}.",
                f"Say it with the name that the mapping has for it: --join {joined[0]}={file}.",
            )
        case errors.JoinFileAwaited(file):
            return Words(f"{file} is being opened.", "Its columns are there in a moment.")
        case errors.JoinColumnsMissing(file, missing, present):
            one = len(missing) == 1
            return Words(
                f"The mapping takes {'a column' if one else 'columns'} from {file} that "
                f"{'is' if one else 'are'} not there: {_named(missing)}.",
                f"{_likely(missing, present)}Choose the file that belongs to this mapping, or join "
                f"it anew. It has: {', '.join(present)}.",
            )
        case errors.JoinNamesTaken(file, names):  # pragma: no branch - mypy proves it
            one = len(names) == 1
            return Words(
                f"{'A column' if one else 'Columns'} joined from {file} would be called like "
                f"{'one that is' if one else 'those that are'} there already: {_named(names)}.",
                f"Join {file} anew: its columns then get names of their own.",
            )


def _condition_words(column: str, ask: str, value: str) -> Words:
    what = f"The filter asks whether “{column}” {ask} something"
    if not value.strip():
        return Words(f"{what}, and does not say what.", "Fill in what to compare with.")
    what = f"The filter asks whether “{column}” {ask} “{cell_words(value)}”"
    if ask in ABOUT_NUMBERS:
        return Words(
            f"{what}, which is no number as this column writes them.",
            "Write it as the cells of the column are written, such as 1234.50 or 1234,50.",
        )
    if ask in ABOUT_TIMES:
        return Words(
            f"{what}, which is no date as this column writes them.",
            "Write it as 2024-05-31, or as 2024-05-31 14:30.",
        )
    return Words(f"{what}, which is not one value.", "Give one value, or use “is one of”.")


def _likely(missing: tuple[str, ...], present: tuple[str, ...]) -> str:
    """Return which columns are probably the missing ones, written in another way."""
    names = {folded(name): name for name in present}
    found = [f"{each} is now {names[folded(each)]}?" for each in missing if folded(each) in names]
    return "".join(f"Perhaps {each} " for each in found)


def _named(names: tuple[str, ...]) -> str:
    return ", ".join(f"“{name}”" for name in names)
