import pytest

from klaviyo_gui.core.secret import holds_key

FIGURES = "1234567890abcdef1234567890abcdef12"


@pytest.mark.parametrize(
    "text",
    [f"pk_{FIGURES}", f"PK_{FIGURES.upper()}", f"pk_AbC123_{FIGURES}", f"a “pk_{FIGURES}” b"],
)
def test_a_private_key_is_known_wherever_it_stands(text):
    assert holds_key(text)


@pytest.mark.parametrize("text", ["", "pk_", "pk_added", "pk_practice", "order_pk", FIGURES])
def test_the_name_of_a_column_is_no_key(text):
    assert not holds_key(text)
