"""Words of those who must not know which language is spoken, such as of why something failed."""

from __future__ import annotations

from typing import Self


class Told(str):
    """A text with values in its places that is English, and is translated once ``tr`` reads it.

    A number is told with its thousands apart; a text among the values is translated where it was
    told as well, and is data where not.
    """

    __slots__ = ("text", "values")

    text: str
    values: dict[str, object]

    def __new__(cls, text: str, /, **values: object) -> Self:
        """Put the values in their places."""
        said = {name: _said(value) for name, value in values.items()}
        made = super().__new__(cls, text.format(**said) if said else text)
        made.text, made.values = text, values
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        """Travel between processes by what it is made of."""
        return (self.text,), self.values


def told(text: str, /, **values: object) -> str:
    """Return a text in English that can be translated later, values and all."""
    return Told(text, **values)


def _said(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) else value
