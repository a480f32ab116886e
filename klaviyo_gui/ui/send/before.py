"""What was chosen last time for the same mapping and account: proposed again, or asked anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import tr
from klaviyo_gui.sending.last_time import last_time
from klaviyo_gui.ui.pieces import column, flowing
from klaviyo_gui.wording.last_time import ASKED_AGAIN, last_time_words

if TYPE_CHECKING:
    from klaviyo_gui.core.effect_choice import EffectChoice, LastTime
    from klaviyo_gui.core.time_picture import TimePicture
    from klaviyo_gui.ui.send.looking import Looking
    from klaviyo_gui.ui.session import Session


class Before(QWidget):
    """Proposes an earlier choice while its flows are the same and its events as young.

    Nothing is proposed where somebody chose since.

    What is not chosen but proposed ends with its reason: history is proposed then.
    """

    def __init__(self, session: Session, looking: Looking) -> None:
        super().__init__()
        self._session = session
        self._looking = looking
        self._is_decided = False
        self._is_ours = False
        self.said = flowing(role="sentence")
        layout = column(self)
        layout.addWidget(self.said)

    @property
    def is_awaited(self) -> bool:
        """Tell whether it must first be seen whether an earlier choice to send live stands."""
        known = self._known
        is_live = known is not None and not known.is_history
        return is_live and self._looking.is_busy and self._is_open

    @Slot()
    def decide(self) -> None:
        """Propose nothing any more: somebody has chosen."""
        self._is_decided, self._is_ours = True, False

    @Slot()
    def ask_again(self) -> None:
        """Let what was chosen of another file, preset or account decide nothing here."""
        self._is_decided = False

    def refresh(self, times: TimePicture | None) -> None:
        """Propose what stands, take back what does not, and say so.

        ``times`` are those of the events that would be sent, None until they are known.
        """
        last = self._last(times)
        if self._is_open:
            self._propose(last)
        # What is said of a choice that was made otherwise by now would confuse.
        is_said = last is not None and (self._is_open or not last.stands)
        self.said.setText(_words(last) if last is not None and is_said else "")
        self.setVisible(bool(self.said.text()))

    @property
    def _is_open(self) -> bool:
        return not self._is_decided and bool(self._session.mapping.pairs(Kind.EVENTS))

    @property
    def _known(self) -> EffectChoice | None:
        """Return what was chosen for the events of this preset; of no other mapping it counts."""
        session = self._session
        is_asked = bool(session.preset and session.mapping.pairs(Kind.EVENTS))
        return self._looking.choice if is_asked else None

    def _last(self, times: TimePicture | None) -> LastTime | None:
        """Return what was chosen, as soon as it is known whether it stands."""
        looking, known = self._looking, self._known
        if known is None or times is None or looking.is_busy:
            return None
        return last_time(known, looking.report, times)

    def _propose(self, last: LastTime | None) -> None:
        session = self._session
        if last is not None and last.stands:
            choice = last.choice
            # Before it is told: whoever is told looks here again.
            self._is_ours = not choice.is_history
            session.set_history(choice.is_history, choice.history_before)
        elif self._is_ours:
            self._is_ours = False
            session.set_history(True)


def _words(last: LastTime) -> str:
    said = last_time_words(last)
    return said if last.stands else f"{said} {tr(ASKED_AGAIN)}"
