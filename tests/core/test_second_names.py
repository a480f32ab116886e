import pytest

from klaviyo_gui.core.second_names import likely_second


@pytest.mark.parametrize(
    ("first", "beside", "likely"),
    [
        ("orders.csv", ("customers.csv",), "customers.csv"),
        ("orders.csv", ("orders.csv", "CUSTOMERS-2024.CSV"), "CUSTOMERS-2024.CSV"),
        ("bestellungen.csv", ("kunden_export.csv", "notizen.txt"), "kunden_export.csv"),
        ("orders.csv", ("old_customers.csv", "customers.csv"), ""),
        ("orders.csv", ("customers.xlsx",), ""),
        ("orders.csv", ("customersatisfaction.csv", "march.csv"), ""),
        ("customers.csv", ("products.csv",), ""),
        ("orders.csv", (), ""),
    ],
)
def test_one_file_of_the_same_kind_is_likely_by_a_whole_word_of_its_name(first, beside, likely):
    assert likely_second(first, beside) == likely
