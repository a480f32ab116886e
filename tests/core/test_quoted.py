import pytest

from klaviyo_gui.core.quoted import without_values


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Invalid email address", "Invalid email address"),
        ("zoe@shop.io is not valid", "… is not valid"),
        ("The address (zoe+x@shop.io) is not valid.", "The address (…) is not valid."),
        ("'Zoe S.' is too long", "… is too long"),
        ('A value of "a, b" or “c” or «d» or `e`', "A value of … or … or … or …"),
        ("It can't be what it isn't", "It can't be what it isn't"),
        ("Number +49 (171) 123-45 is short", "Number … is short"),
        ("At most 1000 of 5 MB", "At most 1000 of 5 MB"),
        ("", ""),
    ],
)
def test_words_of_others_are_told_without_what_they_quote(words, told):
    assert without_values(words) == told
