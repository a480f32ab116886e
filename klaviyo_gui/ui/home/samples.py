"""The files that come with the program, to be tried before one has any of one's own."""

from __future__ import annotations

from klaviyo_gui.ui.home.entry import Entry

_VERB = "Try"

ORDERS = "orders.csv"

SAMPLES = {
    "order-lines.csv": Entry("Orders with lines", "A shop's export, a row for each item", _VERB),
    "webinar.csv": Entry("Webinar sign-ups", "Who signed up, and who came", _VERB),
    "loyalty.csv": Entry("Loyalty profiles", "A German file of people, points and tiers", _VERB),
}
"""By the names of their files in the folder of samples."""
