"""Exports of orders as three kinds of shop write them, each with what must be sent of it.

They are made here with a fixed seed: columns and habits are those of the programs, every name,
address and sum is invented.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

PRESET = {"format": "klaviyo-gui preset", "version": 1}
_WARES = (
    ("TEE-01", "Tee, white", "Shirts", "Northwind", 1900),
    ("TEE-02", 'Tee "Classic"', "Shirts", "Northwind", 2450),
    ("CAP-7", "Cap \N{EN DASH} navy", "Hats", "Élan", 1250),
    ("MUG-3", "Mug Füchschen", "Kitchen", "Fuchs & Co", 990),
    ("LAMP-12", "Desk lamp", "Home", "Lumen", 123450),
    ("SOCK", "Socks (3 pairs)", "Socks", "", 700),
)
"""Number, name, kind, brand and price in hundredths; one of them has no brand."""

_BEGUN = datetime(2024, 1, 2, 8, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Export:
    """A file with its preset, and the events that it must become, by their id."""

    name: str
    content: bytes
    preset: dict[str, Any]
    events: dict[str, dict[str, Any]]
    lines: int
    encoding: str = "utf-8"
    delimiter: str = ","

    def rows(self) -> dict[int, list[str]]:
        """Return the rows by their line; no cell holds a line break."""
        text = io.StringIO(self.content.decode(self.encoding), newline="")
        found = dict(enumerate(csv.reader(text, delimiter=self.delimiter), 1))
        del found[1]
        return found


@dataclass(frozen=True)
class _Order:
    number: int
    email: str
    first: str
    last: str
    moment: datetime
    wares: tuple[tuple[tuple[str, str, str, str, int], int], ...]
    shipping: int
    discount: int
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def subtotal(self) -> int:
        return sum(ware[4] * count for ware, count in self.wares)

    @property
    def total(self) -> int:
        return self.subtotal + self.shipping - self.discount


def _orders(seed: int, lines: int) -> list[_Order]:
    """Return orders with so many lines in all."""
    chance = random.Random(seed)
    firsts, lasts = ("Ann", "Bo", "Zoë", "Jörg", "Mia"), ("Lee", "O'Hara", "Köhler", "Núñez")
    made: list[_Order] = []
    left = lines
    while left:
        count = min(left, chance.choice((1, 1, 2, 3, 3, 4)))
        at = len(made)
        wares = tuple((ware, chance.randint(1, 3)) for ware in chance.sample(_WARES, count))
        made.append(
            _Order(
                1001 + at,
                f"customer{at % (lines // 3 + 1)}@shop-demo.com",
                firsts[at % (lines // 3 + 1) % 5],
                lasts[at % (lines // 3 + 1) % 4],
                _BEGUN + timedelta(minutes=37 * at),
                wares,
                chance.choice((0, 490)),
                chance.choice((0, 0, 200)),
            )
        )
        left -= count
    return made


def _point(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}"


def _comma(hundredths: int) -> str:
    return f"{hundredths / 100:,.2f}".translate(str.maketrans(",.", ".,"))


def _events(orders: list[_Order], prefix: str, price: str, names: tuple[str, ...]) -> Any:
    """Return what must be sent of each order: its value, time, items and flat lists."""
    found = {}
    for order in orders:
        items = [
            {
                "SKU": ware[0],
                "ProductName": ware[1],
                "Quantity": count,
                price: (ware[4] * count if price == "RowTotal" else ware[4]) / 100,
            }
            | ({"Brand": ware[3]} if ware[3] and "Brands" in names else {})
            for ware, count in order.wares
        ]
        flat = {
            "ItemNames": [ware[1] for ware, _ in order.wares],
            "Categories": list(dict.fromkeys(ware[2] for ware, _ in order.wares)),
            "Brands": list(dict.fromkeys(ware[3] for ware, _ in order.wares if ware[3])),
        }
        found[f"{prefix}{order.number}"] = {
            "email": order.email,
            "value": order.total / 100,
            "time": order.moment.isoformat(timespec="seconds"),
            "Items": items,
            **{name: flat[name] for name in names if flat[name]},
        }
    return found


def _preset(
    key: str,
    of_order: dict[str, Any],
    of_items: dict[str, Any],
    per_item: tuple[str, ...],
    **more: Any,
) -> dict[str, Any]:
    pairs = [{"target": "metric", "text": "Placed Order"}]
    for target, source in (of_order | of_items).items():
        pairs.append(
            {"target": target, **(source if isinstance(source, dict) else {"column": source})}
        )
    grouping = {"key": [key], "per_item": list(per_item)}
    return PRESET | {"events": pairs, "grouping": grouping} | more


def _number(column: str, **chosen: str) -> dict[str, Any]:
    return {"column": column, "type": "number"} | ({"convert": chosen} if chosen else {})


def shopify_like(lines: int = 25_000) -> Export:
    """Return an export that tells of an order in its first line alone, newest orders first."""
    orders = _orders(31, lines)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        (
            *("Name", "Email", "Financial Status", "Paid at", "Currency", "Subtotal", "Shipping"),
            *("Taxes", "Total", "Discount Amount", "Created at", "Lineitem quantity"),
            *("Lineitem name", "Lineitem price", "Lineitem sku", "Lineitem fulfillment status"),
            *("Billing Name", "Billing City", "Billing Country", "Notes", "Vendor", "Id"),
        )
    )
    blank = ("",) * 10
    for order in reversed(orders):
        moment = f"{order.moment:%Y-%m-%d %H:%M:%S} +0000"
        for at, (ware, count) in enumerate(order.wares):
            told = (
                *(order.email, "paid", moment, "USD", _point(order.subtotal)),
                *(_point(order.shipping), "0.00", _point(order.total), _point(order.discount)),
                moment,
            )
            item = (str(count), ware[1], _point(ware[4]), ware[0], "fulfilled")
            person = (f"{order.first} {order.last}", "Springfield", "US", "")
            writer.writerow(
                (
                    f"#{order.number}",
                    *(told if at == 0 else blank),
                    *item,
                    *(person if at == 0 else ("", "", "", "")),
                    ware[3],
                    str(5_000_000_000 + order.number) if at == 0 else "",
                )
            )
    preset = _preset(
        "Name",
        {
            "profile.email": "Email",
            "time": "Created at",
            "value": "Total",
            "value_currency": "Currency",
            "unique_id": "Name",
            "properties.BillingAddress.City": "Billing City",
        },
        {
            "properties.Items[].SKU": "Lineitem sku",
            "properties.Items[].ProductName": "Lineitem name",
            "properties.Items[].Quantity": _number("Lineitem quantity"),
            "properties.Items[].ItemPrice": _number("Lineitem price"),
            "properties.Items[].Brand": "Vendor",
            "properties.ItemNames[]": "Lineitem name",
            "properties.Brands[]": "Vendor",
        },
        (
            *("Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku"),
            *("Lineitem fulfillment status", "Vendor"),
        ),
    )
    events = _events(orders, "#", "ItemPrice", ("ItemNames", "Brands"))
    return Export("orders_export_1.csv", text.getvalue().encode(), preset, events, lines)


def woocommerce_like(lines: int = 600) -> Export:
    """Return an export that tells of an order in each of its lines, sorted by article."""
    orders = _orders(32, lines)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        (
            *("Order Number", "Order Status", "Order Date", "Customer Note"),
            *("First Name (Billing)", "Last Name (Billing)", "Email (Billing)"),
            *("Country Code (Billing)", "Payment Method Title", "Order Total Amount"),
            *("Item #", "SKU", "Item Name", "Category", "Quantity (- Refund)", "Item Cost"),
        )
    )
    rows = [
        (
            *(str(order.number), "Completed", f"{order.moment:%Y-%m-%d %H:%M}", ""),
            *(order.first, order.last, order.email, "US", "Card", _point(order.total)),
            *(str(at), ware[0], ware[1], ware[2], str(count), _point(ware[4])),
        )
        for order in orders
        for at, (ware, count) in enumerate(order.wares, 1)
    ]
    # By article, the lines of an order stand far apart, and still in their own order.
    rows.sort(key=lambda row: int(row[10]))
    writer.writerows(rows)
    preset = _preset(
        "Order Number",
        {
            "profile.email": "Email (Billing)",
            "profile.first_name": "First Name (Billing)",
            "time": "Order Date",
            "value": "Order Total Amount",
            "unique_id": "Order Number",
        },
        {
            "properties.Items[].SKU": "SKU",
            "properties.Items[].ProductName": "Item Name",
            "properties.Items[].Quantity": _number("Quantity (- Refund)"),
            "properties.Items[].ItemPrice": _number("Item Cost"),
            "properties.ItemNames[]": "Item Name",
            "properties.Categories[]": "Category",
        },
        ("Item #", "SKU", "Item Name", "Category", "Quantity (- Refund)", "Item Cost"),
        options={"time_zone": "UTC"},
    )
    events = _events(orders, "", "ItemPrice", ("ItemNames", "Categories"))
    return Export(
        "orders-woo.csv", b"\xef\xbb\xbf" + text.getvalue().encode(), preset, events, lines
    )


def german(lines: int = 600) -> Export:
    """Return an export with semicolons, commas for points, days first, in Windows-1252."""
    orders = _orders(33, lines)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        (
            *("Bestellnummer", "Bestelldatum", "E-Mail", "Vorname", "Nachname", "Ort"),
            *("Gesamtbetrag", "Währung", "Pos.", "Artikelnummer", "Artikelbezeichnung"),
            *("Warengruppe", "Menge", "Einzelpreis", "Positionssumme"),
        )
    )
    for order in orders:
        for at, (ware, count) in enumerate(order.wares, 1):
            writer.writerow(
                (
                    *(f"B-{order.number}", f"{order.moment:%d.%m.%Y %H:%M}", order.email),
                    *(order.first, order.last, "Köln", _comma(order.total), "EUR", str(at)),
                    *(ware[0], ware[1], ware[2], str(count), _comma(ware[4])),
                    _comma(ware[4] * count),
                )
            )
    preset = _preset(
        "Bestellnummer",
        {
            "profile.email": "E-Mail",
            "profile.first_name": "Vorname",
            "time": {"column": "Bestelldatum", "convert": {"date": "day first"}},
            "value": {"column": "Gesamtbetrag", "convert": {"number": "comma"}},
            "value_currency": "Währung",
            "unique_id": "Bestellnummer",
        },
        {
            "properties.Items[].SKU": "Artikelnummer",
            "properties.Items[].ProductName": "Artikelbezeichnung",
            "properties.Items[].Quantity": _number("Menge"),
            "properties.Items[].RowTotal": _number("Positionssumme", number="comma"),
            "properties.ItemNames[]": "Artikelbezeichnung",
            "properties.Categories[]": "Warengruppe",
        },
        (
            *("Pos.", "Artikelnummer", "Artikelbezeichnung", "Warengruppe", "Menge"),
            *("Einzelpreis", "Positionssumme"),
        ),
        options={"time_zone": "UTC"},
    )
    events = _events(orders, "B-", "RowTotal", ("ItemNames", "Categories"))
    content = text.getvalue().encode("cp1252")
    return Export("bestellungen.csv", content, preset, events, lines, "cp1252", ";")
