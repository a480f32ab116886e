"""Words that mean yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.convert.value import Converter, Value, held
from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.problem import Problem

YES = frozenset(
    [
        "true",
        "1",
        "t",
        "yes",
        "y",
        "on",
        "ja",
        "wahr",
        "oui",
        "vrai",
        "sí",
        "sì",
        "verdadero",
        "vero",
    ]
)
NO = frozenset(
    ["false", "0", "f", "no", "n", "off", "nein", "falsch", "non", "faux", "falso", "nee"]
)
"""Those that Klaviyo's own importer reads (help 115005237648), and those of other languages.

Words that mean both in different languages, or something else in one, are in neither.
"""


def yes_no(target: str, conversion: Conversion) -> Converter:
    """Return the converter of such words; words that somebody chose come first.

    A word that somebody chose for both means neither.
    """
    yes, no = set(map(_folded, conversion.yes)), set(map(_folded, conversion.no))
    answers = dict.fromkeys(YES - no | yes - no, True) | dict.fromkeys(NO - yes | no - yes, False)

    def convert(text: str, problems: list[Problem]) -> Value:
        answer = answers.get(_folded(text))
        if answer is None:
            problems.append(held(Code.YES_NO_INVALID, target, text))
        return answer

    return convert


def _folded(text: str) -> str:
    return text.strip().casefold()
