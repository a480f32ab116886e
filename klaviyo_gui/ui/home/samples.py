"""The files that come with the program, to be tried before one has any of one's own."""

from __future__ import annotations

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.home.entry import Entry

ORDERS = "orders.csv"

SAMPLES = {
    "order-lines.csv": (mark("Orders with lines"), mark("A shop's export, a row for each item")),
    "webinar.csv": (mark("Webinar sign-ups"), mark("Who signed up, and who came")),
    "loyalty.csv": (mark("Loyalty members"), mark("A German file of people, points and tiers")),
}
"""By the names of their files in the folder of samples: what they are, and what is in them."""

EVERY_SAMPLE = {
    ORDERS: (mark("Orders"), mark("60 orders of a shop, a row for each")),
    **SAMPLES,
}
"""The same with the orders that one can try at the first start."""


def sample_entries() -> list[tuple[str, Entry]]:
    """Return the samples as they are offered, with the names of their files."""
    return [
        (name, Entry(tr(title), tr(below), tr("Try"), is_called=True, is_told=True))
        for name, (title, below) in SAMPLES.items()
    ]
