"""The errors that a person can meet and mend.

They carry data, never sentences: ``klaviyo_gui.wording`` turns them into words.

    ExpectedError
    ├── SourceError            a file cannot be read as rows
    │   ├── FileMissing        nothing lies at this path
    │   ├── FileUnreadable     the system refuses to open it
    │   ├── FileEmpty          it holds no byte
    │   ├── FileWithoutRows    it holds a header and nothing below
    │   ├── FileUndecodable    it is no text in the encoding asked for
    │   ├── FileUnsupported    it is something else than a CSV
    │   ├── FileOfSeveral      it is an archive of more than one file
    │   ├── FileChanged        it is no longer the file that was opened
    │   ├── HeaderMissing      the header line lies behind the end
    │   └── RowUnending        a row does not end, so those below cannot be read
    │       ├── QuoteUnclosed  a quote swallows the rest of the file
    │       └── RowTooLarge    a row is longer than any that can be sent
    ├── MappingError           a mapping cannot build records
    │   ├── MappingEmpty       nothing is mapped
    │   ├── IdentifierMissing  no e-mail, phone or external id is mapped
    │   ├── MetricMissing      an event has no name
    │   ├── TargetRepeated     two columns fill one property
    │   ├── TargetUnknown      Klaviyo has no such property
    │   ├── NamesClash         a name is a value and an object at once
    │   ├── NameTooDeep        a name makes too many objects within objects
    │   ├── ListUngrouped      a list of lines is mapped, and no rows are grouped
    │   ├── ListWithinList     a list of lines stands within another one
    │   ├── OrderTooLong       what is taken for the number of an order is none
    │   ├── ColumnsMissing     the mapping speaks of columns that the file lacks
    │   ├── ConditionUnusable  the row filter compares with what is no number or date
    │   │   └── ConditionDoubtful  that can be read in two ways
    │   ├── EventNameVaries    one of several events of a row has no fixed name
    │   ├── FurtherEventOfPerson  a further event of a row speaks of the person
    │   ├── ItemsUngrouped     an event of each line is wanted where none are grouped
    │   ├── SeveralByPublicKey  a row of several events cannot go by a public key
    │   ├── NothingWanted      no row of the file is wanted by the row filter
    │   ├── JoinFileMissing    the file to be joined is not there
    │   ├── JoinFileAwaited    the file to be joined is being opened
    │   ├── JoinUnclear        nobody says for which joined file another one stands
    │   ├── JoinColumnsMissing  that file lacks columns that the mapping takes of it
    │   └── JoinNamesTaken     the file has columns that are called like joined ones
    ├── PresetError            a saved mapping cannot be used
    │   ├── PresetMissing      there is none of this name
    │   ├── PresetUnreadable   it is damaged, or no preset at all
    │   ├── PresetUnwritable   the system refuses to write it there
    │   │   └── DraftUnwritable  the mapping in hand cannot be kept for now
    │   ├── PresetNameTaken    another one has this name
    │   ├── PresetNameRefused  no file can have this name
    │   └── PresetTooNew       a later version of the program wrote it
    ├── AmendmentsError        what was changed of a file's rows cannot be kept
    │   ├── AmendmentsUnreadable  it cannot be had back
    │   └── AmendmentsUnwritable  it cannot be written for now
    ├── PasteError             nothing of the clipboard can be opened as a file
    │   ├── PasteEmpty         it holds no text
    │   ├── PasteTooShort      it holds one line
    │   ├── PasteTooLarge      it holds more than is taken at once
    │   └── PasteUnwritable    the system refuses to keep it
    ├── ExportError            rows cannot be written as a file
    │   ├── ExportOverSource   it would take the place of the file that they come from
    │   └── ExportUnwritable   the system refuses to write it
    ├── OptionError            an option has a value that cannot be
    ├── RunError               a run cannot start or be found
    │   ├── RunOngoing         another run for this account is under way
    │   ├── RunMissing         there is none of this name
    │   ├── RunDamaged         its journal cannot be read
    │   ├── LedgerDamaged      what forgotten runs have sent cannot be read
    │   ├── LedgerBusy         another window or command is writing that down
    │   ├── RunUnfinished      it must be continued before its rows are sent again
    │   ├── RunErased          its rows were erased after their time
    │   ├── RowsAmended        its rows were changed in the window, of which nothing is known here
    │   ├── EventsRenamed      its live events are named otherwise now
    │   ├── FlowsChanged       it would start other flows than somebody agreed to
    │   ├── RowsRegrouped      its rows were joined, chosen or put together otherwise
    │   ├── RowsAstray         the lines of its file are no longer those of its rows
    │   ├── RowUntraceable     one row was sent alone of a file that is another one now
    │   ├── RunUnwritable      the system refuses to keep a new one
    │   ├── RunInterrupted     the system refuses to write on in its journal
    │   ├── PracticeGone       what its practice Klaviyo stored is no longer there
    │   ├── RunBlocked         rows have problems and were not to be left out
    │   └── NothingToSend      every record is held back
    │       └── NothingPutRight  no refused row is another one than it was
    ├── ListError              people cannot join the list that is named
    │   ├── ListElsewhere      another account has it
    │   ├── ListGone           the account has no such list any more
    │   └── ListUnjoinable     the key opens no list
    ├── AccountError           an account cannot be kept or used
    │   ├── AccountMissing     there is none of this name
    │   ├── AccountNameTaken   another one has this name
    │   ├── AccountNameRefused  none can have this name
    │   ├── NameOfAnother      its name is another one's by now
    │   ├── AccountsUnreadable  the list of accounts cannot be read
    │   ├── AccountsUnwritable  it cannot be written
    │   ├── AccountUnreachable  nobody says whose key it is
    │   ├── KeyMissing         no key is kept for it
    │   ├── KeyUnusable        no key can look like this
    │   │   ├── KeyPublic      it is the public one
    │   │   └── KeyPrivate     it is none of those where one is meant
    │   ├── KeyOfAnother       it belongs to another account
    │   └── KeychainError      the system does not keep or give a key
    │       ├── KeychainMissing  it has no place for keys
    │       ├── KeychainLocked   the place is locked
    │       └── KeychainSlow     it does not answer
    ├── PracticeSilent         a practice Klaviyo that is looked into does not answer
    ├── AddressRefused         an address of the API that is not loopback
    └── AccountRefused         the key or the account was refused
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.core.standing import Standing
    from klaviyo_gui.core.tally import Tally


class ExpectedError(Exception):
    """An error that belongs to the work and not to the program."""

    def __reduce__(self) -> tuple[type[ExpectedError], tuple[object, ...]]:
        """Travel between processes by the fields, however the error was made."""
        names = getattr(type(self), "__dataclass_fields__", {})
        return type(self), tuple(getattr(self, name) for name in names)


class SourceError(ExpectedError):
    """A file cannot be read as rows."""


@dataclass(eq=False)
class FileMissing(SourceError):
    """Nothing lies at this path."""

    path: Path


@dataclass(eq=False)
class FileUnreadable(SourceError):
    """The system refuses to open the file; ``cause`` is the system's own word."""

    path: Path
    cause: str


