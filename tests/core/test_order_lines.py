from klaviyo_gui.core.order_lines import Difference, Look, Order, look_at, orders_of, several

HEADER = ("Order", "Shop", "Total")


def test_rows_of_one_number_are_one_order_wherever_they_stand():
    rows = [["1", "A", ""], ["2", "A", ""], ["1", "A", ""]]
    assert orders_of(HEADER, rows, ("Order",)) == (Order(("1",), (0, 2)), Order(("2",), (1,)))


def test_every_key_column_tells_orders_apart():
    rows = [["1", "A", ""], ["1", "B", ""]]
    assert len(orders_of(HEADER, rows, ("Order",))) == 1
    assert [each.name for each in orders_of(HEADER, rows, ("Order", "Shop"))] == ["1 A", "1 B"]


def test_rows_without_a_key_or_of_another_width_are_lines_of_no_order():
    rows = [["1", "A", "5"], [" ", "A", "5"], ["1", "A"], ["1", "A", "5", "6"]]
    assert orders_of(HEADER, rows, ("Order",)) == (Order(("1",), (0,)),)


def test_a_column_that_is_not_there_tells_of_no_order():
    assert orders_of(HEADER, [["1", "A", "5"]], ("Number",)) == ()


def test_a_column_is_told_once_the_same_or_differing_within_orders():
    rows = [
        *(["1", "", "10"], ["1", "", ""]),
        *(["2", "", "10"], ["2", "", " 10 "]),
        *(["3", "", "10"], ["3", "", ""], ["3", "", "12"]),
        *(["4", "", ""], ["4", "", ""]),
        *(["5", "", ""], ["5", "", "7"]),
        ["6", "", "1"],
    ]
    orders = several(orders_of(HEADER, rows, ("Order",)))
    third = Order(("3",), (4, 5, 6))
    look = look_at(2, rows, orders)
    assert look == Look(4, 1, 1, Difference(third, ("10", "12")))
    assert look.share_differing == 0.25
    assert not look.is_mostly_once


def test_nothing_differs_where_no_order_has_several_lines():
    assert Look().share_differing == 0
