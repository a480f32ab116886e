"""What every property shows of the mapping in hand, and of the record on show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.companion import companion
from klaviyo_gui.core.mapping import Column, Kind, Undated, ValueType
from klaviyo_gui.core.record import type_of
from klaviyo_gui.core.regrouping import is_of_items
from klaviyo_gui.core.suggest import usual_type
from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.asking import question_of
from klaviyo_gui.ui.map.slot.filling import Filling, FirstValue
from klaviyo_gui.ui.map.suitability import OF_ITEMS, unsuited
from klaviyo_gui.ui.models import values
from klaviyo_gui.wording import pill_words, value_words
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from klaviyo_gui.core.mapping import Pair
    from klaviyo_gui.core.question import Question
    from klaviyo_gui.source.profile import ColumnProfile
    from klaviyo_gui.ui.models.built import Built
    from klaviyo_gui.ui.session import Session


def fillings(
    session: Session, kind: Kind, keys: Iterable[str], carried: tuple[str, ...]
) -> dict[str, Filling]:
    """Return what each property shows, with what is in hand, else what a drag carries."""
    pairs = session.seen.pairs(kind)
    filled = {pair.target: pair for pair in pairs}
    # The first one counts, as in the session; looked up apart, wide files would take seconds.
    found = reversed(session.suggestions)
    proposed = {each.pair.target: each for each in found if each.kind is kind}
    needs_who = bool(pairs) and not filled.keys() & set(catalog.sufficient(kind))
    missing = set(session.missing)
    hand = session.in_hand or carried
    first = next((each for each in session.profiles if each.name in hand[:1]), None)
    result = {}
    for key in keys:
        pair = filled.get(key)
        target = catalog.find(kind, key)
        assert target is not None, "only known properties are shown"
        free = usual_type(key) or target.type
        if kind is Kind.EVENTS:
            free = session.account_types.get(key, free)
        to = type_of(kind, pair) if pair is not None else free
        pill, asked = _reading(session, kind, pair)
        undated = _undated(session, key) if pair is None else None
        is_open = pair is None and undated is not Undated.SENDING
        result[key] = Filling(
            pair,
            to,
            proposed.get(key) if is_open else None,
            is_missing=pair is not None and not missing.isdisjoint(pair.columns),
            hand=hand,
            is_needed=(needs_who and target.is_identifier) or undated is Undated.UNSAID,
            pill=pill,
            asked=asked,
            unsuited=unsuited(to, first) or _apart(session, key, first) if first else "",
            undated=undated,
        )
    return result


def first_values(
    kind: Kind,
    filled: Mapping[str, Pair | None],
    built: Built | None,
    header: Sequence[str],
    event: str = "",
) -> dict[str, FirstValue]:
    """Return what each property gets of a record; of a held one, what the file has for it.

    So it is where the row has no ``event`` of this name.
    """
    parts = values.parts(built.body, event) if built is not None and built.body else []
    content = next(iter(parts), None)
    result = dict.fromkeys(filled, FirstValue(is_sent=content is not None))
    for key, pair in filled.items():
        if content is not None and pair is not None:
            shown = value_words(values.value(kind, key, content))
            result[key] = FirstValue(shown, is_sent=True)
        elif built is not None and pair is not None and isinstance(pair.source, Column):
            result[key] = FirstValue(_cell(pair.source.name, built, header))
    return result


def _apart(session: Session, key: str, column: ColumnProfile) -> str:
    """Return why a column that tells of each item suits nothing that is sent once per order."""
    grouping = session.seen.grouping
    if grouping is None or is_of_items(key) or column.name not in grouping.per_item:
        return ""
    return tr(OF_ITEMS)


def _undated(session: Session, key: str) -> Undated | None:
    """Return what was chosen for events without a time, None for what is no time of them."""
    is_asked = key == "time" and bool(session.seen.events)
    return session.seen.options.undated if is_asked else None


def _cell(name: str, built: Built, header: Sequence[str]) -> str:
    at = header.index(name) if name in header else -1
    return cell_words(built.all_cells[at]) if 0 <= at < len(built.all_cells) else ""


def _reading(session: Session, kind: Kind, pair: Pair | None) -> tuple[str, Question | None]:
    """Return how a pair is read, with what must be asked of it."""
    if pair is None:
        return "", None
    asked = question_of(session, kind, pair)
    to, mapping = type_of(kind, pair), session.seen
    is_by_row = to is ValueType.PHONE and companion(mapping, kind, pair.target, to) is not None
    return pill_words(kind, pair, mapping.options, asked, is_by_row=is_by_row), asked
