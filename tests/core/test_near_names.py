"""Names that may be meant by another one are found, and the name itself never is."""

import pytest

from klaviyo_gui.core.near_names import near_names

KNOWN = ("Placed Order", "Ordered Product", "Viewed Product", "Opened Email")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("placed order", ("Placed Order",)),
        ("Placed_Order", ("Placed Order",)),
        ("PlacedOrders", ("Placed Order",)),
        ("Plaecd Order", ("Placed Order",)),
        ("Placed Order", ()),
        ("Loyalty points", ()),
        ("", ()),
    ],
)
def test_what_differs_in_capitals_joints_or_a_slip_is_near(name, near):
    assert near_names(name, KNOWN) == near


def test_the_same_but_for_capitals_come_first_and_no_more_than_three():
    known = ("Sales", "SALE", "sale", "Salee", "S-ale")
    assert near_names("Sale", known) == ("S-ale", "SALE", "sale")
