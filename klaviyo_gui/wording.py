"""Errors, problems and codes in words for people: what, where, why, what to do."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog, errors
from klaviyo_gui.core.convert.listing import DEPTH_MAX, ITEMS_MAX
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Pair, Part
from klaviyo_gui.core.problem import Code, Problem
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.sending.progress import WORKER_ENDED
from klaviyo_gui.sending.verdicts import ALREADY_THERE, JOB_FORGOTTEN, UNNAMED_FAILURE
from klaviyo_gui.source.causes import MEANINGS

if TYPE_CHECKING:
    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.source.faults import Fault
    from klaviyo_gui.store.journal import Exceptional


@dataclass(frozen=True, slots=True)
class Words:
    """What happened in one sentence, and what to do about it in another."""

    what: str
    advice: str

    @property
    def sentence(self) -> str:
        """Return both sentences as one text."""
        return f"{self.what} {self.advice}".strip()


_PROBLEMS: dict[Code, tuple[str, str]] = {
    Code.ROW_TOO_SHORT: (
        "The row has fewer cells than the header.",
        "A separator or a line break is missing; mend the row in the file.",
    ),
    Code.ROW_TOO_LONG: (
        "The row has more cells than the header.",
        "A cell that holds the separator must stand in quotes; mend the row in the file.",
    ),
    Code.ROW_UNDECODABLE: (
        "The row holds bytes that are no text in the file's encoding.",
        "Save the file as UTF-8, or choose another encoding.",
    ),
    Code.LINES_SWALLOWED: (
        "The row holds several lines that look like rows.",
        "A quote that opens a cell is not closed; close it in the line where the row begins.",
    ),
    Code.LINES_DOUBTFUL: (
        "A cell holds several lines, and each of them could be a row.",
        "If they are rows, take away the quote that opens the cell in the line where it begins.",
    ),
    Code.QUOTE_OPEN: (
        "A cell begins with a quote that is never closed.",
        "Close or remove the quote in the file; or choose to read it without quotes.",
    ),
    Code.QUOTE_KEPT: (
        "A cell begins with a quote, which is read as part of the value.",
        "If it should not be, choose the quote with which cells are quoted.",
    ),
    Code.QUOTE_LOST: (
        "A quote further down closes a cell but was never opened; the row may belong to that cell.",
        "If it is, put the quote back where the cell begins; else take away the one that closes.",
    ),
    Code.QUOTE_ASTRAY: (
        "A quote stands inside a cell that is not quoted.",
        "It is read as a character; to quote the cell, its first character must be the quote.",
    ),
    Code.TEXT_AFTER_QUOTE: (
        "Text follows the quote that closes a cell.",
        "It is read as part of the cell; a quote inside a quoted cell must be doubled.",
    ),
    Code.IDENTIFIER_MISSING: (
        "No e-mail, phone number or customer id says who it is.",
        "Fill one of them in the file.",
    ),
    Code.EMAIL_INVALID: ("This is not an e-mail address.", "Correct it in the file."),
    Code.EMAIL_TOO_LONG: (
        f"The e-mail address is longer than {catalog.EMAIL_MAX} characters.",
        "Correct it in the file.",
    ),
    Code.EMAIL_DROPPED: (
        "Klaviyo says that it accepts addresses of such test domains, and drops them.",
        "Use a real address.",
    ),
    Code.EMAIL_TYPO: (
        "The address ends almost like that of a common mailbox, and is probably a slip.",
        "It is sent as it is; correct it in the file if it is wrong.",
    ),
    Code.PHONE_INVALID: (
        "This is not a complete phone number, so it is left out.",
        "Write it with the country code, or choose the country of the numbers.",
    ),
    Code.METRIC_MISSING: ("The event has no name.", "Fill the column, or use a fixed name."),
    Code.METRIC_TOO_LONG: (
        f"The event's name is longer than {catalog.METRIC_NAME_MAX} characters.",
        "Shorten it.",
    ),
    Code.TIME_MISSING: (
        "The time is empty.",
        "Fill it in the file; an old order must not look like one of today.",
    ),
    Code.TIME_INVALID: (
        "This is no date and time that can be read without guessing.",
        "Choose in Map how this column writes its dates, or write it as 2024-05-31 14:30:00.",
    ),
    Code.DATE_AMBIGUOUS: (
        "The date is written in figures, and nothing says whether the day or the month is first.",
        "Choose in Map how this column writes its dates.",
    ),
    Code.YEAR_SHORT: (
        "The year has two digits; it is read as the last such year up to next year.",
        "Look at the dates in Preview; write years with four digits to be sure.",
    ),
    Code.HOUR_MISSING: (
        "The date has no time of day, and such rows are to be held.",
        "Fill in the time in the file, or choose in Map what such dates become.",
    ),
    Code.TIME_OUT_OF_RANGE: (
        "The time lies before 1990 or more than a year ahead; Klaviyo refuses it.",
        "Correct it in the file.",
    ),
    Code.TIME_WITHOUT_HOUR: (
        "The date has no time of day, so it is sent as midnight.",
        "Flows that count days may run a day off.",
    ),
    Code.TIME_IN_GAP: (
        "The clock never showed this time: it was put forward over it.",
        "It is sent as much later as the clock was put forward.",
    ),
    Code.TIME_TWICE: (
        "The clock showed this time twice: it was put back over it.",
        "It is sent as the first of the two.",
    ),
    Code.TIME_PLANNED: (
        "No column says when it happened, so the time at which this run was planned is used.",
        "Map a column to Time if the file has one.",
    ),
    Code.NUMBER_INVALID: (
        "This is no number that can be read in one way.",
        "Write it with digits, such as 1234.50; or send the column as text.",
    ),
    Code.NUMBER_AMBIGUOUS: (
        "The number can be read with thousands or with three decimals.",
        "Choose in Map which sign stands before the decimals in this column.",
    ),
    Code.PERCENT_UNSAID: (
        "The number is a percentage, which can be sent as 12 or as 0.12.",
        "Choose in Map which of the two is meant.",
    ),
    Code.NUMBER_INEXACT: (
        "The number has too many digits to be sent exactly.",
        "Send the column as text.",
    ),
    Code.YES_NO_INVALID: (
        "This is neither yes nor no.",
        "Choose in Map what it means, or use yes or no, true or false, 1 or 0.",
    ),
    Code.LIST_INVALID: (
        'This is no list as programs write it, such as ["red", "blue"].',
        "Choose in Map which sign separates the items, or correct the cell in the file.",
    ),
    Code.LIST_TOO_LONG: (
        f"The list has more than {ITEMS_MAX:,} items, and Klaviyo refuses it.",
        "Shorten it in the file.",
    ),
    Code.LIST_TOO_DEEP: (
        f"The list holds lists within lists, more than {DEPTH_MAX} levels; Klaviyo refuses it.",
        "Make it flatter in the file.",
    ),
    Code.VALUE_UNKNOWN: (
        "The table of values does not name this one, and such rows are to be held.",
        "Add it to the table in Map, or choose what becomes of other values.",
    ),
    Code.CURRENCY_INVALID: ("This is no currency code.", "Use three letters, such as USD."),
    Code.ID_TOO_LONG: (
        f"The event id is longer than {catalog.UNIQUE_ID_MAX} characters.",
        "Choose a shorter id.",
    ),
    Code.ID_MISSING: (
        "The event id is empty, so one is made from the row's content.",
        "",
    ),
    Code.ID_PADDED: (
        "The event id begins or ends with a blank, which makes it another id.",
        "Take the blank away if it does not belong there.",
    ),
    Code.TEXT_TOO_LONG: (
        "The text is longer than Klaviyo takes (100 KB).",
        "Shorten it, or leave the column out.",
    ),
    Code.ITEM_TOO_LARGE: (
        "The record is larger than Klaviyo takes.",
        "Leave some columns out.",
    ),
    Code.PROPERTIES_TOO_MANY: (
        f"The event has more than {catalog.PROPERTIES_MAX} details.",
        "Leave some columns out.",
    ),
    Code.ZERO_IGNORED: (
        "Klaviyo treats the number 0 in an event's detail as never set.",
        "Send the column as text if the 0 matters.",
    ),
    Code.REPEATED: (
        "It repeats an event of an earlier row: same person, same name, same id.",
        "Klaviyo counts it once, so only the first is sent.",
    ),
    Code.MERGED: (
        "The same person stands in an earlier row.",
        "Both rows are sent as one; where they differ, the later one wins.",
    ),
    Code.HEADER_INSIDE: (
        "The header stands among the rows once more.",
        "It is no record and is left out; the file may be several files joined into one.",
    ),
    Code.TOTALS_ROW: (
        "The last row seems to hold totals and no record.",
        "It is left out; if it is a record, fill in the file what it lacks.",
    ),
    Code.EXCEL_ERROR: (
        "A cell holds the name of an error instead of a value.",
        "The value is not in the file; export it again from where they come from.",
    ),
    Code.EXPONENT_LOST: (
        "A cell holds a shortened number such as 4.91E+11.",
        "Its last digits are lost; export the file again without opening it in Excel.",
    ),
    Code.EXPONENT_WHOLE: (
        "A cell holds a number written as a power of ten.",
        "All its digits are there, so it can be written out.",
    ),
    Code.ZEROS_LOST: (
        "A number seems to have lost the zeros in front.",
        "Put them back if that is so, or format the column as text and export again.",
    ),
    Code.DATE_MADE: (
        "A cell among codes holds a date such as 2-Jan.",
        "Excel makes dates of codes such as 1-2; write the code again, or export without Excel.",
    ),
    Code.DIGITS_LOST: (
        "A long number ends in zeros after 15 digits.",
        "Excel keeps 15 digits; export the file again without opening it in Excel.",
    ),
    Code.CUT_AT_32767: (
        "A cell is cut at 32,767 characters.",
        "Excel holds no more in a cell; export the file again without Excel.",
    ),
    Code.CUT_AT_255: (
        "A cell is exactly 255 characters long, as long as any of its column.",
        "It may be cut; compare it with where it comes from.",
    ),
    Code.MOJIBAKE: (
        "A cell holds letters read in the wrong encoding, such as MÃ¼ller for Müller.",
        "They can be turned back exactly.",
    ),
    Code.MOJIBAKE_PARTLY: (
        "A cell holds letters read in the wrong encoding beside others, or is cut within one.",
        "Look at how it would read; where a letter is cut, export the file again as UTF-8.",
    ),
    Code.LETTERS_LOST: (
        "Letters were replaced by � before the file was written.",
        "They are not in the file; export it again as UTF-8.",
    ),
    Code.INVISIBLE_CHARACTERS: (
        "A cell holds characters that cannot be seen, such as a blank without width.",
        "With them it is another value; they can be taken away.",
    ),
    Code.TEXT_FORMULA: (
        'A cell holds a formula around a text, such as ="00123".',
        "It was made for Excel; only the text within can be sent.",
    ),
    Code.TEXT_APOSTROPHE: (
        "A number begins with an apostrophe, such as '00123.",
        "It was made for Excel; it can be taken away if it is no part of the value.",
    ),
    Code.FORMULA: (
        "A cell holds a formula instead of what it shows.",
        "Export the values, not the formulas; the words of a link can be taken out of it.",
    ),
}

_CODES = frozenset(code.value for code in Code)

_REFUSALS = {
    JOB_FORGOTTEN: (
        "Klaviyo took this person, but no longer knows what became of the import.",
        "Look at the person in Klaviyo before sending again.",
    ),
    ALREADY_THERE: ("Klaviyo had this event before.", ""),
    UNNAMED_FAILURE: (
        "Klaviyo says that some people of this part failed, but not which.",
        "Look at the person in Klaviyo before sending again.",
    ),
}

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

KIND_WORDS = {Kind.EVENTS: ("event", "events"), Kind.PROFILES: ("person", "people")}


def problem_words(problem: Problem) -> Words:
    """Return one record's problem in words, with the cell and the related line."""
    what, advice = _PROBLEMS[problem.code]
    what = _with_text(what, problem.text)
    if problem.other_line:
        what = f"{what[:-1]} (file line {problem.other_line})."
    return Words(what, advice)


