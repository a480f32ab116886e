"""The events of a shop that Klaviyo knows, as ready templates with its exact spelling.

Source: Klaviyo's guide to integrating a platform without a pre-built integration
(developers.klaviyo.com/en/docs) and help article 115005081247.
"""

from __future__ import annotations

from klaviyo_gui.core.templates.orders import (
    CANCELED_ORDER,
    FULFILLED_ORDER,
    PLACED_ORDER,
    REFUNDED_ORDER,
    STARTED_CHECKOUT,
)
from klaviyo_gui.core.templates.products import ADDED_TO_CART, ORDERED_PRODUCT, VIEWED_PRODUCT
from klaviyo_gui.core.templates.shape import Detail, Template

__all__ = ["TEMPLATES", "Detail", "Template", "find_template"]

TEMPLATES = (
    PLACED_ORDER,
    ORDERED_PRODUCT,
    FULFILLED_ORDER,
    CANCELED_ORDER,
    REFUNDED_ORDER,
    STARTED_CHECKOUT,
    ADDED_TO_CART,
    VIEWED_PRODUCT,
)
"""In the order in which they are offered."""


def find_template(metric: str) -> Template | None:
    """Return the template of a metric of exactly this name, None where there is none."""
    return next((each for each in TEMPLATES if each.metric == metric), None)
