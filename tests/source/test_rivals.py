from __future__ import annotations

import pytest

from klaviyo_gui.source.rivals import refutes

HUNGARIAN = "köszönöm szépen Győző Ágnes Szűcs Szőke fűtő hűtő gyűjtő"


def read(text, encoding, other):
    return text.encode(encoding).decode(other)


def test_letters_of_no_language_that_has_the_shared_ones_refute_a_reading():
    assert refutes(HUNGARIAN, read(HUNGARIAN, "cp1250", "iso8859-16"))


def test_a_letter_or_two_refute_nothing_in_a_short_text():
    text = "köszönöm Győző Ágnes Szűcs"
    assert not refutes(text, read(text, "cp1250", "iso8859-16"))


def test_the_sign_of_a_number_refutes_a_letter_that_its_language_lacks():
    text = "Nº1 " + "José Peña Málaga envío rápido María Núñez León dirección " * 2
    assert refutes(text, read(text, "cp1252", "iso8859-14"))


def test_letters_that_a_language_may_have_are_not_refuted():
    # Both are written in Romanian.
    text = "Ştefan Bălan Braşov mulţumesc Ioana Ţăranu Timişoara aşteptare Gheorghe Pârvu"
    assert not refutes(text, read(text, "cp1250", "iso8859-16"))


def test_a_better_reading_that_is_of_no_language_refutes_nothing():
    text = "Müller Jörg Größe Köln Düsseldorf Ñandú Æsop Łódź"
    assert not refutes(text, text.replace("Ł", "£").replace("Æ", "Ć").replace("Ñ", "Ń"))


@pytest.mark.parametrize(("size", "is_refuted"), [(30, True), (10, False)])
def test_nothing_but_hangul_is_korean_where_there_is_enough_of_it(size, is_refuted):
    assert refutes("김철수서울시주문이도착" * 3 if size > 20 else "김철수서울시", "x") is is_refuted
