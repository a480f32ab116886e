"""Whatever encoding a language was written in, nothing is read wrongly without a doubt."""

from __future__ import annotations

import pytest

from klaviyo_gui.source.charset import Candidate, Charset
from klaviyo_gui.source.excerpts import Excerpt
from klaviyo_gui.source.readings import texts_of
from tests.source.encoding_matrix import Form, Outcome, cases, detected, detections, outcome
from tests.source.languages import ENCODINGS, LANGUAGES

pytestmark = pytest.mark.usefixtures("unmeasured")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_is_read_wrongly_without_a_doubt(language):
    found = [
        (encoding, form)
        for encoding, form, text, _, charset in detections(language)
        if outcome(charset, encoding, text) is Outcome.WRONG
    ]
    assert found == []


@pytest.mark.parametrize("language", ["German", "Polish", "Russian", "Greek", "Japanese", "Korean"])
def test_a_doubt_shows_lines_that_its_readings_tell_differently(language):
    for encoding, form, _, excerpts, charset in detections(language):
        names = [each.encoding for each in charset.candidates]
        if len(names) > 1 and not {*names} & {"cp037", "cp500", "hz", "utf-7"}:
            assert texts_of(excerpts, names), (encoding, form, names)


@pytest.mark.parametrize(
    ("encoding", "languages"),
    {
        "utf-8": LANGUAGES,
        "cp1252": ["German", "French", "Spanish", "Portuguese", "Italian", "Danish", "Swedish"],
        "cp1250": ["Polish", "Czech", "Hungarian"],
        "cp1251": ["Russian", "Ukrainian", "Bulgarian"],
        "cp1253": ["Greek"],
        "cp1254": ["Turkish"],
        "cp1255": ["Hebrew"],
        "cp1256": ["Arabic"],
        "cp1257": ["Lithuanian", "Latvian"],
        "cp932": ["Japanese"],
        "iso2022_jp": ["Japanese"],
        "iso2022_kr": ["Korean"],
        "hz": ["Simplified Chinese"],
        "gb18030": ["Simplified Chinese"],
        "big5": ["Traditional Chinese"],
        "cp949": ["Korean"],
        "cesu-8": LANGUAGES,
    }.items(),
)
def test_the_usual_encoding_of_a_language_is_read_rightly(encoding, languages):
    for language in languages:
        for name, form, text, _, charset in detections(language):
            if name == encoding and form in {Form.SHORT, Form.LONG}:
                found = outcome(charset, name, text)
                assert found in {Outcome.RIGHT, Outcome.FIRST}, (language, form, found)


# 王小明;台北市;訂單已送達 and so on, in an encoding of Taiwan that Python does not know.
EUC_TW = bytes.fromhex(
    "303bc5dec4d1cdfc3bc6bac6a1c6cb3bd3d4decc c4d8d8cae7ae0a313bddf3d3a1d2c53bd8ede2f4c6cb3bcfe6"
    "daa6e3f6f5cd0a323bceafcab5ebb03bc6bac4e3c6cb3bf5e4caf4c8b4c8adccaf0a"
)


def test_an_encoding_that_nobody_here_reads_is_doubted():
    assert not detected((Excerpt(b"id;name;town;note\n" + EUC_TW),)).is_certain


def test_the_matrix_is_as_large_as_it_should_be():
    assert len(LANGUAGES) >= 25
    assert len(ENCODINGS) >= 60
    assert len(list(cases("German"))) > 100


def test_a_charset_that_is_sure_of_the_wrong_reading_would_be_found():
    sure = Charset((Candidate("cp1252", 1.0),))
    assert outcome(sure, "cp850", "Café") is Outcome.WRONG
    assert outcome(sure, "cp1252", "Café") is Outcome.RIGHT
    unsure = Charset((Candidate("cp1252", 1.0), Candidate("cp850", 0.9)))
    assert outcome(unsure, "cp850", "Café") is Outcome.AMONG
    assert outcome(unsure, "cp1252", "Café") is Outcome.FIRST
    assert outcome(unsure, "mac_greek", "αβγ") is Outcome.DOUBTED
