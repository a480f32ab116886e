"""The mapping under edit: every change is a step that can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoStack

from klaviyo_gui.core.mapping import Fixed, Kind
from klaviyo_gui.core.question import Known
from klaviyo_gui.core.regrouping import of_orders
from klaviyo_gui.core.shown_event import put_back, showing
from klaviyo_gui.core.suggest import as_mapping
from klaviyo_gui.core.suggest.further import suggest_further
from klaviyo_gui.language import tr, within
from klaviyo_gui.ui import edits, moving, placing
from klaviyo_gui.ui.commands import NOTHING_ELSE, Besides, ChangeMapping
from klaviyo_gui.ui.event_on_show import EventOnShow
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.placing import Way
from klaviyo_gui.ui.standing import UNNAMED
from klaviyo_gui.ui.turns import Turns
from klaviyo_gui.wording import target_label

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence

    from klaviyo_gui.core.contact_list import ContactList
    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.mapping import Mapping, Options, Pair, ValueType
    from klaviyo_gui.core.repair import Repair, Seen
    from klaviyo_gui.core.styles import Written
    from klaviyo_gui.core.suggest import Suggestion
    from klaviyo_gui.ui.commands import Say
    from klaviyo_gui.ui.edits import Edit


class Steps(EventOnShow):
    """The part of the session that is edited; drag, click and keys end in the same actions.

    Those that concern properties concern the event of a row that is on show. ``hand_changed``
    fires when columns are taken in hand or put back; ``preset_changed`` when another preset is in
    use or none any more.
    """

    hand_changed = Signal()
    preset_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._standing = UNNAMED
        self._suggestions: tuple[Suggestion, ...] = ()
        self._known = Known({}, {})
        self._shapes: dict[str, tuple[Suggestion, ...]] = {}
        self._account_types: dict[str, ValueType] = {}
        self._hand: tuple[str, ...] = ()
        self._origin = ""
        self._held_text = ""
        self._undo_stack = QUndoStack(self)
        masking.changed.connect(self._name_anew)
        self._turns = Turns(self)

    @property
    def preset(self) -> str:
        """Return the name of the preset that was applied or saved last."""
        return self._standing.preset

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """Return where the columns of that preset stood in the file it was made for."""
        return self._standing.places

    @property
    def is_back(self) -> bool:
        """Tell whether the mapping is the one that was in hand when such a file was left."""
        return self._standing.is_back

    @property
    def kept_from(self) -> str:
        """Return the file for which the mapping was made, where it was kept for another one."""
        return self._standing.kept_from

    @property
    def undo_stack(self) -> QUndoStack:
        """Return the steps taken; the mapping changes in no other way."""
        return self._undo_stack

    @property
    def turns(self) -> Turns:
        """Return what does, a piece at a time, what panels out of sight have to do."""
        return self._turns

    @property
    def hand(self) -> tuple[str, ...]:
        """Return the columns in hand, waiting to be placed."""
        return self._hand

    @property
    def in_hand(self) -> tuple[str, ...]:
        """Return what is in hand by name: columns, or a text that leaves its property."""
        return self._hand or tuple(filter(None, [self._held_text]))

    @property
    def origin(self) -> str:
        """Return the property that they leave when they are placed; empty where they stay, too."""
        return self._origin

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return the proposed pairs, certain or not.

        Those for events are the ones of the shape that was chosen, as long as its name stands.
        """
        return self.suggestions_for(self._shown)

    @property
    def written(self) -> Table[str, Written]:
        """Return how each column writes dates and numbers, as far as it was looked at."""
        return self._known.columns

    @property
    def cells(self) -> Table[str, Sequence[str]]:
        """Return some cells of each column, as far as it was looked at."""
        return self._known.cells

    @property
    def known(self) -> Known:
        """Return all that is known of what the columns hold."""
        return self._known

    @property
    def account_types(self) -> Table[str, ValueType]:
        """Return the custom properties that the account knows of these events, with their types."""
        return self._account_types

    def know_account_types(self, types: Table[str, ValueType]) -> None:
        """Take what the account knows of these events; it is no part of the mapping."""
        self._account_types = dict(types)

    def suggestions_for(self, at: int) -> tuple[Suggestion, ...]:
        """Return the same while this event of a row is on show."""
        whole = self._mapping
        metric = showing(whole, at).pair(Kind.EVENTS, "metric")
        source = metric.source if metric is not None else None
        shape = self._shapes.get(source.text) if isinstance(source, Fixed) else None
        found = usual = self._proposing(whole.grouping)
        if shape is not None:
            others = tuple(each for each in usual if each.kind is not Kind.EVENTS)
            found = (*of_orders(shape, usual, whole.grouping), *others)
        return suggest_further(whole, at, found) if at else found

    def suggestion(self, kind: Kind, key: str) -> Suggestion | None:
        """Return the proposal for a property that is not filled yet."""
        if self._seen.pair(kind, key) is not None:
            return None
        return next(
            (each for each in self.suggestions if (each.kind, each.pair.target) == (kind, key)),
            None,
        )

    def place(self, columns: Sequence[str], kind: Kind, key: str) -> None:
        """Fill a property from the first of these columns; drag, click and keys all end here."""
        if columns:
            to = self._account_types.get(key) if kind is Kind.EVENTS else None
            self._change(edits.place(self._seen, kind, key, columns[0], self.written, to=to))
        self.put_back()

    def meet(self, columns: Sequence[str], kind: Kind, key: str, way: Way) -> None:
        """Let columns join what fills a property, or fill it instead."""
        if len(columns) == 1 and way is Way.REPLACE:
            self.place(columns, kind, key)
        elif columns:
            edit = placing.meet(self._seen, kind, key, columns, way, written=self.written)
            self._change(edit)
        self.put_back()

    def move(
        self,
        kind: Kind,
        origin: str,
        key: str,
        way: Way = Way.REPLACE,
        *,
        is_copy: bool = False,
    ) -> None:
        """Let what fills one property fill another one instead, or a copy of it as well."""
        made = moving.copy if is_copy else moving.move
        self._change(made(self._seen, kind, origin, key, way))
        self.put_back()

    def place_custom(self, columns: Sequence[str], kind: Kind, *, of_person: bool = False) -> None:
        """Send columns as custom properties under their own names."""
        if columns:
            edit = edits.place_custom(
                self._seen,
                kind,
                columns,
                self.written,
                of_person=of_person,
                proposals=self.suggestions,
            )
            self._change(edit)
        self.put_back()

    def fix(self, kind: Kind, key: str, text: str) -> None:
        """Fill a property with one text for all rows."""
        self._change(edits.fix(self._seen, kind, key, text))

    def accept(self, kind: Kind, pair: Pair) -> None:
        """Place a proposed pair."""
        after = self._seen.with_pair(kind, pair)
        self._change(
            edits.Edit(tr("accept {property}", property=target_label(kind, pair.target)), after)
        )

    def accept_all(self, kind: Kind) -> None:
        """Place every proposed pair of this kind whose property is not filled yet."""
        self._change(edits.accept_all(self._seen, kind, self.suggestions))

    def unmap(self, kind: Kind, key: str) -> None:
        """Leave a property unfilled."""
        self._change(edits.unmap(self._seen, kind, key))

    def leave_out(self, columns: Sequence[str]) -> None:
        """Send nothing of these columns."""
        self._push(edits.leave_out(self._mapping, columns))
        self.put_back()

    def leave_undecided(self, columns: Sequence[str]) -> None:
        """Take back that these columns are left out."""
        self._push(placing.leave_undecided(self._mapping, columns))

    def rename(self, kind: Kind, key: str, name: str) -> None:
        """Send a custom property under another name; raises where that name cannot be."""
        self._change(placing.rename(self._seen, kind, key, name))

    def rename_columns(self, names: Table[str, str]) -> None:
        """Read columns that the file has under other names, wherever the mapping speaks of them."""
        self._push(edits.rename(self._mapping, names))

    def do_without(self, column: str) -> None:
        """Fill nothing from a column that the file lacks."""
        self._push(edits.do_without(self._mapping, column))

    def clear(self, kind: Kind) -> None:
        """Build no record of this kind."""
        self._push(edits.clear(self._mapping, kind))

    @Slot()
    def have_one_event(self) -> None:
        """Let every row have one event."""
        self._push(edits.only_event(self._mapping))

    def set_type(self, kind: Kind, key: str, to: ValueType) -> None:
        """Change what the texts of a property become."""
        self._change(edits.set_type(self._seen, kind, key, to, self.written, cells=self.cells))

    def convert(self, kind: Kind, pair: Pair, what: str) -> None:
        """Change how a property is filled; ``what`` names the change for Undo."""
        self._change(edits.convert(self._seen, kind, pair, what))

    def choose_style(self, kind: Kind, pair: Pair, what: str, column: str = "") -> None:
        """Change how dates or numbers are read; where a column is asked about, for this file."""
        self._change(edits.choose_style(self._seen, kind, pair, what, self._known, column))

    def set_options(self, options: Options) -> None:
        """Change how texts are read where the file does not say."""
        self._push(edits.set_options(self._mapping, options))

    def join_list(self, joins: ContactList | None) -> None:
        """Let the people who are sent join this list, or none."""
        self._push(edits.join_list(self._mapping, joins))

    @Slot(str)
    def say_zone(self, zone: str) -> None:
        """Say whose clock wrote all times of the file that name no zone."""
        self._push(edits.say_zone(self._mapping, zone))

    def repair(self, repair: Repair) -> None:
        """Mend a damage of a column, in all that is shown, checked and sent from now on."""
        self._push(edits.repair(self._mapping, repair))

    def take_back(self, repair: Repair) -> None:
        """Leave a damage of a column as it is again."""
        self._push(edits.take_back(self._mapping, repair))

    def see(self, seen: Seen) -> None:
        """Note that somebody has looked at a finding and leaves it as it is."""
        self._push(edits.see(self._mapping, seen))

    def see_anew(self, seen: Seen) -> None:
        """Put a finding back on the list that somebody had taken note of."""
        self._push(edits.see_anew(self._mapping, seen))

    def remedy(self, after: Mapping, say: Say) -> None:
        """Take a mapping that mends a finding; ``say`` names it for Undo, as values may be seen."""

        def name() -> str:
            return within(say())

        self._push(edits.Edit(name(), after), say=name)

    def match_automatically(self) -> None:
        """Place every certain proposal whose property is not filled yet."""
        self._change(edits.fill(self._seen, as_mapping(self.suggestions)))

    def take(self, columns: Sequence[str], origin: str = "", text: str = "") -> None:
        """Take columns in hand, to be placed by the next click or Enter on a property.

        With an origin, they leave that property when they are placed elsewhere; where none fill
        it, ``text`` does.
        """
        self._hand, self._origin, self._held_text = tuple(columns), origin, text
        self.hand_changed.emit()

    @Slot()
    def put_back(self) -> None:
        """Put down what is in hand."""
        if self.in_hand:
            self.take(())

    # Private

    def _proposing(self, _grouping: Grouping | None) -> tuple[Suggestion, ...]:
        """Return what is proposed where rows are put together so."""
        return self._suggestions

    def _change(self, edit: Edit) -> None:
        """Take an edit of the mapping as it is seen."""
        whole = put_back(self._mapping, edit.after, self._shown)
        self._push(replace(edit, after=whole))

    @Slot()
    def _name_anew(self) -> None:
        """Name all steps as their names may be seen now."""
        for at in range(self._undo_stack.count()):
            step = self._undo_stack.command(at)
            if isinstance(step, ChangeMapping):
                step.say_name()
        # Qt tells of other names only where there are other steps.
        self._undo_stack.undoTextChanged.emit(self._undo_stack.undoText())
        self._undo_stack.redoTextChanged.emit(self._undo_stack.redoText())

    def _push(
        self,
        edit: Edit,
        besides: Besides = NOTHING_ELSE,
        *,
        merging: str = "",
        say: Say | None = None,
    ) -> None:
        is_other = besides.standing not in {None, self._standing}
        is_more = besides.reading is not None or besides.amended is not None
        if is_other or is_more or edit.after != self._mapping:
            command = ChangeMapping(
                say or edit.text, self._mapping, edit.after, self._step, besides, merging=merging
            )
            self._undo_stack.push(command)

    def _step(self, mapping: Mapping, besides: Besides) -> Besides:
        before = besides
        if besides.standing is not None:
            before = replace(before, standing=self._standing)
            self._standing = besides.standing
        self._show_mapping(mapping)
        if besides.standing is not None:
            self.preset_changed.emit()
        return before