def _with_text(what: str, text: str) -> str:
    return f"{what[:-1]}: “{text[:60]}”." if text else what


def finding_words(finding: Finding) -> Words:
    """Return a cause in words, with the property it concerns."""
    what, advice = _PROBLEMS[finding.code]
    if finding.target:
        what = f"{target_label(finding.kind, finding.target)}: {what}"
    return Words(what, advice)


_FAULTS = {
    "other_encoding": (
        "The row is written in another encoding than the rest of the file.",
        "Its letters are read wrongly; export the file again as UTF-8, or mend the row.",
    ),
    "header_repeated": (
        "Several columns have the same name.",
        "The later ones are called by a number, such as “Name (2)”.",
    ),
    "header_empty": (
        "Columns have no name.",
        "They are called by their place, such as “Column 5”.",
    ),
    "quote_unclosed": (
        "A quote opens a cell here and is never closed, so the rest of the file is one cell.",
        "Close the quote in that line, or read the file without quotes; else nothing can be sent.",
    ),
    "row_too_large": (
        "The row is longer than 3 MB, so it and what follows cannot be read.",
        "Shorten it in the file, or put back the line breaks if it was several rows.",
    ),
    "header_mojibake": (
        "Names of columns hold letters that were read in the wrong encoding.",
        "Map the columns by what they are meant to be called, or export the file again as UTF-8.",
    ),
    "header_unseen": (
        "Names of columns hold characters that nobody sees, or blanks of another kind.",
        "They are shown here without; a mapping by the visible name fits.",
    ),
    "header_alike": (
        "Names of columns differ only in capitals, blanks or characters that nobody sees.",
        "Look at their values before you map one of them.",
    ),
    "header_second": (
        "The row below the header seems to hold more titles, and no record.",
        "Choose that line as the header, or take it out of the file.",
    ),
    "nul_byte": (
        "The row holds NUL bytes.",
        "The program that wrote the file failed, or it is UTF-16; export it again as UTF-8.",
    ),
    "lone_return": (
        "The row ends with a lone carriage return, unlike the others.",
        "If one cell was cut into two rows there, put the cell in quotes.",
    ),
    "blank_line": ("There are blank lines.", "They are passed over."),
    **{code: _PROBLEMS[Code(code)] for code in MEANINGS.keys() & _CODES},
}


