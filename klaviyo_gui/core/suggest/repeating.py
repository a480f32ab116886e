"""Which columns of addresses come again more often than what else tells people apart.

A shop has few cashiers and many customers: the same three addresses beside hundreds of phone
numbers or orders are rather those of who rang them up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.looks import looks_like_email
from klaviyo_gui.core.suggest.claims import read_name
from klaviyo_gui.core.suggest.fitting import are_mostly

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from klaviyo_gui.core.suggest.fitting import Samples

_FEWEST = 10
"""Rows with both cells below which repeats say nothing."""

_FAR_MORE = {"phone_number": 2, "external_id": 2, "unique_id": 4}
"""How many times as many different cells of such a column make it doubtful.

A family shares an address at times, and customers come back; hardly one has four of ten orders.
"""


def repeating(columns: Mapping[str, Sequence[str]], samples: Samples) -> dict[str, str]:
    """Return the columns of addresses that repeat far more than another one, with its name."""
    addresses = [name for name in columns if are_mostly(samples[name], looks_like_email)]
    others = {name: _FAR_MORE[key] for name in columns if (key := read_name(name)) in _FAR_MORE}
    return {
        address: other
        for other, more in reversed(others.items())
        for address in addresses
        if other != address and _repeats(columns[address], columns[other], more)
    }


def _repeats(addresses: Sequence[str], others: Sequence[str], more: int) -> bool:
    both = [
        (address.strip().casefold(), other.strip())
        for address, other in zip(addresses, others, strict=True)
        if address.strip() and other.strip()
    ]
    different = len({address for address, _ in both}) * more
    return len(both) >= _FEWEST and different <= len({other for _, other in both})