@dataclass(eq=False)
class FileEmpty(SourceError):
    """The file holds no byte, or blank lines only; ``sheets`` are those of a workbook."""

    path: Path
    sheets: tuple[str, ...] = ()


@dataclass(eq=False)
class FileWithoutRows(SourceError):
    """The file holds a header and nothing below it, or that ``sheet`` of its ``sheets`` does."""

    path: Path
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(eq=False)
class FileUndecodable(SourceError):
    """The file is no text in this encoding; ``line`` counts from 1, 0 when unknown."""

    path: Path
    encoding: str
    line: int = 0


@dataclass(eq=False)
class FileUnsupported(SourceError):
    """The file is something else than a CSV; ``found`` names what it looks like."""

    path: Path
    found: str


@dataclass(eq=False)
class FileOfSeveral(SourceError):
    """The file is an archive of more than one that can be meant; ``members`` are their names."""

    path: Path
    members: tuple[str, ...]


@dataclass(eq=False)
class FileChanged(SourceError):
    """The file is no longer the one that was opened."""

    path: Path


@dataclass(eq=False)
class HeaderMissing(SourceError):
    """The header line lies behind the end of the file."""

    path: Path
    line: int


@dataclass(eq=False)
class RowUnending(SourceError):
    """A row does not end where it should; ``rows`` above it can be read.

    ``line`` is where it shows, and ``row_line`` where the row begins.
    """

    path: Path
    line: int
    row_line: int = 0
    rows: int = 0


@dataclass(eq=False)
class QuoteUnclosed(RowUnending):
    """A quote opened in ``line`` is never closed and swallows what follows."""


