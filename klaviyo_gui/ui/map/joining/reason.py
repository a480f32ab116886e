"""Why a second file is joined by these columns, or what is still to be known or chosen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.joining import words
from klaviyo_gui.wording import error_words

if TYPE_CHECKING:
    from klaviyo_gui.ui.map.joining.in_hand import JoinInHand
    from klaviyo_gui.ui.session import Session


def reason(in_hand: JoinInHand, session: Session) -> str:
    """Return the sentence; empty where somebody chose the columns, who knows why."""
    error = in_hand.looking.error
    if in_hand.at is not None and in_hand.second is None:
        error = session.obstacle
    if in_hand.refusal or error is not None:
        return in_hand.refusal or (error_words(error).sentence if error is not None else "")
    if in_hand.is_waiting or in_hand.looking.is_busy:
        return tr(words.COUNTING) if in_hand.is_waiting else tr(words.SEARCHING)
    return _of_key(in_hand, session)


def _of_key(in_hand: JoinInHand, session: Session) -> str:
    join, file, second = in_hand.join, session.file, in_hand.second
    if join is None or file is None or second is None:
        return ""
    chosen = next((each for each in in_hand.proposals or () if in_hand.is_by(each)), None)
    if chosen is not None:
        return words.proposed(chosen)
    if in_hand.proposals == ():
        return tr(words.NOTHING_IN_COMMON, second=second.file.path.name, first=file.path.name)
    return "" if join.key else tr(words.ONE_KEY)
