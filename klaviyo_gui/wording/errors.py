"""Errors that a person can mend, in words."""

from __future__ import annotations

import errno
import os

from klaviyo_gui.core import catalog, errors
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.wording.accounts import account_error_words
from klaviyo_gui.wording.amounts import bare, in_state, plural
from klaviyo_gui.wording.several import several_error_words
from klaviyo_gui.wording.sources import target_label
from klaviyo_gui.wording.standing import standing_words
from klaviyo_gui.wording.steps import step_error_words
from klaviyo_gui.wording.waits import detail_words
from klaviyo_gui.wording.words import Words

_DAMAGED = " that is damaged or not complete"

_NAMED = 12
"""Files of an archive that are named."""

_OF_SEVERAL_BYTES = ("utf-16", "utf-32")
"""Encodings in which one byte that is missing spoils all that follows."""


def error_words(error: errors.ExpectedError) -> Words:  # noqa: C901, PLR0911, PLR0912, PLR0915 - one arm per error, read as a table
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
        case errors.FileWithoutRows(path, sheet, sheets) if len(sheets) > 1:
            others = ", ".join(f"“{each}”" for each in sheets if each != sheet)
            return Words(
                f"The sheet “{sheet}” of {path.name} has no row below its first one.",
                f"Choose another sheet: {others}.",
            )
        case errors.FileWithoutRows(path):
            return Words(
                f"{path.name} has a header and no row below it.", "Export it again with data."
            )
        case errors.FileUndecodable(path, encoding, line):
            where = f" (line {line})" if line else ""
            return Words(
                f"{path.name} is no text in {encoding}{where}.", _undecodable_advice(encoding)
            )
        case errors.FileUnsupported(path, found) if found.endswith(_DAMAGED):
            return Words(
                f"{path.name} is {found.removesuffix(_DAMAGED)} that is damaged or cut off, so it "
                "cannot be opened.",
                _foreign_advice(found),
            )
        case errors.FileUnsupported(path, found):
            return Words(
                f"{path.name} is no CSV file; it looks like {found}.", _foreign_advice(found)
            )
        case errors.FileOfSeveral(path, members):
            more = ", …" if len(members) > _NAMED else ""
            return Words(
                f"{path.name} is a ZIP archive of {plural(len(members), 'file')}.",
                f"Choose one, or unpack it and open the one that you want: "
                f"{', '.join(members[:_NAMED])}{more}.",
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
                "Close the quote in that line, or read the file without quotes.",
            )
        case errors.RowTooLarge(path, line, _, rows, size):
            return Words(
                f"The row in line {line} of {path.name} is {size / 1_000_000:.1f} MB long, more "
                f"than a row may be (3 MB){_readable(rows)}.",
                "Klaviyo takes no text above 100 KB: shorten the row in the "
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
        case errors.ListUngrouped(kind, target):
            return Words(
                f"“{target_label(Kind(kind), target)}” is a list of the lines of an order, and no "
                "rows are put together into orders.",
                "Group the rows by the number of their order, or give it a name without [].",
            )
        case errors.ListWithinList(kind, target):
            return Words(
                f"The name “{target_label(Kind(kind), target)}” has a list within a list, and each "
                "line of an order can be put into one list only.",
                "Leave [] in its name only once.",
            )
        case errors.OrderTooLong(line, rows):
            return Words(
                f"More than {rows:,} rows say that they are of the same order; the first of them "
                f"begins in line {line:,}.",
                "Group the rows by the column that holds the number of the order.",
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
        case (
            errors.ConditionUnusable()
            | errors.NothingWanted()
            | errors.JoinFileMissing()
            | errors.JoinUnclear()
            | errors.JoinFileAwaited()
            | errors.JoinColumnsMissing()
            | errors.JoinNamesTaken()
        ):
            return step_error_words(error)
        case (
            errors.EventNameVaries()
            | errors.FurtherEventOfPerson()
            | errors.ItemsUngrouped()
            | errors.SeveralByPublicKey()
        ):
            return several_error_words(error)
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
        case errors.DraftUnwritable(path, cause):
            return Words(
                f"Your mapping cannot be saved in {path.parent}: {bare(cause)}.",
                "It stays as it is in this window. Make room there, or let the program write "
                "there: it tries again by itself.",
            )
        case errors.AmendmentsUnwritable(path, cause):
            return Words(
                f"Your changes of rows cannot be saved in {path.parent}: {bare(cause)}.",
                "They stay as they are in this window. Make room there, or let the program write "
                "there: it tries again by itself.",
            )
        case errors.AmendmentsUnreadable(path, cause):
            return Words(
                f"What you changed of this file's rows cannot be read: {bare(cause)}.",
                "Cells are as the file has them, and no row is left out: look before you send. "
                f"What was kept lies in {path}.",
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
                "Nothing more is sent from it, and nothing that must be compared with it. Forget "
                "it in the list of runs to go on without it: what it may have sent stays known, "
                "as far as that can be read.",
            )
        case errors.LedgerDamaged(path, cause):
            return Words(
                f"What forgotten runs have sent cannot be read: {bare(cause)}.",
                f"Nothing was sent. Put back {path} from a backup. Where there is no backup, move "
                "it away: then rows of forgotten runs count as new.",
            )
        case errors.LedgerBusy():
            return Words(
                "Another window or command is writing down what runs have sent.",
                "Nothing was sent or forgotten. Try again in a moment.",
            )
        case errors.RunUnfinished(run):
            return Words(
                f"Run {run} has not come to its end.",
                "Continue it first; nothing was sent again.",
            )
        case errors.RunErased(run):
            return Words(
                f"The rows of run {run} were erased after their time.",
                "Without them nobody can tell which rows of a changed file they were. Nothing was "
                "sent; send a file of the mended rows alone.",
            )
        case errors.RowsAmended(run):
            return Words(
                f"Rows of run {run} were changed in the window.",
                "Open its file in the window, and send them again there.",
            )
        case errors.EventsRenamed(run):
            return Words(
                f"Run {run} sent live events, and the mapping names events otherwise now: other "
                "flows could start.",
                "Name them as that run did, or send them as a run of their own. Nothing was sent.",
            )
        case errors.FlowsChanged(stands):
            return Words(
                "Nothing was sent: by now it would start what nobody has agreed to. "
                f"{standing_words(stands)}",
                "Look at what it starts now, and decide once more.",
            )
        case errors.RowsRegrouped(run):
            return Words(
                f"The rows of run {run} were joined, filtered or grouped otherwise than the "
                "mapping does now, so its orders cannot be found again.",
                "Use a mapping that groups as that of the run does. Nothing was sent.",
            )
        case errors.RowsAstray(path, line):
            return Words(
                f"Line {line:,} of {path.name} was neither refused nor held back, and no longer "
                "reads as it did.",
                "Change such rows only, and leave every row in its line; rows may be added at "
                "the end. Nothing was sent.",
            )
        case errors.RunUnwritable(cause):
            return Words(
                f"The run cannot be kept on this computer: {bare(cause)}.",
                "Nothing was sent. Make sure that the disk has room and can be written to, then "
                "send again.",
            )
        case errors.RunInterrupted(_, cause):
            return Words(
                f"The run is interrupted, for its journal cannot be written: {bare(cause)}.",
                "Nothing that was sent is forgotten. Make sure that the disk has room and can be "
                "written to, then continue the run.",
            )
        case errors.PracticeGone(run):
            return Words(
                f"The practice Klaviyo that run {run} was sent to is gone.",
                "It was practice only: send the file again.",
            )
        case errors.RunBlocked(tally):
            have = "has a problem" if tally.total.held == 1 else "have problems"
            return Words(
                f"{in_state(tally, State.HELD)} {have}, so nothing was sent.",
                "Mend the file, or choose to leave such rows out.",
            )
        case errors.NothingPutRight():
            return Words(
                "No refused row has been put right, so nothing was sent.",
                "Correct them in the file or in Preview, or correct the mapping, and leave every "
                "row in its line.",
            )
        case errors.NothingToSend(tally):
            held = in_state(tally, State.HELD)
            are = "is" if tally.total.held == 1 else "are"
            return Words(
                f"There is nothing to send: {held} {are} held back."
                if held
                else "There is nothing to send.",
                "Look at the problems in Preview.",
            )
        case errors.AccountError():
            return account_error_words(error)
        case errors.PracticeSilent(reason):
            return Words(
                f"The practice Klaviyo does not answer: {reason}",
                "It ends with the window that started it. Refresh to ask it again.",
            )
        case errors.ListElsewhere(name, account):
            return Words(
                f"The list “{name}” is not one of {account}.",
                "Choose one of its own lists in Send, or go without one.",
            )
        case errors.ListUnjoinable(name, account):
            return Words(
                f"By the public key of {account} nobody can join the list “{name}”.",
                "Give the account its private key in Accounts, or choose no list in Send.",
            )
        case errors.ListGone(name, account):
            return Words(
                f"{account} has no list “{name}” any more.",
                "Choose another one in Send, or go without one.",
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


def unread_words(runs: int) -> Words:
    """Return what keeps a file from being compared with all that was sent before."""
    return Words(
        f"{plural(runs, 'earlier run')} cannot be read.",
        "What such a run has sent is not told of the rows. Look at the list of runs: a damaged one "
        "can be forgotten, and what can be read of it stays known then.",
    )


def in_use_words(runs: int) -> Words:
    """Return what keeps a file from being compared with runs that are on, or open elsewhere."""
    return Words(
        f"{plural(runs, 'earlier run')} cannot be looked at now: on, or open elsewhere.",
        "What such a run has sent is not told of the rows. Check the file again once it has ended, "
        "or once its results are closed.",
    )


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
    "archive": "Unpack it, and open the CSV file that is in it.",
    "a web page with a table": "Open it in Excel, and save it as CSV UTF-8 (comma separated).",
    "web page": "Download the export itself: a link may have led to a page for logging in.",
    "programs exchange": "Export the table as CSV UTF-8 from the program that made it.",
    "mainframe": "Ask for it as CSV UTF-8, with the end of each line marked.",
    "bytes that are no text": "Export the table as CSV UTF-8 from the program that made it.",
    "database": "Export its table as CSV UTF-8, and open that.",
}


def _undecodable_advice(encoding: str) -> str:
    if encoding.startswith(_OF_SEVERAL_BYTES):
        return "It seems cut or damaged: export it again, best as CSV UTF-8, or choose an encoding."
    return "Choose another encoding, or save the file as CSV UTF-8."


def _foreign_advice(found: str) -> str:
    """Return what to do about a file that is something else than a CSV."""
    fitting = (advice for part, advice in _FOREIGN_ADVICE.items() if part in found)
    return next(fitting, "Open it where it was made, and save it as CSV UTF-8 (comma separated).")


_OPTION_ADVICE = {
    "--time-zone": "Use a name such as Europe/Berlin.",
    "--phone-country": "Use two letters such as US or DE.",
    "--encoding": "Use a name such as utf-8 or windows-1252.",
    "--delimiter": "Use one character such as , or ; or tab.",
    "--header-line": "Use a line number from 1, or 0 for a file without a header.",
    "--quote": "Use one character such as \" or ', or none.",
    "--escape": "Use one character such as \\, or none.",
    "--sheet": "Use the name of one of the sheets of the workbook.",
    "--join": "Use it for the files that the preset joins, once for each of them.",
    "--limit": "Use a number from 1.",
    "--port": "Use a number from 0 to 65535.",
    "--account": "Use --practice, or --account env with KLAVIYO_GUI_API on this computer.",
}
