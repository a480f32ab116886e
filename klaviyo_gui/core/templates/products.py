"""The events of one product: looked at, put into the cart, ordered."""

from __future__ import annotations

from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.templates.shape import Detail, Template
from klaviyo_gui.language import mark

PRODUCT_NAME = (
    "product name",
    "product title",
    "product",
    "item name",
    "item title",
    "item",
    "lineitem name",
    "line item name",
    "artikelname",
    "artikelbezeichnung",
    "produktname",
    "artikel",
    "nom du produit",
    "produit",
    "nombre del producto",
    "producto",
    "nome prodotto",
    "prodotto",
    "productnaam",
    "nome do produto",
    "nazwa produktu",
)
PRODUCT_ID = ("product id", "item id", "lineitem product id", "artikel id", "id produit", "asin")
SKU = (
    "sku",
    "lineitem sku",
    "item sku",
    "product sku",
    "variant sku",
    "sku id",
    "artikelnummer",
    "artikel nr",
    "reference produit",
    "custom label",
    "custom label sku",
)
QUANTITY = (
    "quantity",
    "qty",
    "lineitem quantity",
    "item quantity",
    "quantity purchased",
    "product quantity",
    "menge",
    "anzahl",
    "stuckzahl",
    "quantite",
    "cantidad",
    "quantita",
    "aantal",
    "quantidade",
    "ilosc",
)
PRICE = (
    "item price",
    "lineitem price",
    "line item price",
    "unit price",
    "product price",
    "price",
    "item cost",
    "einzelpreis",
    "stuckpreis",
    "preis",
    "prix unitaire",
    "prix",
    "precio unitario",
    "precio",
    "prezzo unitario",
    "prezzo",
    "stukprijs",
    "prijs",
    "preco",
    "cena",
)
PRODUCT_URL = ("product url", "product link", "item url", "url", "produkt url", "url produit")
IMAGE_URL = ("image url", "product image", "product image url", "image", "image src", "bild url")
CATEGORIES = (
    "categories",
    "category",
    "product category",
    "product categories",
    "kategorie",
    "kategorien",
    "categorie",
    "categoria",
    "kategoria",
)
BRAND = (
    "brand",
    "product brand",
    "vendor",
    "lineitem vendor",
    "manufacturer",
    "marke",
    "hersteller",
    "marque",
    "fabricant",
    "marca",
    "merk",
    "producent",
)


def product(name: str, names: tuple[str, ...] = PRODUCT_NAME) -> Detail:
    """Return the detail for the name of a product."""
    return Detail(
        name, mark("What the product is called."), "Winnie the Pooh", names, is_advised=True
    )


def product_id(name: str) -> Detail:
    """Return the detail for the id of a product."""
    return Detail(
        name, mark("The product's id, as in the catalogue."), "1111", PRODUCT_ID, is_advised=True
    )


def sku(name: str) -> Detail:
    """Return the detail for the stock-keeping unit."""
    return Detail(name, mark("The number of the article in stock."), "WINNIEPOOH", SKU)


def categories(name: str) -> Detail:
    """Return the detail for the categories of a product."""
    return Detail(
        name, mark("The categories it belongs to."), "Fiction, Children", CATEGORIES, is_list=True
    )


def quantity(name: str) -> Detail:
    """Return the detail for how many."""
    return Detail(name, mark("How many of it."), "1", QUANTITY, ValueType.NUMBER)


def price(name: str) -> Detail:
    """Return the detail for the price of one."""
    return Detail(name, mark("The price of one."), "9.99", PRICE, ValueType.NUMBER)


def page(name: str) -> Detail:
    """Return the detail for the page of a product."""
    return Detail(name, mark("The product's page."), "https://shop.io/winnie", PRODUCT_URL)


def image(name: str) -> Detail:
    """Return the detail for the picture of a product."""
    return Detail(name, mark("A picture of the product."), "https://shop.io/winnie.png", IMAGE_URL)


def brand(name: str) -> Detail:
    """Return the detail for the brand of a product."""
    return Detail(name, mark("Who makes it."), "Kids Books", BRAND)


CHECKOUT_URL = Detail(
    "CheckoutURL",
    mark("The page on which the cart can be paid."),
    "https://shop.io/checkout/1",
    ("checkout url", "abandoned checkout url", "recovery url", "cart url", "checkout link"),
    is_advised=True,
)
ITEM_NAMES = Detail(
    "ItemNames",
    mark("The names of all products in it."),
    "Winnie the Pooh, A Tale of Two Cities",
    ("item names", "product names", *PRODUCT_NAME),
    is_list=True,
    is_advised=True,
)

VIEWED_PRODUCT = Template(
    "Viewed Product",
    mark("A person looked at a product."),
    (
        product("ProductName"),
        product_id("ProductID"),
        sku("SKU"),
        categories("Categories"),
        image("ImageURL"),
        page("URL"),
        brand("Brand"),
        price("Price"),
        Detail(
            "CompareAtPrice",
            mark("The price before it was lowered."),
            "14.99",
            ("compare at price", "lineitem compare at price", "list price", "rrp", "msrp", "uvp"),
            ValueType.NUMBER,
        ),
    ),
    advised=("time",),
)

ADDED_TO_CART = Template(
    "Added to Cart",
    mark("A person put a product into the cart."),
    (
        product("AddedItemProductName"),
        product_id("AddedItemProductID"),
        sku("AddedItemSKU"),
        categories("AddedItemCategories"),
        image("AddedItemImageURL"),
        page("AddedItemURL"),
        price("AddedItemPrice"),
        quantity("AddedItemQuantity"),
        Detail(
            "ItemNames",
            mark("The names of all products in the cart."),
            "Winnie the Pooh, A Tale of Two Cities",
            ("item names", "product names", "cart items"),
            is_list=True,
        ),
        CHECKOUT_URL,
    ),
    advised=("time", "value"),
)

ORDERED_PRODUCT = Template(
    "Ordered Product",
    mark("One line of an order: a product that was bought."),
    (
        Detail(
            "OrderId",
            mark("The order that the line belongs to."),
            "31625",
            ("order id", "order number", "order no", "order"),
            is_advised=True,
        ),
        product_id("ProductID"),
        sku("SKU"),
        product("ProductName"),
        quantity("Quantity"),
        page("ProductURL"),
        image("ImageURL"),
        categories("Categories"),
        brand("ProductBrand"),
    ),
    names={
        "value": PRICE,
        "unique_id": ("order item id", "lineitem id", "line item id", "order line id"),
    },
)
