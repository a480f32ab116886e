"""What was chosen is found again by the mapping and the account, and by nothing else."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klaviyo_gui import paths
from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.effect_choice import EffectChoice
from klaviyo_gui.core.flow import Flow
from klaviyo_gui.core.mapping import (
    Column,
    Fixed,
    Mapping,
    Options,
    Pair,
    Repeats,
    Undated,
)
from klaviyo_gui.store import chosen_effects
from klaviyo_gui.store.chosen_effects import KEPT, chosen_effect, keep_effect
from klaviyo_gui.store.library import Library
from klaviyo_gui.store.presets import Preset

MAPPING = Mapping(
    (Pair("metric", Fixed("Placed Order")), Pair("profile.email", Column("email"))),
    (Pair("email", Column("email")),),
)
AT = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
LIVE = EffectChoice(
    False, AT, None, (Flow("F1", "Thank you", "live", updated="2026-01-01"),), (2, 1, 0)
)
SHOP = "AbC123"
MOMENTS = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5.5))])).map(
    lambda each: each.replace(microsecond=0)
)


@pytest.mark.parametrize(
    "choice", [LIVE, EffectChoice(True, AT), replace(LIVE, history_before=AT, flows=())]
)
def test_a_choice_comes_back_as_it_was_made(home, choice):
    assert chosen_effect(MAPPING, SHOP) is None
    keep_effect(MAPPING, SHOP, choice)
    assert chosen_effect(MAPPING, SHOP) == choice
    keep_effect(MAPPING, SHOP, None)
    assert chosen_effect(MAPPING, SHOP) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    choice=st.builds(
        EffectChoice,
        st.booleans(),
        MOMENTS,
        st.none() | MOMENTS,
        st.lists(st.builds(Flow, st.text(), st.text(), st.text(), st.booleans(), st.text())).map(
            tuple
        ),
    )
)
def test_any_choice_comes_back(home, choice):
    keep_effect(MAPPING, SHOP, choice)
    assert chosen_effect(MAPPING, SHOP) == choice


@pytest.mark.parametrize(
    "other",
    [
        MAPPING.joining(ContactList("Y6nRLr", "News", SHOP)),
        replace(MAPPING, profiles=()),
        replace(MAPPING, events=(Pair("metric", Fixed("Sale")), MAPPING.events[1])),
        MAPPING.with_options(Options("Europe/Berlin")),
        MAPPING.with_options(Options(repeats=Repeats.APART)),
        MAPPING.with_options(Options(undated=Undated.SENDING)),
    ],
)
def test_a_preset_that_does_something_else_is_asked_about_anew(home, other):
    keep_effect(MAPPING, SHOP, LIVE)
    assert chosen_effect(other, SHOP) is None


def test_another_account_is_asked_about_anew(home):
    keep_effect(MAPPING, SHOP, LIVE)
    assert chosen_effect(MAPPING, "XyZ789") is None


def test_how_texts_are_read_changes_nothing(home):
    keep_effect(MAPPING, SHOP, LIVE)
    assert chosen_effect(MAPPING.with_options(Options(phone_country="DE")), SHOP) == LIVE


def test_an_option_that_was_set_aside_would_be_found_out(home, monkeypatch):
    """The negative control: were the options no part of it, whose clock it is would not count."""
    plain = chosen_effects.mapping_as_json
    monkeypatch.setattr(
        chosen_effects,
        "mapping_as_json",
        lambda each: plain(each) | {"options": {"phone_country": ""}},
    )
    keep_effect(MAPPING, SHOP, LIVE)
    assert chosen_effect(MAPPING.with_options(Options("Europe/Berlin")), SHOP) == LIVE


def test_no_preset_carries_a_choice_to_another_computer(home, tmp_path, monkeypatch):
    library = Library(paths.presets())
    preset = library.save(Preset("Orders", MAPPING))
    keep_effect(preset.mapping, SHOP, LIVE)
    assert chosen_effect(library.load("Orders").mapping, SHOP) == LIVE
    library.export("Orders", tmp_path / "orders.json")
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "another computer"))
    elsewhere = Library(paths.presets())
    elsewhere.add(elsewhere.load_at(tmp_path / "orders.json"))
    assert chosen_effect(elsewhere.load("Orders").mapping, SHOP) is None


def test_a_choice_that_stood_in_the_preset_would_be_found_out(home, tmp_path, monkeypatch):
    """The negative control: were choices taken along with the presets, it would show."""
    monkeypatch.setattr(chosen_effects.paths, "home", lambda: tmp_path / "shared")
    keep_effect(MAPPING, SHOP, LIVE)
    with pytest.raises(AssertionError):
        test_no_preset_carries_a_choice_to_another_computer(home, tmp_path, monkeypatch)


def test_the_oldest_go_when_there_are_too_many(home):
    for at in range(KEPT + 1):
        keep_effect(MAPPING, f"Account{at}", LIVE)
    assert chosen_effect(MAPPING, "Account0") is None
    assert chosen_effect(MAPPING, "Account1") == LIVE


@pytest.mark.parametrize(
    "changes",
    [
        {"is_history": "no"},
        {"chosen_at": "soon"},
        {"history_before": "soon"},
        {"history_before": None},
        {"flows": {}},
        {"flows": [["F1", "Thank you", "live", False]]},
        {"flows": [["F1", "Thank you", "live", "no", ""]]},
    ],
)
def test_what_is_not_whole_is_as_good_as_never_chosen(home, changes):
    keep_effect(MAPPING, SHOP, LIVE)
    path = home / "effects.json"
    content = json.loads(path.read_bytes())
    for note in content["entries"].values():
        note.update(changes)
    path.write_text(json.dumps(content), encoding="utf-8")
    assert chosen_effect(MAPPING, SHOP) is None


def test_where_nothing_can_be_written_nothing_is_remembered(home):
    home.parent.mkdir(exist_ok=True)
    home.write_bytes(b"no folder")
    keep_effect(MAPPING, SHOP, LIVE)
    assert chosen_effect(MAPPING, SHOP) is None


def test_a_column_whose_name_is_no_text_is_known_again_too(home):
    odd = Mapping((Pair("metric", Column("gr\udcf6\udcdfe")),))
    keep_effect(odd, SHOP, LIVE)
    assert chosen_effect(odd, SHOP) == LIVE
    assert chosen_effect(Mapping((Pair("metric", Column("gr\udcf6e")),)), SHOP) is None


def test_whatever_else_a_mapping_comes_to_say_of_its_rows_is_asked_about_anew(home, monkeypatch):
    keep_effect(MAPPING, SHOP, LIVE)
    plain = chosen_effects.mapping_as_json
    monkeypatch.setattr(chosen_effects, "mapping_as_json", lambda each: plain(each) | {"new": 1})
    assert chosen_effect(MAPPING, SHOP) is None
