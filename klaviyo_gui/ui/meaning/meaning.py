"""What something means, in words that can be shown and read aloud."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """What it is called, sentences about it, and facts, each with its name.

    ``keys`` tells what can be done with it by keys.
    """

    title: str
    said: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    keys: str = ""

    @property
    def sentence(self) -> str:
        """Return all that is told, in the order in which it is read aloud."""
        facts = (f"{name}: {words}" for name, words in self.facts)
        return "\n".join(filter(None, (*self.said, *facts, self.keys)))
