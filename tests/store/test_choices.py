import json

import pytest

from klaviyo_gui.core.mapping import Column, Kind, Mapping, Options, Pair
from klaviyo_gui.core.memory import LEFT_OUT, Memory
from klaviyo_gui.store.choices import forget_choices, learn, memory

MAPPING = Mapping((Pair("value", Column("ORDER_TOTAL")),), (Pair("email", Column("Mail")),))


def test_choices_are_counted_and_come_back():
    assert memory() == Memory()
    learn(MAPPING)
    learn(MAPPING)
    assert memory().recall(Kind.EVENTS, "Order total").target == "value"
    assert memory().chosen == {
        "order total": ((Kind.EVENTS, "value", 2),),
        "mail": ((Kind.PROFILES, "email", 2),),
    }


def test_what_was_left_out_of_a_file_comes_back_as_left_out():
    learn(MAPPING.leaving_out(("Notes",)))
    assert memory().recall(Kind.EVENTS, "notes").target == LEFT_OUT


def test_choices_can_be_forgotten():
    learn(MAPPING)
    forget_choices()
    assert memory() == Memory()


def test_what_is_not_well_formed_is_forgotten_alone(home):
    learn(MAPPING)
    path = home / "choices.json"
    content = json.loads(path.read_text())
    content["entries"] |= {
        "a": 5,
        "b": [["events", "value", 0], ["events", 5, 1], ["orders", "value", 1], "x"],
        "c": [["events", "value", 3], ["events", "value"]],
    }
    path.write_text(json.dumps(content))
    assert set(memory().chosen) == {"order total", "mail", "c"}
    assert memory().recall(Kind.EVENTS, "c").target == "value"


def test_where_nothing_can_be_written_nothing_is_remembered(home):
    home.write_text("a file stands where the folder should be")
    learn(MAPPING)
    forget_choices()
    assert memory() == Memory()


def test_the_zone_said_last_comes_back_and_one_unsaid_takes_it_not_away(home):
    learn(MAPPING.with_options(Options("Asia/Tokyo")))
    learn(MAPPING.with_options(Options("Europe/Berlin")))
    learn(MAPPING.leaving_out(("Zone:",)))
    assert memory().zone == "Europe/Berlin"
    assert set(memory().chosen) == {"order total", "mail", "zone"}
    forget_choices()
    assert memory().zone == ""


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", 5, ["Europe/Berlin"]])
def test_a_zone_that_does_not_exist_is_forgotten(home, zone):
    learn(MAPPING.with_options(Options("Europe/Berlin")))
    path = home / "choices.json"
    content = json.loads(path.read_text())
    assert "Europe/Berlin" in content["entries"].values()
    content["entries"]["zone:"] = zone
    path.write_text(json.dumps(content))
    assert memory().zone == ""
    assert memory().recall(Kind.EVENTS, "Order total").target == "value"
