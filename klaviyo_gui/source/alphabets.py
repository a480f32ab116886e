"""Judge whether decoded text looks like words that somebody wrote."""

# ruff: noqa: RUF001 - letters and signs that look alike are what this is about

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
# The letters beside a to z of languages in the names and addresses that shops hold.
_LANGUAGES = tuple(
    frozenset(letters)
    for letters in (
        "äöüßé",
        "àâæçéèêëîïôœùûüÿ",
        "áéíñóúü",
        "àèéìíîòóùú",
        "áâãàçéêíóôõúü",
        "éëïóöüèáçêôâî",
        "åäöéü",
        "æøåéöäü",
        "áðéíóúýþæö",
        "ąćęłńóśźż",
        "áčďéěíňóřšťúůýž",
        "áäčďéíĺľňóôŕšťúýž",
        "áéíóöőúüű",
        "ăâîşţșț",
        "čćđšž",
        "çğıöşüâîûİ",
        "ąčęėįšųūž",
        "āčēģīķļņšūž",
        "äõöüšž",
        "ëç",
        "ċġħżàèìòù",
        "ĉĝĥĵŝŭ",
        "âêîôûŵŷáéíóúïö",
        (
            "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
            "\u0300\u0301\u0303\u0309\u0323"
        ),
    )
)

_KAZAKH = frozenset(_CYRILLIC + "ёіәғқңөұүһ")
_CYRILLIC_LANGUAGES = (
    *(
        frozenset(letters)
        for letters in (
            _CYRILLIC + "ё",
            "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
            "абвгдђежзијклљмнњопрстћуфхцчџшѓќѕ",
            "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
        )
    ),
    _KAZAKH,
)
_IN_EVERY_KAZAKH_TEXT = frozenset("ықә")
_A_TEXT = 60

_LINKS = frozenset("’‘'´–-·")
_CURRENCIES = frozenset("€£¥©®")
_QUOTES_AND_SIGNS = frozenset("“”„«»–—…€£¥°²³½ªº™®©\u00a0")
_STRAY_SIGNS = frozenset("‚„ˆ˜†‡‰¤¦§¨¬¯¶¸")
_WRONG, _ODD, _FAIR, _FINE, _GOOD = -1.0, -0.4, 0.5, 0.9, 1.0

# What is one byte in two encodings tells itself apart by what languages allow beside it.
_SELDOM = re.compile(
    r"ñ(?![aeiouáéíóú])|ń(?=[aeiou])|ã(?![oeist\W])|ă(?=[oe]\b)|[ŕĺ]|[ìòù](?=[^\W\d_])"
    r"|õ(?![em])|ő(?=e)|ς(?=\w)|[םןץףך](?=\w)|(?<=[^\W\d_])[Þð](?=[^\W\d_])",
    re.IGNORECASE,
)
# Of such a letter, others of its language, and letters that speak against that language.
_COMPANIONS = (("ð", "áíóúæ", "üç"), ("õ", "ä", "áãçő"))
_VOWELS = {
    "CYRILLIC": frozenset("аеёиоуыэюяіїє"),
    "GREEK": frozenset("αεηιοωυάέήίόύώ"),
}
_CLOSED_SCRIPTS = (*_VOWELS, "HEBREW", "ARABIC", "THAI")
_FEWEST_VOWELS, _MOST_VOWELS = 0.3, 0.65

# The letters that make two thirds and more of a list of customers, without their accents.
_FREQUENT = {
    "GREEK": frozenset("αοιετσνηυρςκπλμ"),
    "HEBREW": frozenset("יוהלארתבשמנ"),
    "CYRILLIC": frozenset("оеаинтсрвлкі"),
    "ARABIC": frozenset("اليمنرتبوةهدع"),
}
_ACCENT = "\u0301"
_FEWEST_FREQUENT, _COUNTED = 0.58, 40


def plausibility(text: str) -> float:
    """Judge the characters beyond ASCII by their neighbours, from 0, nonsense, to 1, words."""
    padded = f" {text} "
    seen: Counter[tuple[str, str, str]] = Counter(
        (padded[at - 1], padded[at], padded[at + 1])
        for at in (found.start() for found in _BEYOND_ASCII.finditer(padded))
    )
    total = sum(seen.values())
    if not total:
        return 1.0
    marks = sum(count * _mark(*each) for each, count in seen.items()) / total
    marks += _seldom(padded) / total * _ODD
    letters = Counter(_BEYOND_ASCII.findall(text.lower()))
    return max(marks, 0.0) * _one_language(seen) * _voiced(letters) * _frequent(letters)


