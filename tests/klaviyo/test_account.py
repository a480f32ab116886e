import pytest

from klaviyo_gui.klaviyo.account import Account, account_in


def test_an_account_is_read_from_its_document():
    document = {
        "data": [
            {
                "type": "account",
                "id": "AbC123",
                "attributes": {
                    "test_account": True,
                    "contact_information": {"organization_name": "Ann's Shop"},
                    "timezone": "Europe/Copenhagen",
                    "preferred_currency": "DKK",
                },
            }
        ]
    }
    assert account_in(document) == Account(
        "AbC123", "Ann's Shop", "Europe/Copenhagen", "DKK", is_test=True
    )


def test_only_a_plain_yes_makes_a_test_account():
    document = {"data": [{"type": "account", "id": "A", "attributes": {"test_account": "true"}}]}
    assert account_in(document) == Account("A", "", "", "", is_test=False)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        ["x"],
        [{"type": "list", "id": "A"}],
        [{"type": "account", "id": 5}],
        {"type": "account", "id": "A"},
        [{"type": "account", "id": "A"}, {"type": "account", "id": "B"}],
        [{"type": "account", "id": "A"}, {"type": "account", "id": "A"}],
        [{"type": "account", "id": "A"}, "B"],
    ],
)
def test_an_answer_without_an_account_names_none(data):
    assert account_in({"data": data}) is None
