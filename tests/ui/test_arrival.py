"""What becomes of the mapping in hand when a file arrives, case by case."""

from dataclasses import replace
from threading import Event

import pytest

from klaviyo_gui.core.mapping import Column, Kind, Mapping, Pair
from klaviyo_gui.source.table import Overrides, open_csv
from klaviyo_gui.store.presets import Preset
from klaviyo_gui.ui.arrival import Fate, InHand, arrival
from klaviyo_gui.ui.opening import Asked, opening

PROPOSED = Mapping().with_pair(Kind.PROFILES, Pair("email", Column("mail")))
MADE = Mapping().with_pair(Kind.PROFILES, Pair("first_name", Column("name")))
STRANGE = Mapping().with_pair(Kind.PROFILES, Pair("title", Column("elsewhere")))
DRAFT = Preset("", MADE)


@pytest.fixture
def arrive(tmp_path, monkeypatch):
    """Let a file arrive after another one, and say what becomes of a mapping in hand."""
    monkeypatch.setenv("KLAVIYO_GUI_HOME", str(tmp_path / "home"))
    closing = []

    def table(name, header):
        path = tmp_path / name
        path.write_text(f"{header}\nann@shop.io,Ann\n", encoding="utf-8")
        return path

    def settled(mapping, *, after="", is_touched=True, is_due=False, draft=None, **asked):
        before = open_csv(table("before.csv", after)) if after else None
        told = Asked(table("now.csv", "mail,name"), Overrides(), **asked)
        opened = next(iter(opening(told, Event())))
        closing.extend(filter(None, (before, opened.file)))
        opened = replace(opened, draft=draft)
        hand = InHand(mapping, is_touched, is_due)
        return arrival(before, opened, hand, PROPOSED)

    yield settled
    for file in closing:
        file.close()


def test_what_was_only_proposed_makes_room_for_the_proposal_for_this_file(arrive):
    found = arrive(STRANGE, after="elsewhere,other", is_touched=False)
    assert (found.fate, found.is_fresh) == (Fate.PROPOSED, True)


def test_somebody_s_work_is_kept_where_a_pair_of_it_can_be_read(arrive):
    found = arrive(MADE, after="name,other")
    assert (found.fate, found.is_fresh, found.kept_from) == (Fate.KEPT, False, "before.csv")


def test_work_that_fits_nothing_can_be_had_back_by_undo(arrive):
    found = arrive(STRANGE, after="elsewhere,other")
    assert (found.fate, found.is_fresh) == (Fate.ANEW, False)


def test_a_file_of_the_same_columns_takes_the_mapping_as_it_stands(arrive):
    found = arrive(MADE, after="mail,name", draft=DRAFT)
    assert (found.fate, found.kept_from, found.is_alike) == (Fate.KEPT, "", True)


def test_what_was_in_hand_for_such_a_file_comes_back(arrive):
    found = arrive(STRANGE, after="elsewhere,other", draft=DRAFT)
    assert (found.fate, found.is_fresh) == (Fate.BROUGHT_BACK, True)


def test_what_would_be_proposed_anyhow_need_not_come_back(arrive):
    found = arrive(STRANGE, after="elsewhere,other", draft=Preset("", PROPOSED))
    assert found.fate is Fate.ANEW


def test_a_mapping_made_before_any_file_was_open_is_chosen_for_this_one(arrive):
    assert arrive(MADE, draft=DRAFT).fate is Fate.KEPT
    assert arrive(PROPOSED, draft=DRAFT, is_touched=False).fate is Fate.BROUGHT_BACK


def test_a_preset_that_waits_for_the_file_goes_before_what_was_in_hand(arrive):
    found = arrive(STRANGE, after="elsewhere,other", draft=DRAFT, is_due=True)
    assert found.fate is not Fate.BROUGHT_BACK


@pytest.mark.parametrize("how", ["keeps", "turns"])
def test_the_same_file_read_otherwise_keeps_what_is_in_hand(arrive, how):
    found = arrive(MADE, after="mail,name", draft=DRAFT, **{how: True})
    assert (found.fate, found.is_fresh) == (Fate.KEPT, False)