def fault_words(fault: Fault) -> Words:
    """Return a fault of the file's structure in words."""
    what, advice = _FAULTS[fault.code]
    if fault.names:
        what = f"{what[:-1]}: {', '.join(fault.names)}."
    return Words(what, advice)


_REPAIRS = {
    Code.TEXT_FORMULA: "Keep the text within",
    Code.TEXT_APOSTROPHE: "Take the apostrophe away",
    Code.FORMULA: "Keep the words of links",
    Code.EXCEL_ERROR: "Leave these cells blank",
    Code.MOJIBAKE: "Turn the letters back",
    Code.MOJIBAKE_PARTLY: "Turn back what is whole",
    Code.INVISIBLE_CHARACTERS: "Take what is unseen away",
    Code.EXPONENT_WHOLE: "Write the numbers out",
    Code.DATE_MADE: "Read the dates as codes",
    Code.ZEROS_LOST: "Put the zeros back",
}


def repair_words(code: Code) -> str:
    """Return what the repair of a damage does, for a button."""
    return _REPAIRS[code]


_OF_TWO_LINES = frozenset({Code.REPEATED.value, Code.ITEM_TOO_LARGE.value})
"""Their detail in the journal is the line of the earlier row."""


def exception_words(found: Exceptional) -> tuple[str, str]:
    """Return (reason, advice) for a record that was not accepted."""
    if found.code in _REFUSALS:
        return _REFUSALS[found.code]
    if found.code in _CODES:
        what, advice = _PROBLEMS[Code(found.code)]
        if found.code in _OF_TWO_LINES and found.detail:
            return f"{what[:-1]} (file line {found.detail}).", advice
        label = f"{target_label(found.kind, found.field)}: " if found.field else ""
        return f"{label}{_with_text(what, found.detail)}", advice
    field = f" ({found.field})" if found.field else ""
    said = f": {found.detail}" if found.detail else " and gave no reason."
    return f"Klaviyo refused it{field}{said}", "Correct the row and send it again."