@dataclass(eq=False)
class RowTooLarge(RowUnending):
    """A row takes ``size`` bytes, more than any that can be sent; it begins in ``line``."""

    size: int = 0


class MappingError(ExpectedError):
    """A mapping cannot build records."""


@dataclass(eq=False)
class MappingEmpty(MappingError):
    """Nothing is mapped."""


@dataclass(eq=False)
class IdentifierMissing(MappingError):
    """No e-mail, phone number or external id is mapped for this kind of record."""

    kind: str


@dataclass(eq=False)
class MetricMissing(MappingError):
    """The event has no name."""


@dataclass(eq=False)
class TargetRepeated(MappingError):
    """Two sources fill one property."""

    kind: str
    target: str


@dataclass(eq=False)
class TargetUnknown(MappingError):
    """Klaviyo has no property of this name for this kind of record."""

    kind: str
    target: str


@dataclass(eq=False)
class NamesClash(MappingError):
    """Two custom properties cannot both be, such as ``address`` and ``address.city``."""

    kind: str
    target: str
    other: str


@dataclass(eq=False)
class NameTooDeep(MappingError):
    """The dots of a custom property's name make more objects within objects than Klaviyo takes."""

    kind: str
    target: str


@dataclass(eq=False)
class ListUngrouped(MappingError):
    """A custom property's name makes a list of lines, and no rows are grouped."""

    kind: str
    target: str


@dataclass(eq=False)
class ListWithinList(MappingError):
    """A custom property's name makes a list of lines within another one."""

    kind: str
    target: str


@dataclass(eq=False)
class OrderTooLong(MappingError):
    """More than so many rows would be put together into one; the first begins in ``line``."""

    line: int
    rows: int


@dataclass(eq=False)
class ColumnsMissing(MappingError):
    """The mapping speaks of columns that the file does not have."""

    missing: tuple[str, ...]
    present: tuple[str, ...]


@dataclass(eq=False)
class ConditionUnusable(MappingError):
    """The row filter compares a column with what cannot be compared with; ``ask`` says how."""

    column: str
    ask: str
    value: str


@dataclass(eq=False)
class ConditionDoubtful(ConditionUnusable):
    """What the row filter compares with means two things, and nobody said which of them."""


@dataclass(eq=False)
class EventNameVaries(MappingError):
    """One of several events of a row has no fixed name; ``number`` counts them from 1."""

    number: int


@dataclass(eq=False)
class FurtherEventOfPerson(MappingError):
    """A further event of a row speaks of the person, which only the main one may."""

    name: str
    target: str


@dataclass(eq=False)
class ItemsUngrouped(MappingError):
    """An event of each line of an order is wanted, and no rows are grouped."""

    name: str


@dataclass(eq=False)
class SeveralByPublicKey(MappingError):
    """Of ``account`` no more than the public key is known, by which each event goes by itself."""

    account: str


@dataclass(eq=False)
class NothingWanted(MappingError):
    """Of these ``rows`` of a file the row filter wants none."""

    file: str
    rows: int


@dataclass(eq=False)
class JoinFileMissing(MappingError):
    """The second ``file`` that is to be joined is not beside the first."""

    file: str
    beside: Path


@dataclass(eq=False)
class JoinUnclear(MappingError):
    """A ``file`` that is given may stand for several of those ``joined``, or for none of them."""

    file: str
    joined: tuple[str, ...]


@dataclass(eq=False)
class JoinFileAwaited(MappingError):
    """The second ``file`` that is to be joined is being opened, which may take its time."""

    file: str


@dataclass(eq=False)
class JoinColumnsMissing(MappingError):
    """The second file lacks columns by which it is joined, or that are taken of it."""

    file: str
    missing: tuple[str, ...]
    present: tuple[str, ...]


@dataclass(eq=False)
class JoinNamesTaken(MappingError):
    """Columns of the second ``file`` would be called like columns that are there already."""

    file: str
    names: tuple[str, ...]


class PresetError(ExpectedError):
    """A saved mapping cannot be used."""


@dataclass(eq=False)
class PresetMissing(PresetError):
    """There is no preset of this name and no file at this path."""

    name: str
    known: tuple[str, ...] = field(default=())


@dataclass(eq=False)
class PresetUnreadable(PresetError):
    """The preset is damaged, or the file is no preset at all.

    ``moved_to`` is where a damaged one of the saved presets lies now, empty where it was left.
    """

    name: str
    cause: str
    moved_to: str = ""


