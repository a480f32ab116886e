"""The row that somebody wants to send by itself, as far as it can be."""

from __future__ import annotations

from operator import is_not
from typing import TYPE_CHECKING

from klaviyo_gui.sending.alone import lines_alone
from klaviyo_gui.ui.models.material import MaterialStore

if TYPE_CHECKING:
    from klaviyo_gui.sending.picked import Lines
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session


class RowsAlone:
    """Finds what would be sent of one row, by the check of all rows and no sooner."""

    def __init__(self, session: Session, checker: Checker) -> None:
        self._session = session
        self._checker = checker
        self._materials = MaterialStore(session, checker)
        self._asked: tuple[object, ...] = ()
        self._by: tuple[object, ...] = (None, None)
        self._found: Lines | None = None

    def at(self, line: int) -> Lines | None:
        """Return by which lines each kind of record of the row in this line is sent.

        None where it is not known yet, or where nothing of the row can be sent by itself.
        """
        result, material = self._checker.result, self._materials.now()
        if result is None or material is None:
            return None
        # A check is never changed: another one is known by being another.
        by = (result, material.file)
        asked = (line, self._session.mapping, self._session.amendments)
        if asked != self._asked or any(map(is_not, by, self._by)):
            self._asked, self._by, self._found = asked, by, None
            pages = material.pages()
            number = pages.number_of(line)
            if number is not None and number not in result.left_out:
                plan = material.plan
                self._found = lines_alone(plan, pages.row(number), result.repeats_of) or None
        return self._found