def source_words(pair: Pair) -> str:
    """Return what fills a property: ``FIRST + LAST, else “friend”``."""
    match pair.source:
        case Joined(parts, _):
            words = " + ".join(map(_part_words, parts))
        case Column() | Fixed() as part:  # pragma: no branch - mypy proves that no other is left
            words = _part_words(part)
    return ", else ".join((words, *map(_part_words, pair.fallback)))


def _part_words(part: Part) -> str:
    return part.name if isinstance(part, Column) else f"“{part.text}”"


def target_label(kind: Kind, key: str) -> str:
    """Return the plain name of a property."""
    target = catalog.find(kind, key)
    return target.label if target is not None else key


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


def bare(words: str) -> str:
    """Return words without the full stop, to stand within a sentence."""
    return words.rstrip(" .")


def duration(seconds: float) -> str:
    """Return a time span as a person says it."""
    whole = max(1, round(seconds))
    if whole < 60:  # noqa: PLR2004 - seconds of a minute
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        return f"{minutes} min {rest} s" if rest and minutes < 10 else f"{minutes} min"  # noqa: PLR2004 - seconds matter in short spans only
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min"


def count(number: int, kind: Kind) -> str:
    """Return a number of records with its noun: "1 event", "24,310 people"."""
    one, many = KIND_WORDS[kind]
    return f"{number:,} {one if number == 1 else many}"


