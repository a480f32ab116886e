"""The address objects of an order."""

from __future__ import annotations

from klaviyo_gui.core.catalog.names import names
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.templates.shape import Detail

_PARTS = (
    ("FirstName", "first_name", "Sarah"),
    ("LastName", "last_name", "Mason"),
    ("Address1", "location.address1", "89 E 42nd St"),
    ("City", "location.city", "New York"),
    ("RegionCode", "location.region", "NY"),
    ("CountryCode", "location.country", "US"),
    ("Zip", "location.zip", "10017"),
    ("Phone", "phone_number", "+15005550006"),
)
"""Each part of an address, the person's property with the same names, and an example."""

_OWNERS = {
    "BillingAddress": (
        "billing",
        "bill",
        "bill to",
        "billing address",
        "rechnung",
        "rechnungsadresse",
        "facturation",
        "facturacion",
        "fatturazione",
        "factuur",
    ),
    "ShippingAddress": (
        "shipping",
        "ship",
        "ship to",
        "shipping address",
        "delivery",
        "lieferung",
        "lieferadresse",
        "livraison",
        "envio",
        "spedizione",
        "verzending",
    ),
}


def address(whose: str, meaning: str) -> tuple[Detail, ...]:
    """Return the details of ``BillingAddress`` or ``ShippingAddress``."""
    return tuple(
        Detail(f"{whose}.{part}", meaning, example, _names(_OWNERS[whose], key))
        for part, key, example in _PARTS
    )


def _names(owners: tuple[str, ...], key: str) -> tuple[str, ...]:
    bare = tuple(map(folded, names(key)))
    before = (f"{owner} {name}" for owner in owners for name in bare)
    behind = (f"{name} {owner}" for owner in owners for name in bare)
    return tuple(dict.fromkeys((*before, *behind)))
