"""The events of a whole order: placed, fulfilled, cancelled, refunded, and its checkout."""

from __future__ import annotations

from dataclasses import replace

from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.templates import products
from klaviyo_gui.core.templates.addresses import address
from klaviyo_gui.core.templates.shape import Detail, Template
from klaviyo_gui.language import mark

_ORDER = (
    Detail(
        "OrderId",
        mark("The number of the order."),
        "31625",
        (
            "order id",
            "order number",
            "order no",
            "order",
            "bestellnummer",
            "auftragsnummer",
            "numero de commande",
            "reference commande",
            "numero de pedido",
            "numero ordine",
            "bestelnummer",
            "numero do pedido",
            "numer zamowienia",
        ),
        is_advised=True,
    ),
    products.categories("Categories"),
    products.ITEM_NAMES,
    replace(products.brand("Brands"), is_list=True),
    Detail(
        "DiscountCode",
        mark("The code that lowered the price."),
        "SPRING",
        (
            "discount code",
            "coupon code",
            "coupon",
            "promo code",
            "voucher code",
            "gutscheincode",
            "code promo",
            "codigo de descuento",
            "codice sconto",
            "kortingscode",
        ),
    ),
    Detail(
        "DiscountValue",
        mark("By how much."),
        "5.00",
        (
            "discount value",
            "discount amount",
            "total discount",
            "discount",
            "rabatt",
            "remise",
            "descuento",
            "sconto",
            "korting",
        ),
        ValueType.NUMBER,
    ),
    *address("BillingAddress", mark("Where the bill goes.")),
    *address("ShippingAddress", mark("Where the parcel goes.")),
)

_LINE = (
    products.product_id("ProductID"),
    products.sku("SKU"),
    products.product("ProductName"),
    products.quantity("Quantity"),
    products.price("ItemPrice"),
    Detail(
        "RowTotal",
        mark("Price times quantity."),
        "19.98",
        ("row total", "line total", "lineitem total", "positionssumme", "total ligne"),
        ValueType.NUMBER,
    ),
    products.page("ProductURL"),
    products.image("ImageURL"),
    products.categories("Categories"),
    products.brand("Brand"),
)

_REASON = Detail(
    "Reason",
    mark("Why it was undone."),
    "No longer needed",
    (
        "reason",
        "cancel reason",
        "cancellation reason",
        "refund reason",
        "return reason",
        "grund",
        "stornogrund",
        "motif",
        "raison",
    ),
)

PLACED_ORDER = Template("Placed Order", mark("A person bought something."), _ORDER, items=_LINE)

FULFILLED_ORDER = replace(
    PLACED_ORDER,
    metric="Fulfilled Order",
    meaning=mark("An order was sent on its way."),
    names={
        "time": (
            "fulfilled at",
            "fulfillment date",
            "fulfilled on",
            "shipped at",
            "date shipped",
            "ship date",
            "shipped on date",
            "versanddatum",
            "date d expedition",
        )
    },
)

CANCELED_ORDER = replace(
    PLACED_ORDER,
    metric="Canceled Order",
    meaning=mark("An order was cancelled. It bears the id of the order that was placed."),
    details=(*_ORDER, _REASON),
    names={
        "time": (
            "cancelled at",
            "canceled at",
            "cancelled date",
            "canceled date",
            "cancellation date",
            "storniert am",
            "stornodatum",
            "date d annulation",
        )
    },
)

REFUNDED_ORDER = replace(
    PLACED_ORDER,
    metric="Refunded Order",
    meaning=mark("An order was paid back. It bears the id of the order that was placed."),
    details=(*_ORDER, _REASON),
    names={
        "time": (
            "refunded at",
            "refund date",
            "refunded date",
            "date refunded",
            "erstattet am",
            "date de remboursement",
        )
    },
)

STARTED_CHECKOUT = Template(
    "Started Checkout",
    mark("A person went to the checkout with a cart."),
    (products.ITEM_NAMES, products.CHECKOUT_URL, products.categories("Categories")),
    names={"unique_id": ("checkout id", "cart id", "cart token", "checkout token", "warenkorb id")},
    doubts={
        "unique_id": mark(
            "one cart can be taken to the checkout more than once: add the time to its id"
        )
    },
    items=tuple(
        replace(each, name="ProductCategories") if each.name == "Categories" else each
        for each in _LINE
    ),
)
