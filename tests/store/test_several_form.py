import json

import pytest

from klaviyo_gui.core.errors import PresetUnreadable
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.mapping import Column, Fixed, Mapping, Pair
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.store.presets import FORMAT, Preset, load, save

PAIRS = (Pair("metric", Fixed("Fulfilled Order")), Pair("time", Column("SHIPPED_AT")))
WHEN = RowFilter((Condition("SHIPPED_AT", Ask.IS_FILLED),))


@pytest.mark.parametrize(
    "mapping",
    [
        Mapping(PAIRS),
        Mapping(PAIRS, condition=WHEN),
        Mapping(PAIRS, further=(FurtherEvent(PAIRS, WHEN), FurtherEvent(PAIRS, None, True))),
    ],
)
def test_several_events_are_kept_as_they_are(tmp_path, mapping):
    path = tmp_path / "saved.json"
    save(path, Preset("saved", mapping))
    assert load(path).mapping == mapping
    kept = json.loads(path.read_text("utf-8"))
    assert ("further_events" in kept) is bool(mapping.further)
    assert ("condition" in kept) is bool(mapping.condition)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ({"further_events": {}}, "“further_events” must be a list of events"),
        (
            {"further_events": ["x"]},
            "event 1 of “further_events” must be names and values in braces",
        ),
        (
            {"further_events": [{"event": []}]},
            "“event” in event 1 of “further_events” must be a list with at least one pair",
        ),
        (
            {"further_events": [{"event": [{"target": "metric", "text": "A"}], "per_item": 1}]},
            "“per_item” in event 1 of “further_events” must be true or false",
        ),
        (
            {
                "further_events": [
                    {"event": [{"target": "metric", "text": "A"}], "condition": {"match": "x"}}
                ]
            },
            (
                "“match” in “condition” of event 1 of “further_events” is “x”; "
                "it must be “all” or “any”"
            ),
        ),
        (
            {"condition": {"conditions": []}},
            "“conditions” in “condition” must be a list with at least one condition",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path, content, cause):
    path = tmp_path / "saved.json"
    path.write_text(json.dumps({"format": FORMAT, "version": 1, **content}), "utf-8")
    with pytest.raises(PresetUnreadable) as caught:
        load(path)
    assert caught.value.cause == cause