@dataclass(eq=False)
class PresetUnwritable(PresetError):
    """The system refuses to write a preset there; ``cause`` is the system's own word."""

    path: Path
    cause: str


@dataclass(eq=False)
class DraftUnwritable(PresetUnwritable):
    """The mapping in hand cannot be kept on the disk for now."""


@dataclass(eq=False)
class PresetNameTaken(PresetError):
    """Another saved preset has this name, and it is not to be replaced."""

    name: str


@dataclass(eq=False)
class PresetNameRefused(PresetError):
    """No preset can have this name, for some system has no file of such a name."""

    name: str


@dataclass(eq=False)
class PresetTooNew(PresetError):
    """A later version of the program wrote this preset."""

    name: str
    version: int


class AmendmentsError(ExpectedError):
    """What was changed of a file's rows cannot be kept."""


@dataclass(eq=False)
class AmendmentsUnreadable(AmendmentsError):
    """What was changed of a file's rows cannot be had back; ``path`` is where it lies now."""

    path: Path
    cause: str


@dataclass(eq=False)
class AmendmentsUnwritable(AmendmentsError):
    """What was changed of a file's rows cannot be written for now."""

    path: Path
    cause: str


class PasteError(ExpectedError):
    """Nothing of the clipboard can be opened as a file."""


@dataclass(eq=False)
class PasteEmpty(PasteError):
    """The clipboard holds no text."""


@dataclass(eq=False)
class PasteTooShort(PasteError):
    """It holds one line: a header without rows, or a text that is no table."""


@dataclass(eq=False)
class PasteTooLarge(PasteError):
    """It holds more characters than the ``most`` that are taken at once."""

    most: int


@dataclass(eq=False)
class PasteUnwritable(PasteError):
    """The system refuses to keep what was pasted in this folder."""

    folder: Path
    cause: str


class ExportError(ExpectedError):
    """Rows cannot be written as a file."""


@dataclass(eq=False)
class ExportOverSource(ExportError):
    """It would take the place of the file that the rows come from, or of one joined to it."""

    path: Path


@dataclass(eq=False)
class ExportUnwritable(ExportError):
    """The system refuses to write it."""

    path: Path
    cause: str


@dataclass(eq=False)
class OptionError(ExpectedError):
    """An option has a value that cannot be, such as a time zone that does not exist."""

    option: str
    value: str


class RunError(ExpectedError):
    """A run cannot start or be found."""


@dataclass(eq=False)
class RunOngoing(RunError):
    """Another run for this account is under way on this computer."""

    account: str


@dataclass(eq=False)
class RunMissing(RunError):
    """There is no run of this name."""

    run: str


@dataclass(eq=False)
class RunDamaged(RunError):
    """The journal of this run cannot be read."""

    run: str
    cause: str


@dataclass(eq=False)
class LedgerDamaged(RunError):
    """What runs have sent that are no longer kept cannot be read; it is kept in ``path``."""

    path: Path
    cause: str


@dataclass(eq=False)
class LedgerBusy(RunError):
    """What runs have sent is being written down by another process at this moment."""


@dataclass(eq=False)
class RunUnfinished(RunError):
    """This run is to be continued before anything of it is sent again."""

    run: str


@dataclass(eq=False)
class RunErased(RunError):
    """The rows of this run were erased after their time: nothing can be compared with them."""

    run: str


@dataclass(eq=False)
class RowsAmended(RunError):
    """Rows of this run were changed in the window, and nothing is known of that here."""

    run: str


@dataclass(eq=False)
class EventsRenamed(RunError):
    """The mapping names events otherwise than that of the live run ``run``."""

    run: str


@dataclass(eq=False)
class FlowsChanged(RunError):
    """What would be sent starts by now what nobody agreed to, as ``stands`` tells.

    ``is_passing`` tells that nobody could look at this moment, and perhaps can in a while.
    """

    stands: Standing
    is_passing: bool = False


@dataclass(eq=False)
class RowsRegrouped(RunError):
    """The mapping joins, chooses or groups rows otherwise than that of the run."""

    run: str


@dataclass(eq=False)
class RowsAstray(RunError):
    """A row that was neither refused nor held no longer reads as it did; it begins in ``line``."""

    path: Path
    line: int


@dataclass(eq=False)
class RowUntraceable(RunError):
    """One row of a file was sent alone, and nothing tells where it stands now that it changed."""

    path: Path


