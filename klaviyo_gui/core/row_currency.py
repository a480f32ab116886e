"""A sum that is written with the sign of one currency is not sent with the code of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.convert.currency import contradicts
from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from klaviyo_gui.core.convert import Value

    Cells = Sequence[str]
    Chain = Callable[[Cells, list[Problem]], Value]


def agreeing(target: str, chain: Chain, text_of: Chain, currency: Chain) -> Chain:
    """Return what reads a sum, and holds it where its text contradicts the row's currency."""

    def agreed(cells: Cells, problems: list[Problem]) -> Value:
        value = chain(cells, problems)
        if value is None:
            return None
        text = text_of(cells, [])
        # Signs stand before or behind a sum: most sums are settled by their first and last letter.
        if not isinstance(text, str) or (text[0].isdecimal() and text[-1].isdecimal()):
            return value
        code = currency(cells, [])
        if isinstance(code, str) and contradicts(text, code):
            problems.append(Problem(Code.CURRENCY_CONTRADICTS, Severity.HOLD, target, text))
        return value

    return agreed
