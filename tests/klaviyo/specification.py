"""Klaviyo's own specification, where it lies beside this project."""

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest

_PLACE = Path(__file__).parents[3] / "shared" / "klaviyo" / "openapi-2026-07-15.json"
MEDIA_TYPE = "application/vnd.api+json"


@cache
def specification():
    """Return the document; the test is skipped where there is none."""
    if not _PLACE.exists():
        pytest.skip("Klaviyo's specification does not lie beside this project")
    return json.loads(_PLACE.read_text(encoding="utf-8"))


@cache
def operations():
    """Return each operation with its method and path, by its id."""
    return {
        each["operationId"]: (method.upper(), path, each)
        for path, methods in specification()["paths"].items()
        for method, each in methods.items()
        if isinstance(each, dict) and "operationId" in each
    }


def as_json_schema(schema, *, strictly=False):
    """Write OpenAPI 3.0's ``nullable`` as JSON Schema has it.

    One of integer and number is said where any is meant, for an integer is both. ``strictly``
    forbids keys that are not named, as Klaviyo does and the specification does not say.
    """
    if isinstance(schema, list):
        return [as_json_schema(part, strictly=strictly) for part in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {
        "anyOf" if name == "oneOf" else name: as_json_schema(part, strictly=strictly)
        for name, part in schema.items()
    }
    if strictly and plain.get("type") == "object" and "properties" in plain:
        plain = {"additionalProperties": False, **plain}
    return {"anyOf": [plain, {"type": "null"}]} if schema.get("nullable") is True else plain


@cache
def _components(*, strictly):
    return as_json_schema(specification()["components"], strictly=strictly)


def validator(schema, *, strictly=False):
    """Return what checks documents; the components are needed to follow references."""
    whole = as_json_schema(schema, strictly=strictly)
    return jsonschema.Draft202012Validator({**whole, "components": _components(strictly=strictly)})


@cache
def body_validator(operation):
    """Return what checks the bodies of requests, strictly."""
    _, _, found = operations()[operation]
    return validator(found["requestBody"]["content"][MEDIA_TYPE]["schema"], strictly=True)


def answer_validator(operation, status):
    """Return what checks the answers of this status."""
    _, _, found = operations()[operation]
    answer = found["responses"][str(status)]
    while "$ref" in answer:
        answer = specification()["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    return validator(answer["content"][MEDIA_TYPE]["schema"])
