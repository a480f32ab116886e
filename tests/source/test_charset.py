from __future__ import annotations

import pytest

from klaviyo_gui.source.alphabets import plausibility
from klaviyo_gui.source.charset import charset_of
from klaviyo_gui.source.excerpts import Excerpt

# ruff: noqa: RUF001 - letters that look alike are what this is about

# Sentences of our own, as names, addresses and notes hold them.
WRITTEN = [
    ("cp1252", "Müller;Straße 5\nJosé Peña;Señor\nCafé “bar” … 5 €"),
    ("cp1252", "café"),
    ("cp1252", "MÜLLER"),
    ("cp1252", "François Lefèvre\nHélène Dubois"),
    ("cp1252", "Björn Åkesson\nSøren Kjær"),
    ("cp1252", "João\nSão Paulo\nConceição"),
    ("cp1252", "5,00 €"),
    ("cp1252", "prix 10\N{NO-BREAK SPACE}000"),
    ("cp1252", "città\nperché"),
    ("cp1250", "Dvořák;Příklad něco\nŽižka;Český"),
    ("cp1250", "Łukasz Żółć\nGdańsk"),
    ("cp1250", "Kovács Győző\nSzűcs"),
    ("cp1251", "Иванов;Москва ул. Ленина"),
    ("cp1253", "Γιώργος Παπαδόπουλος"),
    ("cp1254", "Yılmaz Şahin\nÖzgür Çağlar\nİzmir"),
    ("cp1256", "محمد علي"),
    ("cp1257", "Jānis Bērziņš"),
    ("mac_roman", "José Muñoz, café"),
    ("cp850", "Müller Größe"),
    ("koi8-r", "Иванов;Москва"),
    ("cp866", "Иванов;Москва"),
    ("cp932", "山田太郎,東京都\n鈴木一郎,大阪"),
    ("gb18030", "王小明,北京市\n李娜,上海"),
    ("big5", "王小明,台北市\n陳大文,高雄"),
    ("cp949", "김철수,서울시\n박영희,부산"),
    ("euc_jp", "山田太郎,東京都\n鈴木一郎,さくら"),
]


def charset(*datas):
    return charset_of([Excerpt(data) for data in datas])


@pytest.mark.parametrize(("encoding", "text"), WRITTEN)
def test_the_encoding_is_the_one_that_makes_words(encoding, text):
    raw = text.encode(encoding)
    assert raw.decode(charset(raw).encoding) == text


def test_letters_of_the_latin_alphabet_alone_are_words_in_any_encoding():
    assert plausibility("plain") == 1.0


@pytest.mark.parametrize("text", ["", "plain", "é", "Ã©", "日本", "caf\u00e9\n" * 99, "\x80\x81"])
def test_text_in_utf8_is_never_doubted(text):
    found = charset(text.encode())
    assert (found.encoding, found.is_certain, found.mixed_lines) == ("utf-8", True, ())


@pytest.mark.parametrize("text", ["Müller\nJosé", "Søren\nÅse", "François\nHélène"])
def test_ordinary_western_text_is_not_doubted(text):
    assert charset(text.encode("cp1252")).is_certain


def test_where_two_readings_make_words_both_are_named():
    found = charset("Lefèvre".encode("cp1252"))
    assert len(found.candidates) > 1
    assert not found.is_certain
    assert found.candidates[0].likelihood >= found.candidates[1].likelihood > 0


def test_bytes_that_make_no_words_are_doubted():
    found = charset(bytes(range(0x80, 0x100)) * 3)
    assert not found.is_certain


def test_a_few_lines_in_another_encoding_are_named_and_do_not_spoil_the_rest():
    lines = ["Müller".encode()] * 9
    lines[4] = "José".encode("cp1252")
    found = charset(b"\n".join(lines))
    assert (found.encoding, found.mixed_lines, found.is_certain) == ("utf-8", (5,), False)


def test_a_few_lines_in_utf8_are_named_in_a_legacy_file():
    lines = ["Müller".encode("cp1252")] * 9
    lines[2] = "José".encode()
    found = charset(b"\n".join(lines))
    assert (found.encoding, found.mixed_lines) == ("cp1252", (3,))


def test_lines_that_were_not_counted_are_doubted_without_a_number():
    utf8 = Excerpt("Müller\nJörg\n".encode())
    far = Excerpt("José".encode("cp1252"), 10**9, None)
    found = charset_of([utf8, far])
    assert (found.encoding, found.is_mixed, found.mixed_lines) == ("utf-8", True, ())
    assert not found.is_certain


def test_what_only_the_middle_of_a_file_tells_is_heard():
    assert charset(b"a,b\n" * 99, "Müller".encode("cp1252")).encoding == "cp1252"


def test_a_long_list_costs_no_more_than_a_sample():
    raw = "".join(f"{n}{'x' * 99}Müller {n}\n" for n in range(2_000)).encode("cp1252")
    assert charset(raw).encoding == "cp1252"


GERMAN = [
    before + "ö" + after
    for before in ("B", "H", "K", "M", "R", "Sch", "T", "V", "L", "D")
    for after in ("hler", "nig", "ller", "the", "rner", "hm", "ster", "ns", "sch")
]


@pytest.mark.parametrize(
    ("encoding", "names", "is_certain"),
    [
        ("cp1250", "Wiesława Gdańsk Świętej Łukasz Żółć", False),
        ("cp1250", "Dvořák Žižka Příklad Růžička Němec", False),
        ("cp1252", "Hélène Peña Françoise Søren Conceição", True),
    ],
)
def test_words_that_encodings_read_alike_do_not_decide_how_those_below_are_read(
    encoding, names, is_certain
):
    assert charset("\n".join(GERMAN).encode(encoding)).is_certain
    found = charset("\n".join([*GERMAN, *names.split()]).encode(encoding))
    assert (found.encoding, found.is_certain) == (encoding, is_certain)


def test_so_many_words_prove_it_that_more_of_them_say_nothing_new():
    words = [f"{word}{number}" for number in range(9) for word in GERMAN]
    enough, few = ("\n".join(each).encode("cp1252") for each in (words, words[:300]))
    more = "\nПеров\nКовров\nМосква\nИванов\nПетровна\nСидорова".encode("cp1251")
    assert charset(enough + more) == charset(enough)
    assert charset(few + more) != charset(few)
