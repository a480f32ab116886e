"""A sentence on what happened, with another on what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What happened in one sentence, and what to do about it in another."""

    what: str
    advice: str

    @property
    def sentence(self) -> str:
        """Return both sentences as one text."""
        return f"{self.what} {self.advice}".strip()
