"""Errors that a person can mend, in words."""

from __future__ import annotations

import errno
import os

from klaviyo_gui.core import catalog, errors
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.language import counted, decimal, grouped, mark, tr
from klaviyo_gui.wording.accounts import account_error_words
from klaviyo_gui.wording.amounts import cause_words, in_state
from klaviyo_gui.wording.exporting import export_error_words
from klaviyo_gui.wording.foreign import foreign_words
from klaviyo_gui.wording.pasting import paste_error_words
from klaviyo_gui.wording.phrases import quoted
from klaviyo_gui.wording.several import several_error_words
from klaviyo_gui.wording.sources import target_label
from klaviyo_gui.wording.standing import standing_words
from klaviyo_gui.wording.steps import step_error_words
from klaviyo_gui.wording.waits import detail_words
from klaviyo_gui.wording.words import Words

_NAMED = 12
"""Files of an archive that are named."""

_OF_SEVERAL_BYTES = ("utf-16", "utf-32")
"""Encodings in which one byte that is missing spoils all that follows."""


def error_words(error: errors.ExpectedError) -> Words:  # noqa: C901, PLR0911, PLR0912, PLR0915 - one arm per error, read as a table
    """Return an expected error in words."""
    match error:
        case errors.FileMissing(path):
            return Words(
                tr("There is no file at {path}.", path=path),
                tr(
                    "It may have been moved, renamed or deleted: check the name, or choose it "
                    "again."
                ),
            )
        case errors.FileUnreadable(path, cause):
            return _unreadable_words(path.name or str(path), cause)
        case errors.FileEmpty(path):
            return Words(tr("{file} is empty.", file=path.name), tr("Export it again."))
        case errors.FileWithoutRows(path, sheet, sheets) if len(sheets) > 1:
            others = ", ".join(quoted(each) for each in sheets if each != sheet)
            return Words(
                tr(
                    "The sheet “{sheet}” of {file} has no row below its first one.",
                    sheet=sheet,
                    file=path.name,
                ),
                tr("Choose another sheet: {sheets}.", sheets=others),
            )
        case errors.FileWithoutRows(path):
            return Words(
                tr("{file} has a header and no row below it.", file=path.name),
                tr("Export it again with data."),
            )
        case errors.FileUndecodable():
            return _undecodable_words(error)
        case errors.FileUnsupported(path, found):
            return foreign_words(path.name, found)
        case errors.FileOfSeveral(path, members):
            named = ", ".join([*members[:_NAMED], *(["…"] if len(members) > _NAMED else [])])
            return Words(
                counted(
                    len(members),
                    "{file} is a ZIP archive of {count} file.",
                    "{file} is a ZIP archive of {count} files.",
                    file=path.name,
                ),
                tr(
                    "Choose one, or unpack it and open the one that you want: {files}.",
                    files=named,
                ),
            )
        case errors.FileChanged(path):
            return Words(
                tr("{file} changed after it was opened.", file=path.name),
                tr(
                    "Nothing was sent. If it is still being written, wait for the end; then open "
                    "it again and look at it once more."
                ),
            )
        case errors.HeaderMissing(path, line):
            return Words(
                tr(
                    "{file} has no line {line} that could be the header.",
                    file=path.name,
                    line=line,
                ),
                tr("Choose another header line."),
            )
        case errors.QuoteUnclosed() | errors.RowTooLarge():
            return _unending_words(error)
        case errors.MappingEmpty():
            return Words(
                tr("Nothing is mapped yet."),
                tr("Drag a column onto one of Klaviyo's properties."),
            )
        case errors.IdentifierMissing(kind):
            return Words(
                tr("Nothing says who the events belong to.")
                if kind == Kind.EVENTS
                else tr("Nothing says who the people are."),
                tr("Map a column to E-mail, Phone number or Your own customer id."),
            )
        case errors.MetricMissing():
            return Words(
                tr("The events have no name."),
                tr("Give a fixed name, such as Placed Order, or map a column to Event name."),
            )
        case errors.TargetRepeated(kind, target):
            return Words(
                tr("Two columns fill {property}.", property=target_label(Kind(kind), target)),
                tr("Keep one of them."),
            )
        case errors.TargetUnknown(_, target):
            return Words(
                tr("Klaviyo has no property “{property}” here.", property=target),
                tr("Remove the pair, or send the column as a custom property."),
            )
        case errors.NamesClash(kind, target, other):
            first, second = (target_label(Kind(kind), each) for each in (target, other))
            return Words(
                tr(
                    "“{first}” and “{second}” cannot both be sent: a dot in a name makes a group, "
                    "and one of them would be a group and a value at once.",
                    first=first,
                    second=second,
                ),
                tr("Give one of them another name."),
            )
        case errors.NameTooDeep(kind, target):
            return Words(
                tr(
                    "The name “{name}” has too many dots: each makes a group, and Klaviyo takes "
                    "at most {most} within one another.",
                    name=target_label(Kind(kind), target),
                    most=catalog.NESTING_MAX,
                ),
                tr("Give it a shorter name."),
            )
        case errors.ListUngrouped(kind, target):
            return Words(
                tr(
                    "“{name}” is a list of the lines of an order, and no rows are put together "
                    "into orders.",
                    name=target_label(Kind(kind), target),
                ),
                tr("Group the rows by the number of their order, or give it a name without []."),
            )
        case errors.ListWithinList(kind, target):
            return Words(
                tr(
                    "The name “{name}” has a list within a list, and each line of an order can be "
                    "put into one list only.",
                    name=target_label(Kind(kind), target),
                ),
                tr("Leave [] in its name only once."),
            )
        case errors.OrderTooLong(line, rows):
            return Words(
                tr(
                    "More than {rows} rows say that they are of the same order; the first of them "
                    "begins in line {line}.",
                    rows=grouped(rows),
                    line=grouped(line),
                ),
                tr("Group the rows by the column that holds the number of the order."),
            )
        case errors.ColumnsMissing(missing, present):
            has = tr("The file has: {columns}.", columns=", ".join(present))
            advice = tr("Map another column there, or choose the preset that belongs to this file.")
            return Words(
                counted(
                    len(missing),
                    "The mapping speaks of a column that this file does not have: {columns}.",
                    "The mapping speaks of columns that this file does not have: {columns}.",
                    columns=", ".join(map(quoted, missing)),
                ),
                f"{advice} {has}",
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
            have = tr("Saved presets: {presets}.", presets=", ".join(known)) if known else ""
            return Words(
                tr("There is no preset “{name}”.", name=name),
                " ".join(filter(None, (tr("Check the name or the path."), have))),
            )
        case errors.PresetUnreadable(name, cause, moved_to):
            return Words(
                tr(
                    "The preset {name} cannot be read: {cause}.",
                    name=name,
                    cause=cause_words(cause),
                ),
                tr(
                    "It was moved aside and is kept as {path}. An earlier version of it may still "
                    "be there.",
                    path=moved_to,
                )
                if moved_to
                else tr("Choose another one, or map the file anew and save it."),
            )
        case errors.DraftUnwritable(path, cause):
            return Words(
                tr(
                    "Your mapping cannot be saved in {folder}: {cause}.",
                    folder=path.parent,
                    cause=cause_words(cause),
                ),
                tr(
                    "It stays as it is in this window. Make room there, or let the program write "
                    "there: it tries again by itself."
                ),
            )
        case errors.AmendmentsUnwritable(path, cause):
            return Words(
                tr(
                    "Your changes of rows cannot be saved in {folder}: {cause}.",
                    folder=path.parent,
                    cause=cause_words(cause),
                ),
                tr(
                    "They stay as they are in this window. Make room there, or let the program "
                    "write there: it tries again by itself."
                ),
            )
        case errors.AmendmentsUnreadable(path, cause):
            return Words(
                tr(
                    "What you changed of this file's rows cannot be read: {cause}.",
                    cause=cause_words(cause),
                ),
                tr(
                    "Cells are as the file has them, and no row is left out: look before you send. "
                    "What was kept lies in {path}.",
                    path=path,
                ),
            )
        case errors.PresetUnwritable(path, cause):
            return Words(
                tr(
                    "The preset cannot be saved as {path}: {cause}.",
                    path=path,
                    cause=cause_words(cause),
                ),
                tr("Nothing was changed. Choose another folder."),
            )
        case errors.PresetNameTaken(name):
            return Words(
                tr("There is a preset “{name}” already.", name=name), tr("Choose another name.")
            )
        case errors.PresetNameRefused(name):
            return Words(
                tr("A preset cannot be called “{name}”.", name=name),
                tr(
                    'Use up to 50 letters, without any of < > : " / \\ | ? * and without a dot or '
                    "a blank at an end."
                ),
            )
        case errors.PresetTooNew(name, version):
            return Words(
                tr(
                    "The preset {name} was written by a later version (format {version}).",
                    name=name,
                    version=version,
                ),
                tr("Update this program. The preset was left as it is."),
            )
        case (
            errors.PasteEmpty()
            | errors.PasteTooShort()
            | errors.PasteTooLarge()
            | errors.PasteUnwritable()
        ):
            return paste_error_words(error)
        case errors.ExportOverSource() | errors.ExportUnwritable():
            return export_error_words(error)
        case errors.OptionError(option, value):
            return Words(
                tr("“{value}” is no value for {option}.", value=value, option=option),
                tr(_OPTION_ADVICE.get(option, "")),
            )
        case errors.RunOngoing(account):
            return Words(
                tr("{account}: a run is already on.", account=account),
                tr("Nothing was sent twice. Wait for its end, or stop it first."),
            )
        case errors.RunMissing(run):
            return Words(tr("There is no run “{run}”.", run=run), tr("Look at the list of runs."))
        case errors.RunDamaged(run, cause):
            return Words(
                tr(
                    "The journal of run {run} cannot be trusted: {cause}.",
                    run=run,
                    cause=cause_words(cause),
                ),
                tr(
                    "Nothing more is sent from it, and nothing that must be compared with it. "
                    "Forget it in the list of runs to go on without it: what it may have sent "
                    "stays known, as far as that can be read."
                ),
            )
        case errors.LedgerDamaged(path, cause):
            return Words(
                tr(
                    "What forgotten runs have sent cannot be read: {cause}.",
                    cause=cause_words(cause),
                ),
                tr(
                    "Nothing was sent. Put back {path} from a backup. Where there is no backup, "
                    "move it away: then rows of forgotten runs count as new.",
                    path=path,
                ),
            )
        case errors.LedgerBusy():
            return Words(
                tr("Another window or command is writing down what runs have sent."),
                tr("Nothing was sent or forgotten. Try again in a moment."),
            )
        case errors.RunUnfinished(run):
            return Words(
                tr("Run {run} has not come to its end.", run=run),
                tr("Continue it first; nothing was sent again."),
            )
        case errors.RunErased(run):
            return Words(
                tr("The rows of run {run} were erased after their time.", run=run),
                tr(
                    "Without them nobody can tell which rows of a changed file they were. Nothing "
                    "was sent; send a file of the mended rows alone."
                ),
            )
        case errors.RowsAmended(run):
            return Words(
                tr("Rows of run {run} were changed in the window.", run=run),
                tr("Open its file in the window, and send them again there."),
            )
        case errors.EventsRenamed(run):
            return Words(
                tr(
                    "Run {run} sent live events, and the mapping names events otherwise now: other "
                    "flows could start.",
                    run=run,
                ),
                tr(
                    "Name them as that run did, or send them as a run of their own. Nothing was "
                    "sent."
                ),
            )
        case errors.FlowsChanged(stands):
            what = tr("Nothing was sent: by now it would start what nobody has agreed to.")
            return Words(
                f"{what} {standing_words(stands)}",
                tr("Look at what it starts now, and decide once more."),
            )
        case errors.RowsRegrouped(run):
            return Words(
                tr(
                    "The rows of run {run} were joined, filtered or grouped otherwise than the "
                    "mapping does now, so its orders cannot be found again.",
                    run=run,
                ),
                tr("Use a mapping that groups as that of the run does. Nothing was sent."),
            )
        case errors.RowsAstray(path, line):
            return Words(
                tr(
                    "Line {line} of {file} was neither refused nor held back, and no longer "
                    "reads as it did.",
                    line=grouped(line),
                    file=path.name,
                ),
                tr(
                    "Change such rows only, and leave every row in its line; rows may be added at "
                    "the end. Nothing was sent."
                ),
            )
        case errors.RowUntraceable(path):
            return Words(
                tr(
                    "One row of {file} was sent alone, and the file is another one now: no other "
                    "row of that run tells whether its line still holds the same row.",
                    file=path.name,
                ),
                tr("Choose the row in Preview and send it alone once more. Nothing was sent."),
            )
        case errors.RunUnwritable(cause):
            return Words(
                tr("The run cannot be kept on this computer: {cause}.", cause=cause_words(cause)),
                tr(
                    "Nothing was sent. Make sure that the disk has room and can be written to, "
                    "then send again."
                ),
            )
        case errors.RunInterrupted(_, cause):
            return Words(
                tr(
                    "The run is interrupted, for its journal cannot be written: {cause}.",
                    cause=cause_words(cause),
                ),
                tr(
                    "Nothing that was sent is forgotten. Make sure that the disk has room and can "
                    "be written to, then continue the run."
                ),
            )
        case errors.PracticeGone(run):
            return Words(
                tr("The practice Klaviyo that run {run} was sent to is gone.", run=run),
                tr("It was practice only: send the file again."),
            )
        case errors.RunBlocked(tally):
            return Words(
                counted(
                    tally.total.held,
                    "{records} has a problem, so nothing was sent.",
                    "{records} have problems, so nothing was sent.",
                    records=in_state(tally, State.HELD),
                ),
                tr("Mend the file, or choose to leave such rows out."),
            )
        case errors.NothingPutRight():
            return Words(
                tr("No refused row has been put right, so nothing was sent."),
                tr(
                    "Correct them in the file or in Preview, or correct the mapping, and leave "
                    "every row in its line."
                ),
            )
        case errors.NothingToSend(tally):
            held = in_state(tally, State.HELD)
            return Words(
                counted(
                    tally.total.held,
                    "There is nothing to send: {records} is held back.",
                    "There is nothing to send: {records} are held back.",
                    records=held,
                )
                if held
                else tr("There is nothing to send."),
                tr("Look at the problems in Preview."),
            )
        case errors.AccountError():
            return account_error_words(error)
        case errors.PracticeSilent(reason):
            return Words(
                tr("The practice Klaviyo does not answer: {reason}", reason=tr(reason)),
                tr("It ends with the window that started it. Refresh to ask it again."),
            )
        case errors.ListElsewhere(name, account):
            return Words(
                tr("The list “{name}” is not one of {account}.", name=name, account=account),
                tr("Choose one of its own lists in Send, or go without one."),
            )
        case errors.ListUnjoinable(name, account):
            return Words(
                tr(
                    "By the public key of {account} nobody can join the list “{name}”.",
                    account=account,
                    name=name,
                ),
                tr("Give the account its private key in Accounts, or choose no list in Send."),
            )
        case errors.ListGone(name, account):
            return Words(
                tr("{account} has no list “{name}” any more.", account=account, name=name),
                tr("Choose another one in Send, or go without one."),
            )
        case errors.AddressRefused(address):
            return Words(
                tr("{address} is not an address this program sends to.", address=address),
                tr("Only Klaviyo itself and addresses of this computer are allowed."),
            )
        case errors.AccountRefused(account, 0, detail):
            what = tr("{account} is not the account for this.", account=account)
            return Words(
                f"{what} {detail_words(tr(detail))}".strip(),
                tr("Use the account with which the run began."),
            )
        case errors.AccountRefused(account, status, detail):
            what = tr(
                "{account} refused the key (status {status}).", account=account, status=status
            )
            return Words(
                f"{what} {detail_words(detail)}".strip(),
                tr("Check the key and its permissions."),
            )
        case _:
            return Words(f"{type(error).__name__}.", "")


def unread_words(runs: int) -> Words:
    """Return what keeps a file from being compared with all that was sent before."""
    return Words(
        counted(
            runs, "{count} earlier run cannot be read.", "{count} earlier runs cannot be read."
        ),
        tr(
            "What such a run has sent is not told of the rows. Look at the list of runs: a damaged "
            "one can be forgotten, and what can be read of it stays known then."
        ),
    )


def in_use_words(runs: int) -> Words:
    """Return what keeps a file from being compared with runs that are on, or open elsewhere."""
    return Words(
        counted(
            runs,
            "{count} earlier run cannot be looked at now: on, or open elsewhere.",
            "{count} earlier runs cannot be looked at now: on, or open elsewhere.",
        ),
        tr(
            "What such a run has sent is not told of the rows. Check the file again once it has "
            "ended, or once its results are closed."
        ),
    )


def _undecodable_words(error: errors.FileUndecodable) -> Words:
    file, encoding = error.path.name, error.encoding
    what = (
        tr(
            "{file} is no text in {encoding} (line {line}).",
            file=file,
            encoding=encoding,
            line=error.line,
        )
        if error.line
        else tr("{file} is no text in {encoding}.", file=file, encoding=encoding)
    )
    if encoding.startswith(_OF_SEVERAL_BYTES):
        return Words(
            what,
            tr(
                "It seems cut or damaged: export it again, best as CSV UTF-8, or choose an "
                "encoding."
            ),
        )
    return Words(what, tr("Choose another encoding, or save the file as CSV UTF-8."))


def _unending_words(error: errors.QuoteUnclosed | errors.RowTooLarge) -> Words:
    match error:
        case errors.QuoteUnclosed(path, line):
            what = tr(
                "A quote opened in line {line} of {file} is never closed and swallows the rest of "
                "the file{readable}.",
                line=line,
                file=path.name,
                readable=_readable(error.rows),
            )
            advice = tr("Close the quote in that line, or read the file without quotes.")
        case errors.RowTooLarge(path, line):  # pragma: no branch - mypy proves it
            what = tr(
                "The row in line {line} of {file} is {size} MB long, more than a row may be "
                "(3 MB){readable}.",
                line=line,
                file=path.name,
                size=decimal(error.size / 1_000_000, 1),
                readable=_readable(error.rows),
            )
            advice = tr(
                "Klaviyo takes no text above 100 KB: shorten the row in the file, or put back the "
                "line breaks if it was several rows."
            )
    return Words(what, advice)


def _readable(rows: int) -> str:
    """Return how much can be read above a row that does not end, as the end of a sentence."""
    if not rows:
        return ""
    return counted(
        rows,
        "; the {count} row above can be read, the rest cannot",
        "; the {count} rows above can be read, the rest cannot",
    )


def _unreadable_words(name: str, cause: str) -> Words:
    if cause == os.strerror(errno.EISDIR):
        return Words(
            tr("{file} is a folder and no file.", file=name), tr("Open one of the files in it.")
        )
    return Words(
        tr("{file} cannot be opened: {cause}.", file=name, cause=cause_words(cause)),
        tr("Make room on the disk of this computer, and open it again.")
        if cause == os.strerror(errno.ENOSPC)
        else tr("Close it in other programs, or copy it to a folder of yours and open that."),
    )


_OPTION_ADVICE = {
    "--time-zone": mark("Use a name such as Europe/Berlin."),
    "--phone-country": mark("Use two letters such as US or DE."),
    "--encoding": mark("Use a name such as utf-8 or windows-1252."),
    "--delimiter": mark("Use one character such as , or ; or tab."),
    "--header-line": mark("Use a line number from 1, or 0 for a file without a header."),
    "--quote": mark("Use one character such as \" or ', or none."),
    "--escape": mark("Use one character such as \\, or none."),
    "--sheet": mark("Use the name of one of the sheets of the workbook."),
    "--join": mark("Use it for the files that the preset joins, once for each of them."),
    "--limit": mark("Use a number from 1."),
    "--port": mark("Use a number from 0 to 65535."),
    "--account": mark("Use --practice, or --account env with KLAVIYO_GUI_API on this computer."),
}
