"""What a shop has in its account before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass, field

FOUND = "2024-01-01T09:00:00+00:00"
"""When everything that was there before was made."""


@dataclass(frozen=True, slots=True)
class Integration:
    """Where events come from; its category is sometimes an object (recorded)."""

    id: str
    key: str
    name: str
    category: str
    category_is_object: bool = False


API = Integration("0rG4eQ", "api", "API", "API")
"""What records everything that is sent with a key."""

SHOPIFY = Integration("0eMvjm", "shopify", "Shopify", "eCommerce")
KLAVIYO = Integration("7FtS4J", "klaviyo", "Klaviyo", "Internal", category_is_object=True)


@dataclass(frozen=True, slots=True)
class KnownProperty:
    """A property that events of a metric have had, with one value of it."""

    name: str
    inferred_type: str
    sample: bool | float | str | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric that has been recorded; its name may be that of another integration's too."""

    name: str
    integration: Integration = API
    properties: tuple[KnownProperty, ...] = ()


_ORDER = (
    KnownProperty("$value", "numeric", 59.9),
    KnownProperty("$value_currency", "string", "USD"),
    KnownProperty("OrderId", "string", "1001"),
    KnownProperty("ItemNames", "List"),
    KnownProperty("DiscountValue", "numeric", 5),
)
_METRICS = (
    Metric("Placed Order", SHOPIFY, _ORDER),
    Metric("Checkout Started", SHOPIFY, _ORDER[:2]),
    Metric("Placed Order", API, _ORDER),
    Metric("Viewed Product", API, (KnownProperty("Price", "numeric", 12.5),)),
    Metric("Opened Email", KLAVIYO, (KnownProperty("Campaign Name", "string", "Spring"),)),
    Metric("Subscribed to List", KLAVIYO),
)


@dataclass(frozen=True, slots=True)
class Shop:
    """All that was there before."""

    metrics: tuple[Metric, ...] = field(default=_METRICS)
