"""The join that the panel shows: one of the mapping, or one that is still being chosen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.core.join import Join
from klaviyo_gui.core.joined_names import taken_columns
from klaviyo_gui.core.key_proposal import join_by
from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.joining import words
from klaviyo_gui.ui.map.joining.looking import Errand, Keys, look_for_keys
from klaviyo_gui.ui.models.taken import Offered
from klaviyo_gui.ui.second_files import SecondOpened
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.core.join import Doubles, Taken
    from klaviyo_gui.core.key_proposal import KeyProposal
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.map.joining.key_pairs import Pairs
    from klaviyo_gui.ui.session import Session


class JoinInHand(QObject):
    """What is chosen of one second file; a change of a join of the mapping is a step.

    ``changed`` fires when another file is in hand, when more is known of it, and when it is joined
    otherwise.
    """

    changed = Signal()

    def __init__(self, session: Session, pool: Pool) -> None:
        super().__init__(session)
        self._session = session
        self._pool = pool
        self._name = ""
        self._path: Path | None = None
        self._draft: Join | None = None
        self._own: SecondOpened | None = None
        self._file: CsvFile | None = None
        self._takes_rest = False
        self.proposals: tuple[KeyProposal, ...] | None = None
        self.refusal = ""
        self.looking = Errand(self)
        self.looking.told.connect(self._take)
        self.looking.changed.connect(self.changed)
        session.mapping_changed.connect(self.changed)
        session.seconds_changed.connect(self.changed)
        session.index_changed.connect(self._begin)
        session.file_changed.connect(self.clear)

    @property
    def name(self) -> str:
        """Return what joins call the second file, empty while there is none."""
        return self._name

    @property
    def at(self) -> int | None:
        """Return which join of the mapping it is; None as long as it is none."""
        joins = self._session.mapping.joins
        return next((at for at, each in enumerate(joins) if each.file == self._name), None)

    @property
    def join(self) -> Join | None:
        """Return how the file is joined, or would be."""
        at = self.at
        return self._session.mapping.joins[at] if at is not None else self._draft

    @property
    def second(self) -> SecondOpened | None:
        """Return the second file with what its first rows tell; None while it is not open."""
        if self.at is not None:
            return self._session.second(self._name)
        return self._own

    @property
    def is_possible(self) -> bool:
        """Tell whether the file can be joined as it is chosen."""
        join = self.join
        return join is not None and bool(join.key) and bool(join.taken)

    @property
    def is_waiting(self) -> bool:
        """Tell whether the rows of the first file must be counted before keys are looked for."""
        return self._path is not None

    @property
    def key_columns(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the columns of both files by which they can be joined."""
        session, second, at = self._session, self.second, self.at
        before = session.mapping.joins if at is None else session.mapping.joins[:at]
        more = (taken.name for join in before for taken in join.taken)
        return (*session.header, *more), second.file.header if second is not None else ()

    @property
    def offered(self) -> tuple[Offered, ...]:
        """Return every column of the second file, with the name that it has or would have here."""
        join, second = self.join, self.second
        if join is None or second is None:
            return ()
        here = {each.column: each.name for each in join.taken}
        names = here | {each.column: each.name for each in self._free_names(join, second.file)}
        samples = {each.name: each.samples for each in second.profiles}
        return tuple(
            Offered(each, names[each], each in here, tuple(map(cell_words, samples.get(each, ()))))
            for each in second.file.header
        )

    def is_by(self, proposal: KeyProposal) -> bool:
        """Tell whether the file is joined by a pair that was proposed, and nothing else."""
        join = self.join
        return join is not None and join.key == ((proposal.first, proposal.second),)

    def with_it(self) -> tuple[CsvFile, tuple[Join, ...]] | None:
        """Return the open file with all that is joined to it, this one too; None where it lacks."""
        session, join = self._session, self.join
        file, joins = session.file, session.mapping.joins
        if file is None:
            return None
        if self.at is None and join is not None and self._own is not None and self.is_possible:
            joins = (*joins, join)
            seconds = (*file.seconds, self._own.file)
            known = self._file
            if known is None or not _is_made_of(known, file, self._own.file):
                self._file = file.joining(seconds)
            file = self._file or file
        is_whole = bool(joins) and len(file.seconds) == len(joins)
        return (file, joins) if is_whole else None

    # Actions

    def begin(self, path: Path) -> None:
        """Take a file in hand that somebody chose, and look by what it can be joined."""
        session = self._session
        self.clear()
        file = session.file
        if file is None:
            return
        self._name = path.name
        others = [each for each in session.mapping.joins if each.file == path.name]
        if path.is_dir():
            self.refusal = tr(words.NO_FOLDERS, file=path.name)
        elif path.absolute() == file.path.absolute():
            self.refusal = tr(words.SAME_FILE, file=path.name)
        elif others:
            second = session.second(path.name)
            is_same = second is not None and second.file.path.absolute() == path.absolute()
            self.refusal = "" if is_same else tr(words.SAME_NAME, file=path.name)
        else:
            self._path = path
            self._begin()
        if self.refusal:
            self._name = ""
        self.changed.emit()

    def show_join(self, at: int) -> None:
        """Take a join of the mapping in hand."""
        name = self._session.mapping.joins[at].file
        if name != self._name:
            self.clear()
            self._name = name
            self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Put down what is in hand; a file that was not joined is closed."""
        self.looking.cancel()
        if self._own is not None and self._session.second(self._name) is not self._own:
            self._own.file.close()
        self._name, self._path, self._draft, self._own = "", None, None, None
        self._file, self.proposals, self.refusal = None, None, ""
        self.changed.emit()

    @Slot()
    def put_down(self) -> None:
        """Put down a file that was not joined; one of the mapping stays in hand."""
        if self.at is None:
            self.clear()

    def commit(self) -> None:
        """Join the file as it is chosen."""
        if self.at is None and self._draft is not None and self._own is not None:
            self._session.join(self._draft, self._own)
            self._own = self._session.second(self._name)

    def part(self) -> None:
        """Join the file no more; it stays in hand, to be joined again."""
        at = self.at
        if at is not None:
            self._draft, self._own = self.join, self.second
            self._session.part_join(at)

    @Slot(object)
    def choose_key(self, key: Pairs) -> None:
        """Join by these columns."""
        join, second = self.join, self.second
        if join is None or second is None or not key:
            return
        if self.at is None and self._takes_rest:
            # Nobody has chosen the columns yet: what both files have is told once.
            of_key = [each for _, each in key]
            taken = taken_columns(self._session.columns, self._name, second.file.header, of_key)
            join = replace(join, taken=taken)
        self._change(replace(join, key=key))

    @Slot()
    def stop(self) -> None:
        """Look for keys no longer: whoever stops it chooses them."""
        self.looking.stop()
        if self._own is not None and self._draft is None:
            self._draft = self._proposed()
            self.changed.emit()

    def choose_proposal(self, proposal: KeyProposal) -> None:
        """Join by a pair that was proposed."""
        self.choose_key(((proposal.first, proposal.second),))

    def take(self, column: str, is_taken: bool) -> None:
        """Take a column of the second file, or leave it there."""
        self._take_these(
            tuple(
                each.column
                for each in self.offered
                if (is_taken if each.column == column else each.is_taken)
            )
        )

    @Slot()
    def take_all(self) -> None:
        """Take every column but those of the key, which the first file has."""
        join = self.join
        key = {second for _, second in join.key} if join is not None else set()
        self._take_these(tuple(each.column for each in self.offered if each.column not in key))

    @Slot()
    def take_none(self) -> None:
        """Take no column; a join of the mapping must take one."""
        if self.at is None:
            self._take_these(())

    def choose_doubles(self, doubles: Doubles) -> None:
        """Choose what becomes of a row for which the second file has several."""
        join = self.join
        if join is not None:
            self._change(replace(join, doubles=doubles))

    # Private

    def _take_these(self, columns: tuple[str, ...]) -> None:
        join, second = self.join, self.second
        if join is None or second is None or (self.at is not None and not columns):
            return
        self._takes_rest = False
        known = {each.column: each for each in join.taken}
        known |= {each.column: each for each in self._free_names(join, second.file)}
        self._change(replace(join, taken=tuple(known[each] for each in columns)))

    def _free_names(self, join: Join, second: CsvFile) -> tuple[Taken, ...]:
        """Return the columns that are not taken, with names that nothing else has."""
        here = {each.column for each in join.taken}
        used = [*self._session.columns, *(each.name for each in join.taken)]
        others = [each for each in second.header if each not in here]
        return taken_columns(used, second.path.name, others, ())

    def _change(self, join: Join) -> None:
        at = self.at
        if at is not None:
            self._session.change_join(at, join)
        elif join != self._draft:
            self._draft = join
            self.changed.emit()

    @Slot()
    def _begin(self) -> None:
        """Look for keys as soon as all rows of the first file have their places."""
        file, index, path = self._session.file, self._session.index, self._path
        if path is None or file is None or index is None:
            return
        self._path = None
        self.looking.begin(partial(look_for_keys, file, index, path, self._pool))

    @Slot(object)
    def _take(self, event: object) -> None:
        match event:
            case SecondOpened() as second:
                self._own = second
            case Keys(proposals):
                self.proposals = proposals
                self._draft = self._proposed()
        self.changed.emit()

    def _proposed(self) -> Join | None:
        """Return the join by the best key; by none where both files have nothing in common."""
        if self._own is None:
            return None
        self._takes_rest = True
        header, second = self._session.columns, self._own.file
        if self.proposals:
            return join_by(self.proposals[0], header, self._name, second.header)
        return Join(self._name, (), taken_columns(header, self._name, second.header, ()))


def _is_made_of(known: CsvFile, file: CsvFile, second: CsvFile) -> bool:
    seconds = (*file.seconds, second)
    return known.head_rows is file.head_rows and all(
        one is other for one, other in zip(known.seconds, seconds, strict=False)
    )