def languages_of(text: str) -> tuple[frozenset[str], ...]:
    """Give the letters of each language that a text may be in, but those whose own it lacks."""
    lower = text.lower()
    may_be_kazakh = len(_BEYOND_ASCII.findall(lower)) < _A_TEXT or not (
        _IN_EVERY_KAZAKH_TEXT.isdisjoint(lower)
    )
    languages = (*_LANGUAGES, *_CYRILLIC_LANGUAGES)
    return languages if may_be_kazakh else languages[:-1]


def _seldom(text: str) -> int:
    """Count what hardly any language has, unless the letters of one that has it are there too."""
    seldom, lower = _SELDOM.findall(text), text.lower()
    found = len(seldom)
    for letter, companions, strangers in _COMPANIONS:
        count = lower.count(letter)
        is_at_home = 2 * sum(map(lower.count, companions)) >= count
        if count and is_at_home and not any(map(lower.count, strangers)):
            found -= sum(each.lower() == letter for each in seldom)
    return found


def _voiced(counts: Counter[str]) -> float:
    """Tell whether an alphabet that is read as another one lost its vowels."""
    for script, vowels in _VOWELS.items():
        letters = {each: count for each, count in counts.items() if _script(each) == script}
        if letters:
            share = sum(letters.get(vowel, 0) for vowel in vowels) / sum(letters.values())
            return 1.0 if _FEWEST_VOWELS <= share <= _MOST_VOWELS else 0.6
    return 1.0


def _frequent(counts: Counter[str]) -> float:
    """Tell whether the frequent letters of an alphabet are frequent in a text of some length."""
    for script, usual in _FREQUENT.items():
        letters: Counter[str] = Counter()
        for each, count in counts.items():
            if _script(each) == script:
                letters[unicodedata.normalize("NFD", each).removesuffix(_ACCENT)] += count
        if letters.total() >= _COUNTED:
            share = sum(letters[each] for each in usual) / letters.total()
            return 1.0 if share >= _FEWEST_FREQUENT else 0.8
    return 1.0


def _one_language(seen: Counter[tuple[str, str, str]]) -> float:
    """Tell which share of the letters of an alphabet the best fitting language has."""
    share = 1.0
    for script, languages in (("LATIN", _LANGUAGES), ("CYRILLIC", _CYRILLIC_LANGUAGES)):
        letters: Counter[str] = Counter()
        for (_, character, _), count in seen.items():
            if _script(character) == script:
                lower = character.lower()
                letters[lower if len(lower) == 1 else character] += count
        if letters:
            best = max(
                sum(count for letter, count in letters.items() if letter in language)
                for language in languages
            )
            # Lists of customers mix languages, so that a letter of another one is only odd.
            share *= 0.4 + 0.6 * best / letters.total()
    return share


def _mark(before: str, character: str, after: str) -> float:
    script = _script(character)
    if script == "CONTROL":
        return _WRONG * 3
    if script == "OTHER":
        return _sign_mark(before, character, after)
    neighbours = {_script(each) for each in (before, after) if each.isalpha()}
    if script == "LATIN":
        return _latin_mark(before, character, after, neighbours)
    if neighbours - {script} and (script in _CLOSED_SCRIPTS or "LATIN" in neighbours):
        return _WRONG
    if character.isupper() and before.islower():
        return _WRONG
    return _GOOD if neighbours or script == "WIDE" else _ODD


def _sign_mark(before: str, character: str, after: str) -> float:
    if before.isalpha() and after.isalpha():
        return _FINE if character in _LINKS else _WRONG
    if character in _STRAY_SIGNS | _CURRENCIES and (before.isalpha() or after.isalpha()):
        return _ODD
    return _FINE if character in _QUOTES_AND_SIGNS else _FAIR


def _latin_mark(before: str, character: str, after: str, neighbours: set[str]) -> float:
    if neighbours - {"LATIN"}:
        return _WRONG
    if character.isupper() and before.islower():
        return _WRONG
    is_small_within = character.islower() and before.isupper() and after.isupper()
    is_second_capital = character.isupper() and before.isupper() and after.islower()
    is_alone = all(each.isalpha() and not each.isascii() for each in (before, after))
    if (is_small_within and character != "ß") or is_second_capital or is_alone:
        return _ODD
    if not neighbours:
        return _FAIR if character.islower() else _ODD
    return _GOOD


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """Name the script of a letter, or tell that it is none."""
    category = unicodedata.category(character)
    if category in {"Cc", "Cn", "Co"}:
        return "CONTROL"
    if category[0] not in "LM":
        return "OTHER"
    if character.isascii():
        return "LATIN"
    name = unicodedata.name(character, "WIDE").split(" ", 1)[0]
    if name in {"LATIN", *_CLOSED_SCRIPTS}:
        return name
    return "OTHER" if name in {"FEMININE", "MASCULINE", "MICRO", "MODIFIER"} else "WIDE"