@dataclass(eq=False)
class RunUnwritable(RunError):
    """A new run cannot be kept, so nothing was sent; ``cause`` is the system's own word."""

    cause: str


@dataclass(eq=False)
class RunInterrupted(RunError):
    """The journal of a run cannot be written any more; what it holds is safe, and can go on."""

    run: str
    cause: str


@dataclass(eq=False)
class PracticeGone(RunError):
    """What the practice Klaviyo of this run stored is gone, so the run cannot be continued."""

    run: str


@dataclass(eq=False)
class RunBlocked(RunError):
    """Records have problems, and the sender did not ask to leave them out."""

    tally: Tally


@dataclass(eq=False)
class NothingToSend(RunError):
    """Every record is held back, so there is nothing to send."""

    tally: Tally


@dataclass(eq=False)
class NothingPutRight(NothingToSend):
    """No row that was refused has been put right."""


@dataclass(eq=False)
class PracticeSilent(ExpectedError):
    """The practice Klaviyo that is looked into does not answer as it should."""

    reason: str


class ListError(ExpectedError):
    """People cannot join the list that is named."""


@dataclass(eq=False)
class ListElsewhere(ListError):
    """The list of this name is one of another account than ``account``."""

    name: str
    account: str


@dataclass(eq=False)
class ListGone(ListError):
    """``account`` has no such list any more; ``name`` is what it was called."""

    name: str
    account: str


@dataclass(eq=False)
class ListUnjoinable(ListError):
    """Of ``account`` no more than the public key is known, by which nobody joins a list."""

    name: str
    account: str


class AccountError(ExpectedError):
    """An account cannot be kept or used."""


@dataclass(eq=False)
class AccountMissing(AccountError):
    """There is no account of this name; ``names`` are those that there are."""

    name: str
    names: tuple[str, ...] = ()


@dataclass(eq=False)
class AccountNameTaken(AccountError):
    """Another account has this name, or this account has another: ``of`` is the one there is."""

    name: str
    of: str


@dataclass(eq=False)
class AccountNameRefused(AccountError):
    """No account can be called so; a name that ``holds_key`` is not told, for it is a secret."""

    name: str
    holds_key: bool = False


@dataclass(eq=False)
class AccountsUnreadable(AccountError):
    """The list of accounts is damaged or from a later version; ``cause`` says which."""

    path: Path
    cause: str


@dataclass(eq=False)
class AccountsUnwritable(AccountError):
    """The system refuses to keep the list of accounts; ``cause`` is its own word."""

    cause: str


@dataclass(eq=False)
class AccountUnreachable(AccountError):
    """Nobody says whose key it is; ``status`` is the HTTP status, 0 without an answer."""

    address: str
    status: int
    detail: str


@dataclass(eq=False)
class KeyMissing(AccountError):
    """No key is kept for this account."""

    name: str


@dataclass(eq=False)
class KeyUnusable(AccountError):
    """No private key can look like what was given."""


@dataclass(eq=False)
class KeyPublic(KeyUnusable):
    """What was given is a public key, which everybody may know and which opens nothing here."""


@dataclass(eq=False)
class KeyPrivate(KeyUnusable):
    """What was given is no public key, where one is meant."""


@dataclass(eq=False)
class KeyOfAnother(AccountError):
    """The key of account ``name`` belongs to ``found`` and not to ``account``."""

    name: str
    account: str
    found: str


@dataclass(eq=False)
class NameOfAnother(AccountError):
    """Account ``account`` was chosen as ``name``, which is the name of ``found`` by now."""

    name: str
    account: str
    found: str


@dataclass(eq=False)
class KeychainError(AccountError):
    """The system's place for keys does not do what it should; ``cause`` is its own word."""

    cause: str = ""


@dataclass(eq=False)
class KeychainMissing(KeychainError):
    """This system has no place for keys that the program trusts."""


@dataclass(eq=False)
class KeychainLocked(KeychainError):
    """The place for keys is locked."""


@dataclass(eq=False)
class KeychainSlow(KeychainError):
    """The place for keys does not answer in time; it may be waiting for somebody to unlock it."""


@dataclass(eq=False)
class AddressRefused(ExpectedError):
    """An address of the API that is neither Klaviyo's own nor loopback."""

    address: str


@dataclass(eq=False)
class AccountRefused(ExpectedError):
    """The key or the account was refused; ``status`` is the HTTP status, 0 without an answer."""

    account: str
    status: int
    detail: str
