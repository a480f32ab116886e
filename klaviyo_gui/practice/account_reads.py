"""The operation that shows the account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from klaviyo_gui.practice.answer import Answer, document

if TYPE_CHECKING:
    from klaviyo_gui.practice.account import Account
    from klaviyo_gui.practice.request import Request


class AccountReads:
    """Shows the accounts that the key belongs to: one."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def accounts(self, request: Request) -> Answer:
        """Show the account."""
        return document(200, _account_page(self._account, request.origin))


def _account_page(account: Account, origin: str) -> dict[str, Any]:
    resource = {
        "type": "account",
        "id": account.id,
        "attributes": {
            "test_account": account.is_test,
            "contact_information": {
                "default_sender_name": account.name,
                "default_sender_email": account.sender_email,
                "website_url": None,
                "organization_name": account.name,
                "street_address": dict.fromkeys(
                    ("address1", "address2", "city", "region", "country", "zip")
                ),
            },
            "industry": None,
            "timezone": account.time_zone,
            "preferred_currency": account.currency,
            "public_api_key": account.id,
            "locale": account.locale,
        },
        "links": {"self": f"{origin}/api/accounts/{account.id}/"},
    }
    return {
        "data": [resource],
        "links": {"self": f"{origin}/api/accounts", "next": None, "prev": None},
    }
