from __future__ import annotations

from klaviyo_gui.source.damage import damage, first_undecodable


def test_a_row_as_wide_as_the_header_is_sound():
    assert damage(["1", "2"], 2) is None


def test_a_row_of_another_width_is_named():
    assert damage(["", " "], 2) == "row_blank"
    assert damage(["  "], 2) == "row_blank"
    assert damage(["", "1"], 2) is None
    assert damage(["1"], 2) == "row_too_short"
    assert damage(["1", "2", "3"], 2) == "row_too_long"


def test_the_first_cell_that_is_no_text_is_found():
    assert first_undecodable(["é", "a\udce9", "\udce9"]) == 1
    assert first_undecodable(["é", "€"]) is None
