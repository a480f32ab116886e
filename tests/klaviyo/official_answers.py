"""What Klaviyo answers to each operation when all is well, as small as its own models allow."""

from tests.klaviyo.official import JOB_ID, LIST_ID, METRIC_ID

_HERE = "https://a.klaviyo.com/api/here"
_TIME = "2026-11-01T08:00:00+00:00"
_LINKS = {"self": _HERE}
_JOB = {
    "type": "profile-bulk-import-job",
    "id": JOB_ID,
    "attributes": {
        "status": "complete",
        "created_at": _TIME,
        "total_count": 2,
        "completed_count": 1,
        "failed_count": 1,
        "completed_at": _TIME,
        "expires_at": _TIME,
        "started_at": _TIME,
    },
    "links": _LINKS,
}
_STREET = dict.fromkeys(("address1", "address2", "city", "region", "country", "zip"), "x")
_ACCOUNT = {
    "test_account": True,
    "contact_information": {
        "default_sender_name": "Acme",
        "default_sender_email": "post@acme.shop",
        "website_url": "https://acme.shop",
        "organization_name": "Acme Ltd",
        "street_address": _STREET,
    },
    "industry": "Clothing",
    "timezone": "Europe/Berlin",
    "preferred_currency": "EUR",
    "public_api_key": "AbC123",
    "locale": "en-US",
}
_METRIC = {
    "name": "Placed Order",
    "created": _TIME,
    "updated": _TIME,
    "integration": {"object": "integration", "id": "0eMvjm", "name": "API", "category": "API"},
}
_PROPERTY = {
    "label": "Size",
    "property": "Size",
    "inferred_type": "numeric",
    "sample_values": [42, 43],
}
_FLOW = {
    "name": "Thanks",
    "status": "live",
    "archived": False,
    "created": _TIME,
    "updated": _TIME,
    "trigger_type": "Metric",
}
_LIST = {"name": "News", "created": _TIME, "updated": _TIME, "opt_in_process": "double_opt_in"}
_PERSON = {"email": "sarah.mason@klaviyo-demo.com", "properties": {"Size": 42}}
_FAILURE = {
    "code": "invalid",
    "title": "Invalid input.",
    "detail": "Invalid email.",
    "source": {"pointer": "/data"},
    "original_payload": {"email": "sarah"},
}


def _one(type_, id_, attributes, **links):
    resource = {"type": type_, "id": id_, "attributes": attributes, **links}
    return {"data": [resource], "links": _LINKS}


ANSWERS = {
    "bulk_create_events": None,
    "bulk_import_profiles": {"data": _JOB, "links": _LINKS},
    "get_bulk_import_profiles_job": {"data": _JOB, "links": _LINKS},
    "get_bulk_import_profiles_jobs": {"data": [_JOB], "links": _LINKS},
    "get_errors_for_bulk_import_profiles_job": _one("import-error", "e-1", _FAILURE),
    "get_accounts": _one("account", "AbC123", _ACCOUNT, links=_LINKS),
    "get_metrics": _one("metric", METRIC_ID, _METRIC, links=_LINKS),
    "get_properties_for_metric": _one("metric-property", "p-1", _PROPERTY, links=_LINKS),
    "get_flows_triggered_by_metric": _one("flow", "Fl0w01", _FLOW, links=_LINKS),
    "get_flows_triggered_by_list": _one(
        "flow", "Fl0w02", _FLOW | {"trigger_type": "Added to List"}, links=_LINKS
    ),
    "get_lists": _one("list", LIST_ID, _LIST, links=_LINKS),
    "get_profiles": _one("profile", "01GDDKASAP8TKDDA2GRZDSVP4H", _PERSON, links=_LINKS),
}
