"""What a shop has in its account before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass

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
INTEGRATIONS = {each.key: each for each in (API, SHOPIFY, KLAVIYO)}
"""All integrations by key."""

STATUSES = ("draft", "manual", "live")
"""What a flow can be; a manual one waits with every message for somebody."""


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
class Flow:
    """What begins at each event of a metric, or for each person who is added to a list."""

    name: str
    metric: str = ""
    list_id: str = ""
    integration: Integration = API
    status: str = "live"
    archived: bool = False


@dataclass(frozen=True, slots=True)
class ContactList:
    """A list that people can be put on."""

    id: str
    name: str
    opt_in_process: str = "single_opt_in"


_LISTS = (
    ContactList("Y6nRLr", "Newsletter", "double_opt_in"),
    ContactList("Vk2mXt", "Customers"),
    ContactList("RqT8wB", "Old shop"),
)
_FLOWS = (
    Flow("Order thank you", "Placed Order"),
    Flow("Review request", "Placed Order", status="manual"),
    Flow("Second order", "Placed Order", status="draft"),
    Flow("Thank you 2022", "Placed Order", archived=True),
    Flow("Abandoned checkout", "Checkout Started", integration=SHOPIFY),
    Flow("Welcome", list_id="Y6nRLr"),
)


@dataclass(frozen=True, slots=True)
class Shop:
    """All that was there before."""

    metrics: tuple[Metric, ...] = _METRICS
    lists: tuple[ContactList, ...] = _LISTS
    flows: tuple[Flow, ...] = _FLOWS