def plural(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 row", "24,310 rows"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def error_words(error: errors.ExpectedError) -> Words:  # noqa: C901, PLR0911, PLR0912 - one arm per error, read as a table
    """Return an expected error in words."""
    match error:
        case errors.FileMissing(path):
            return Words(
                f"There is no file at {path}.",
                "It may have been moved, renamed or deleted: check the name, or choose it again.",
            )
        case errors.FileUnreadable(path, cause):
            return _unreadable_words(path.name or str(path), cause)
        case errors.FileEmpty(path):
            return Words(f"{path.name} is empty.", "Export it again.")
        case errors.FileWithoutRows(path):
            return Words(
                f"{path.name} has a header and no row below it.", "Export it again with data."
            )
        case errors.FileUndecodable(path, encoding, line):
            where = f" (line {line})" if line else ""
            return Words(
                f"{path.name} is no text in {encoding}{where}.",
                "Choose another encoding, or save the file as CSV UTF-8.",
            )
        case errors.FileUnsupported(path, found):
            return Words(
                f"{path.name} is no CSV file; it looks like {found}.", _foreign_advice(found)
            )
        case errors.FileChanged(path):
            return Words(
                f"{path.name} changed after it was opened.",
                "Nothing was sent. If it is still being written, wait for the end; then open it "
                "again and look at it once more.",
            )
        case errors.HeaderMissing(path, line):
            return Words(
                f"{path.name} has no line {line} that could be the header.",
                "Choose another header line.",
            )
        case errors.QuoteUnclosed(path, line, _, rows):
            return Words(
                f"A quote opened in line {line} of {path.name} is never closed and swallows the "
                f"rest of the file{_readable(rows)}.",
                "Nothing was sent. Close the quote in that line, or read the file without quotes.",
            )
        case errors.RowTooLarge(path, line, _, rows, size):
            return Words(
                f"The row in line {line} of {path.name} is {size / 1_000_000:.1f} MB long, more "
                f"than a row may be (3 MB){_readable(rows)}.",
                "Nothing was sent. Klaviyo takes no text above 100 KB: shorten the row in the "
                "file, or put back the line breaks if it was several rows.",
            )
        case errors.MappingEmpty():
            return Words(
                "Nothing is mapped yet.", "Drag a column onto one of Klaviyo's properties."
            )
        case errors.IdentifierMissing(kind):
            what = "events" if kind == Kind.EVENTS else "people"
            return Words(
                f"Nothing says who the {what} belong to."
                if kind == Kind.EVENTS
                else "Nothing says who the people are.",
                "Map a column to E-mail, Phone number or Your own customer id.",
            )
        case errors.MetricMissing():
            return Words(
                "The events have no name.",
                "Give a fixed name, such as Placed Order, or map a column to Event name.",
            )
        case errors.TargetRepeated(kind, target):
            return Words(
                f"Two columns fill {target_label(Kind(kind), target)}.", "Keep one of them."
            )
        case errors.TargetUnknown(_, target):
            return Words(
                f"Klaviyo has no property “{target}” here.",
                "Remove the pair, or send the column as a custom property.",
            )
        case errors.NamesClash(kind, target, other):
            first, second = (target_label(Kind(kind), each) for each in (target, other))
            return Words(
                f"“{first}” and “{second}” cannot both be sent: a dot in a name makes a group, and "
                "one of them would be a group and a value at once.",
                "Give one of them another name.",
            )
        case errors.NameTooDeep(kind, target):
            return Words(
                f"The name “{target_label(Kind(kind), target)}” has too many dots: each makes a "
                f"group, and Klaviyo takes at most {catalog.NESTING_MAX} within one another.",
                "Give it a shorter name.",
            )
        case errors.ColumnsMissing(missing, present):
            names = ", ".join(f"“{name}”" for name in missing)
            one = len(missing) == 1
            return Words(
                f"The mapping speaks of {'a column' if one else 'columns'} that this file does not "
                f"have: {names}.",
                "Map another column there, or choose the preset that belongs to this file. "
                f"The file has: {', '.join(present)}.",
            )
        case errors.PresetMissing(name, known):
            have = f" Saved presets: {', '.join(known)}." if known else ""
            return Words(f"There is no preset “{name}”.", f"Check the name or the path.{have}")
        case errors.PresetUnreadable(name, cause, moved_to) if moved_to:
            return Words(
                f"The preset {name} cannot be read: {bare(cause)}.",
                f"It was moved aside and is kept as {moved_to}. An earlier version of it may still "
                "be there.",
            )
        case errors.PresetUnreadable(name, cause):
            return Words(
                f"The preset {name} cannot be read: {bare(cause)}.",
                "Choose another one, or map the file anew and save it.",
            )
        case errors.PresetUnwritable(path, cause):
            return Words(
                f"The preset cannot be saved as {path}: {bare(cause)}.",
                "Nothing was changed. Choose another folder.",
            )
        case errors.PresetNameTaken(name):
            return Words(f"There is a preset “{name}” already.", "Choose another name.")
        case errors.PresetNameRefused(name):
            return Words(
                f"A preset cannot be called “{name}”.",
                'Use up to 50 letters, without any of < > : " / \\ | ? * and without a dot or a '
                "blank at an end.",
            )
        case errors.PresetTooNew(name, version):
            return Words(
                f"The preset {name} was written by a later version (format {version}).",
                "Update this program. The preset was left as it is.",
            )
        case errors.OptionError(option, value):
            return Words(f"“{value}” is no value for {option}.", _OPTION_ADVICE.get(option, ""))
        case errors.RunOngoing(account):
            return Words(
                f"{account}: a run is already on.",
                "Nothing was sent twice. Wait for its end, or stop it first.",
            )
        case errors.RunMissing(run):
            return Words(f"There is no run “{run}”.", "Look at the list of runs.")
        case errors.RunDamaged(run, cause):
            return Words(
                f"The journal of run {run} cannot be trusted: {bare(cause)}.",
                "Nothing more is sent from it. Keep the file and ask for help.",
            )
        case errors.PracticeGone(run):
            return Words(
                f"The practice Klaviyo that run {run} was sent to is gone.",
                "It was practice only: send the file again.",
            )
        case errors.RunBlocked(held):
            return Words(
                "1 record has a problem, so nothing was sent."
                if held == 1
                else f"{held:,} records have problems, so nothing was sent.",
                "Mend the file, or choose to leave such records out.",
            )
        case errors.NothingToSend(held):
            return Words(
                f"There is nothing to send: {_all_held(held)} held back."
                if held
                else "There is nothing to send.",
                "Look at the problems in Preview.",
            )
        case errors.AddressRefused(address):
            return Words(
                f"{address} is not an address this program sends to.",
                "Only Klaviyo itself and addresses of this computer are allowed.",
            )
        case errors.AccountRefused(account, 0, detail):
            return Words(
                f"{account} is not the account for this. {detail_words(detail)}".strip(),
                "Use the account with which the run began.",
            )
        case errors.AccountRefused(account, status, detail):
            return Words(
                f"{account} refused the key (status {status}). {detail_words(detail)}".strip(),
                "Check the key and its permissions.",
            )
        case _:
            return Words(f"{type(error).__name__}.", "")


def _readable(rows: int) -> str:
    return f"; the {plural(rows, 'row')} above can be read, the rest cannot" if rows else ""


def _unreadable_words(name: str, cause: str) -> Words:
    if cause == os.strerror(errno.EISDIR):
        return Words(f"{name} is a folder and no file.", "Open one of the files in it.")
    return Words(
        f"{name} cannot be opened: {bare(cause)}.",
        "Make room on the disk of this computer, and open it again."
        if cause == os.strerror(errno.ENOSPC)
        else "Close it in other programs, or copy it to a folder of yours and open that.",
    )


# The first that a description holds tells what to do about the file.
_FOREIGN_ADVICE = {
    "a pipe or a device": "Save what it gives as a file, and open that.",
    "times its size": "Do not unpack it: it may be made to fill the disk. Ask for the CSV itself.",
    "when unpacked": "Do not unpack it here: it may fill the disk. Ask for the CSV in parts.",
    "damaged or not complete": "Download or export it again; if that does not help, ask its maker.",
    "without a file in it": "Export it again, or choose another file.",
    "password-protected ZIP": "Unpack it with its password, and open the CSV file that is in it.",
    "password-protected": "Open it with its password, and save it as CSV UTF-8 (comma separated).",
    "a sheet of more than": "Save the part that you need as CSV UTF-8 (comma separated).",
    "files (": "Unpack it, and open the CSV file that you want.",
    "archive": "Unpack it, and open the CSV file that is in it.",
    "web page": "Download the export itself: a link may have led to a page for logging in.",
    "mainframe": "Ask for it as CSV UTF-8, with the end of each line marked.",
    "bytes that are no text": "Export the table as CSV UTF-8 from the program that made it.",
    "database": "Export its table as CSV UTF-8, and open that.",
}


def _foreign_advice(found: str) -> str:
    """Return what to do about a file that is something else than a CSV."""
    fitting = (advice for part, advice in _FOREIGN_ADVICE.items() if part in found)
    return next(fitting, "Open it where it was made, and save it as CSV UTF-8 (comma separated).")


def _all_held(held: int) -> str:
    return "the only record is" if held == 1 else f"all {held:,} records are"


_OPTION_ADVICE = {
    "--time-zone": "Use a name such as Europe/Berlin or UTC.",
    "--phone-country": "Use two letters such as US or DE.",
    "--encoding": "Use a name such as utf-8 or windows-1252.",
    "--delimiter": "Use one character such as , or ; or tab.",
    "--header-line": "Use a line number from 1, or 0 for a file without a header.",
    "--quote": "Use one character such as \" or ', or none.",
    "--escape": "Use one character such as \\, or none.",
    "--sheet": "Use the name of one of the sheets of the workbook.",
    "--limit": "Use a number from 1.",
    "--port": "Use a number from 0 to 65535.",
    "--account": "Use --practice, or --account env with KLAVIYO_GUI_API on this computer.",
}
