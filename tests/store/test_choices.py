import json

from klaviyo_gui.core.mapping import Column, Kind, Mapping, Pair
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
    learn(MAPPING, ("ORDER_TOTAL", "Mail", "Notes"))
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
