"""Bodies are what Klaviyo's own models take, to the key: those models drop unknown keys."""

from datetime import datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_client.models.events_bulk_create_job import EventsBulkCreateJob
from openapi_client.models.profile_import_job_create_query import ProfileImportJobCreateQuery

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Column, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.record import Plan, compile_plan
from klaviyo_gui.klaviyo.bodies import wrap
from tests.core.cells import NOW
from tests.klaviyo.official import keeps_everything

MODELS = {Kind.EVENTS: EventsBulkCreateJob, Kind.PROFILES: ProfileImportJobCreateQuery}
CELLS = {
    ValueType.TEXT: st.text(min_size=1, max_size=40),
    ValueType.NUMBER: st.integers(-(10**6), 10**6).map(lambda cents: str(cents / 100)),
    ValueType.YES_NO: st.sampled_from(["yes", "no"]),
    ValueType.TIME: st.datetimes(datetime(1991, 1, 1), datetime(2026, 1, 1)).map(str),  # noqa: DTZ001 - cells have no zone
    ValueType.EMAIL: st.just("sarah.mason@klaviyo-demo.com"),
    ValueType.PHONE: st.just("+15005550006"),
    ValueType.LIST: st.just('["red", "blue"]'),
}
OWN_CELLS = {
    "metric": st.text("abcÄ ", min_size=1, max_size=127).filter(str.strip),
    "value_currency": st.just("USD"),
    "unique_id": st.text("0123456789-", min_size=1, max_size=255),
}
NAMES = st.text(min_size=1, max_size=12)
FREE_TYPES = st.sampled_from([None, *ValueType])


@st.composite
def mapped_rows(draw, kind):
    """Return a mapping with any of Klaviyo's properties and some custom ones, and a row for it."""
    needed = {catalog.identifiers(kind)[0]} | ({"metric"} if kind is Kind.EVENTS else set())
    own = [
        target for target in catalog.targets(kind) if target.key in needed or draw(st.booleans())
    ]
    chosen = [(target.key, None, target.type) for target in own]
    for name in draw(st.lists(NAMES, unique=True, max_size=4)):
        of_person = kind is Kind.EVENTS and draw(st.booleans())
        to = draw(FREE_TYPES)
        chosen.append((catalog.custom(name, of_person=of_person), to, to or ValueType.TEXT))
    made = [Pair(key, Column(f"column {key}"), to) for key, to, _ in chosen]
    row = [
        draw(st.one_of(st.just(""), OWN_CELLS.get(key, CELLS[read_as])))
        if key not in needed
        else draw(OWN_CELLS.get(key, CELLS[read_as]).filter(str.strip))
        for key, _, read_as in chosen
    ]
    return Mapping().with_pairs(kind, tuple(made)), tuple(row)


def conforms(kind, items):
    body = orjson.loads(wrap(kind, items))
    keeps_everything(body, MODELS[kind].from_dict(body).to_dict())


@pytest.mark.parametrize("kind", Kind)
@given(data=st.data(), is_history=st.booleans())
def test_every_record_is_taken_whole_by_klaviyo_s_own_model(kind, data, is_history):
    mapping, row = data.draw(mapped_rows(kind))
    header = mapping.columns()
    record = compile_plan(Plan(mapping, header, NOW, is_history), kind)(row)
    held = [problem for problem in record.problems if problem.severity == "hold"]

    if held:
        assert [problem.code for problem in held] == ["time_missing"]
    else:
        conforms(kind, [record.body, record.body])


def full(kind):
    pairs = tuple(Pair(each.key, Column(each.key)) for each in catalog.targets(kind))
    plan = Plan(Mapping().with_pairs(kind, pairs), tuple(pair.target for pair in pairs), NOW)
    record = compile_plan(plan, kind)([each.example for each in catalog.targets(kind)])
    assert record.problems == ()
    return record.body


@pytest.mark.parametrize("kind", Kind)
def test_a_record_with_all_of_klaviyo_s_properties_is_taken_whole(kind):
    conforms(kind, [full(kind)])


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'"email"', b'"$email"'),
        (b'"location"', b'"place"'),
        (b'"zip"', b'"zip_code"'),
        (b'"id"', b'"profile_id"'),
    ],
)
def test_a_key_that_klaviyo_does_not_know_would_fail_these_tests(kind, right, wrong):
    assert right in full(kind)
    with pytest.raises(AssertionError, match="the model dropped"):
        conforms(kind, [full(kind).replace(right, wrong)])
