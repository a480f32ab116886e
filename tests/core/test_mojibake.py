# ruff: noqa: RUF001 - characters that look like others are what this is about

from __future__ import annotations

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from klaviyo_gui.core.mojibake import Reading, may_hold_mojibake, reading, repaired

WORD = st.text(st.sampled_from("aßéüłęяш"), max_size=6).map(lambda text: "a" + text)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("MÃ¼ller", "Müller"),
        ("CafÃ© ParÃ­s", "Café París"),
        ("itâ€™s â€œgoodâ€\x9d", "it’s “good”"),
        ("MÃƒÂ¼ller", "Müller"),
        ("ðŸ˜€ ok", "😀 ok"),
        ("KÃ–LN", "KÖLN"),
        ("MÃœLLER", "MÜLLER"),
        ("Ã\xa0 la carte", "à la carte"),
        ("Åšroda idÄ™ Ä…Ä™", "Środa idę ąę"),
        ("ä½\xa0å¥½", "你好"),
        ("20\u00c2\u00b0 Â£5", "20° £5"),
        ("10 â‚¬", "10 €"),
        ("Ã\x81gnes", "Ágnes"),
        ("Zo\u00c3\u00ab 漢", "Zoë 漢"),
        ("â\x80\x99", "’"),
    ],
)
def test_what_was_read_wrongly_is_turned_back(wrong, right):
    assert repaired(wrong) == right
    assert may_hold_mojibake(f"a\n{wrong}\nb")


@pytest.mark.parametrize(
    "sound",
    [
        "",
        "plain",
        "Müller",
        "NÃO",
        "SÃO PAULO",
        "Âge",
        "à la carte",
        "Ångström",
        "10 €",
        "Ã",
        "«CAFÉ»",
        "“AMANHÃ”",
        "IRMÃ’S",
        "CAFÉ\xa0:",
        "(SOFÁ)",
        "« café»…",
        "é»…",
        "SILVIÄ’s",
        "RÖ…",
    ],
)
def test_what_is_sound_stays(sound):
    assert repaired(sound) is None


def test_four_wrong_readings_are_one_too_many_to_undo():
    wrong = "ü"
    for _ in range(4):
        wrong = wrong.encode().decode("cp1252")
    assert repaired(wrong) == "Ã¼"


def test_bytes_that_are_no_character_prove_nothing():
    # E0 80 80 would be a longer way to write NUL, which strict UTF-8 refuses.
    assert repaired("à€€") is None


@given(st.lists(WORD, min_size=1, max_size=4), st.sampled_from(["latin-1", "cp1252"]))
def test_a_repair_gives_back_what_was_there_before_the_wrong_reading(words, encoding):
    text = " ".join(words)
    try:
        wrong = text.encode().decode(encoding)
    except UnicodeDecodeError:
        reject()
    assert repaired(text) is None
    if wrong != text:
        assert repaired(wrong) == text
        assert may_hold_mojibake(wrong)


@given(st.text(max_size=12))
def test_the_quick_look_misses_nothing(text):
    if repaired(text) is not None:
        assert may_hold_mojibake(f"x{text}y")


@given(st.lists(WORD, min_size=1, max_size=3), st.integers(0, 30))
def test_only_the_beginning_of_what_was_there_is_called_exact(words, length):
    text = " ".join(words)
    cut = text.encode().decode("latin-1")[:length]
    found = reading(cut)
    if found is not None and found.is_exact:
        assert text.startswith(found.text)


@pytest.mark.parametrize(
    ("wrong", "read"),
    [
        ("MÃ¼ller", Reading("Müller", is_exact=True, is_cut=False)),
        ("MÃƒÂ¼ller", Reading("Müller", is_exact=True, is_cut=False)),
        ("MÃ¼llerstraÃ", Reading("MüllerstraÃ", is_exact=False, is_cut=True)),
        ("Ã¼ kostet 5 â‚", Reading("ü kostet 5 â‚", is_exact=False, is_cut=True)),
        ("MÃ¼ller 漢", Reading("Müller 漢", is_exact=False, is_cut=False)),
        ("MÃ¼ller und Öl", Reading("Müller und Öl", is_exact=False, is_cut=False)),
    ],
)
def test_a_reading_tells_whether_it_is_the_only_one(wrong, read):
    assert reading(wrong) == read
