"""Writes order files of any size with the columns of the sample; the same rows every time."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HEADER = [
    "ORDER_ID",
    "COUPON_CODE",
    "BILL_FIRST_NAME",
    "BILL_LAST_NAME",
    "BILL_ADDRESS1",
    "BILL_CITY",
    "BILL_COUNTRY_CODE",
    "BILL_STATE_CODE",
    "BILL_ZIP",
    "BILL_COMPANY_NAME",
    "BILL_PHONE",
    "ORDER_TYPE",
    "ORDER_STATUS",
    "DATE_ORDERED",
    "EMAIL",
    "ORDER_TOTAL",
]


def write_orders(path: Path, rows: int, faulty: int = 0) -> None:
    """Write so many orders of about half as many people, some 140 bytes a row.

    The first ``faulty`` of them have no address that could be one.
    """
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for at in range(rows):
            person = at * 7919 % max(1, rows // 2)
            writer.writerow(
                (
                    100_000 + at,
                    "SPRING10" if at % 3 == 0 else "",
                    f"Name{person % 977}",
                    f"Family{person % 1009}",
                    f"{person % 190} Oak Street",
                    "Portland",
                    "USA",
                    "OR",
                    "97205",
                    "",
                    f"503-{200 + person // 10_000 % 800}-{person % 10_000:04d}",
                    "B2C",
                    "Shipped",
                    f"2024-{1 + at % 12:02d}-{1 + at % 28:02d} {at % 24:02d}:{at % 60:02d}:07",
                    f"person{person}@klaviyo-demo.com" if at >= faulty else "nobody",
                    f"{at % 20_000 / 100:.2f}",
                )
            )
