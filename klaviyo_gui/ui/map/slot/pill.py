"""What happens to the text of a pair, in few words on a button that opens the whole of it."""

from __future__ import annotations

from klaviyo_gui.ui.elided import ElidedButton
from klaviyo_gui.ui.theme import restyle

_MOST = 250
"""Pixels of the words, so that the property's name keeps room beside them."""

_EDGES = 16
"""Pixels of its edges on both sides, as the style sheet has them."""


class Pill(ElidedButton):
    """Shows these words as what is certain, as what is asked, or quietly."""

    def __init__(self) -> None:
        super().__init__(most=_MOST, edges=_EDGES)
        self.setProperty("role", "pill")

    def show_as(self, words: str, name: str, *, is_asking: bool, is_quiet: bool) -> None:
        """Show these words; asking, with a sign and in amber."""
        restyle(self, role="quiet" if is_quiet else "pill", tone="warn" if is_asking else "")
        self.say(f"▲ {words}" if is_asking else words, name)
