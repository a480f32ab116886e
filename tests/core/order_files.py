"""Small files of orders with a row for each line, as shops write them."""

import random

SHOPIFY = (
    "Name,Email,Financial Status,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem taxable,"
    "Billing Name,Vendor,Id"
)
WOOCOMMERCE = (
    "Order Number,Order Status,Order Date,Email (Billing),Order Total Amount,SKU,Item #,Item Name,"
    "Quantity (- Refund),Item Cost,Category"
)
GERMAN = (
    "Bestellnummer,Bestelldatum,E-Mail,Status,Artikelnummer,Artikelbezeichnung,Menge,Einzelpreis,"
    "Positionssumme,Gesamtbetrag"
)
SHOPWARE = (
    "orderNumber,orderDateTime,customerEmail,amountTotal,lineItems.payload.productNumber,"
    "lineItems.label,lineItems.quantity,lineItems.unitPrice,lineItems.totalPrice"
)
MAGENTO = (
    "increment_id,created_at,customer_email,grand_total,status,item_sku,item_name,"
    "item_qty_ordered,item_price,item_row_total"
)
AMAZON = (
    "order-id,order-item-id,purchase-date,buyer-email,sku,product-name,quantity-purchased,"
    "currency,item-price,item-tax"
)

ITEMS = {
    "Shopify": (SHOPIFY, "Name", "Lineitem sku", "Lineitem name", "Lineitem quantity"),
    "WooCommerce": (WOOCOMMERCE, "Order Number", "SKU", "Item Name", "Quantity (- Refund)"),
    "German": (GERMAN, "Bestellnummer", "Artikelnummer", "Artikelbezeichnung", "Menge"),
    "Shopware": (
        SHOPWARE,
        "orderNumber",
        "lineItems.payload.productNumber",
        "lineItems.label",
        "lineItems.quantity",
    ),
    "Magento": (MAGENTO, "increment_id", "item_sku", "item_name", "item_qty_ordered"),
    "Amazon": (AMAZON, "order-id", "sku", "product-name", "quantity-purchased"),
}
"""``shop → (header, number of the order, SKU, name of the product, quantity)``."""

_OF_ITEMS = (
    *("lineitem", "lineitems", "item", "sku", "artikel", "menge", "einzelpreis", "position"),
    *("quantity", "product", "vendor", "category"),
)
_NUMBERS = ("quantity", "menge", "price", "preis", "cost", "tax", "summe", "total", "betrag", "qty")


def is_of_items(name):
    """Tell whether such a file tells of one item in this column, by the first word of its name."""
    return name.casefold().startswith(_OF_ITEMS)


def lines(header, orders=60, *, at_first=False, seed=1):
    """Return the rows of orders of one to four lines; ``at_first`` tells an order only once."""
    names, chance = header.split(","), random.Random(seed)
    rows = []
    for order in range(orders):
        whole = [_of_order(name, order) for name in names]
        for line in range(chance.choice((1, 2, 2, 3, 4))):
            told = whole if line == 0 or not at_first else [whole[0], whole[1], *[""] * len(names)]
            rows.append(
                [
                    _of_item(name, chance) if is_of_items(name) else told[at]
                    for at, name in enumerate(names)
                ]
            )
    return rows


def _of_order(name, order):
    words = name.casefold()
    if "mail" in words:
        return f"person{order % 50}@shop.example"
    if any(each in words for each in ("date", "datum", "created")):
        return f"2024-03-{order % 28 + 1:02d} 10:{order % 60:02d}:00"
    if any(each in words for each in _NUMBERS):
        return f"{20 + order}.50"
    if words in {"currency", "status", "order status", "financial status"}:
        return {"currency": "EUR"}.get(words, "paid")
    return f"{1000 + order}"


def _of_item(name, chance):
    words = name.casefold()
    if "compare" in words:
        return ""
    if "taxable" in words:
        return "true"
    if "category" in words:
        return chance.choice(("Cups", "Teas"))
    if any(each in words for each in ("quantity", "menge", "qty")):
        return str(chance.randint(1, 3))
    if any(each in words for each in _NUMBERS):
        return f"{chance.randint(3, 60)}.50"
    return f"Cup {chance.randint(1, 900)}"
