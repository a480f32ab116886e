import random

import pytest

from klaviyo_gui.core.letter_case import in_small_letters, replacing_any_case
from klaviyo_gui.core.same_person import identifiers

LETTERS = "aAbßẞİi\u0131I\u017fsSΣ\u03c3ςµKk.\\é\u0301"


@pytest.mark.parametrize(
    ("find", "text", "after"),
    [
        ("con", "a.CON@b.Con", "a.-@b.-"),
        ("i", "İstanbul, Izmir", "İstanbul, -zm-r"),
        ("İ", "i̇stanbul", "-stanbul"),
        ("stan", "İSTANbul İstan", "İ-bul İ-"),
        ("ß", "Große STRASSE", "Gro-e STRASSE"),
        ("ως", "ΩΣΩ Ως ωςω", "-Ω - -ω"),
        ("aa", "aAaAa", "--a"),
        ("x", "", ""),
    ],
)
def test_a_text_is_found_whatever_the_size_of_its_letters_and_the_rest_stays(find, text, after):
    assert replacing_any_case(find, "-")(text) == after


def test_identifiers_of_people_are_compared_in_the_same_letters():
    for text in ("groß@x.io", "GROSS@X.IO", "İ@x.io", "Zoë@x.io"):
        assert identifiers({"email": text})["email"] == in_small_letters(text)


def test_what_is_the_same_in_small_letters_is_replaced_and_nothing_else_is():
    """A letter in several small ones counts as one: it is found as a whole or not at all."""
    chance = random.Random(5)

    def some(longest):
        return "".join(chance.choices(LETTERS, k=chance.randint(1, longest)))

    hits = 0
    for _ in range(3_000):
        find, text = some(2), some(8)
        wanted, expected, at = in_small_letters(find), "", 0
        while at < len(text):
            ends = range(at + 1, len(text) + 1)
            small = (end for end in ends if in_small_letters(text[at:end]) == wanted)
            end = next(small, None)
            hits += end is not None
            expected += "-" if end is not None else text[at]
            at = end or at + 1
        assert replacing_any_case(find, "-")(text) == expected
    assert hits > 500
