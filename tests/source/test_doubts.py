"""Every doubt comes with a second reading, on real lines that it reads differently."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from klaviyo_gui.source.charset import Candidate, Charset
from klaviyo_gui.source.readings import Reading
from klaviyo_gui.source.table import open_csv
from tests.source.encoding_matrix import Form, cases
from tests.source.test_hostile_files import FILES
from tests.source.test_hostile_list import OPENED

HZ = "name;note\nAnn;~{<:Ky~}\nBob;x\n"
DOUBTFUL = {
    "separators": "a,b,c;d,e\n" + "1,x,y;z,2\n" * 5,
    "quotes": 'a,b\n"x" one,"y"\n"x" two,"y"\n',
    "escapes": "a,b\n" + '"\\\\server\\\\share",x\n' * 3,
    "uneven": "".join(f"{'x;' * (n % 7)}y\n" for n in range(40)),
    "header": "2024-01-01\n2024-01-02,Ann\n2024-01-03,Bob\n",
    "note right above": "Export\n1,a@x.com\n2,b@x.com\n3,c@x.com\n4,d@x.com\n5,e@x.com,\n",
    "one letter": "name;town\nAnn;Rome\nZoë;Oslo\n".encode("cp1252"),
    "mixed": b"name,town\n" + "Zoë,Köln\n".encode() * 9 + "Åse,Bön\n".encode("cp1252"),
    "mixed the other way": "n,t\nZoë,Bö\n".encode("cp1252") * 9 + "Åse,Bön\n".encode(),
    "no words": b"a;b\n" + bytes(range(0x80, 0x100)) + b";1\n",
    "one part of HZ": HZ,
    "one part of UTF-7": "name;note\nAnn;caf+AOk- bar\nBob;x\n",
    "a mainframe": "name;note\nM[ller;a!\nBob;x\nCid;y\n".encode("cp500"),
    "a separator that lies": "sep=;\nid,name,town\n1,Ann,Rome\n2,Bob,Oslo\n3,Cid,Bern\n",
    "a separator that cuts worse": "sep=,\n" + "id, no;name;sum\n1;Ann;2,5\n2;Bob;3,5\n" * 3,
}


def unfounded(guess):
    """Return the doubts of a guess that no reading shows."""
    found = set()
    shown = {
        "encoding": (guess.texts, len(guess.charset.candidates)),
        "delimiter": (guess.lines, 1 + len(guess.others)),
        "quote": (guess.lines, 1 + len(guess.others)),
        "escape": (guess.lines, 1 + len(guess.others)),
        "header_line": (guess.headers, 2),
    }
    for doubt in guess.doubts:
        readings, candidates = shown[doubt]
        differ = [each for each in readings if len(set(each.readings)) > 1]
        if candidates < 2 or not differ or len(readings[0].readings) != candidates:
            found.add(doubt)
    return found


@pytest.mark.parametrize("content", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_doubt_shows_a_second_reading_that_differs(write, content):
    guess = open_csv(write(content)).guess
    assert guess.doubts
    assert unfounded(guess) == set()


@pytest.mark.parametrize(
    "content",
    [
        "name,email\nAnn,a@x.co\n",
        "name,email,total\nAnn,a@x.co\nBob,b@x.co,5\nCid,c@x.co,1,2\n",
        "name,email\rAnn,a@x.co\nBob,b@x.co\r",
        'email,size\na@x.co,5" pipe\nb@x.co,3\n',
        "color,size\nname,tag\nprice,note\n",
        "a,b\nc,d\n",
    ],
)
def test_that_rows_of_even_cells_are_one_whole_column_is_no_question(write, content):
    assert "delimiter" not in open_csv(write(content)).guess.doubts


def test_that_a_few_names_are_one_whole_column_is_a_question(write):
    assert "delimiter" in open_csv(write("Miller, Ann\nDoe, Bob\n")).guess.doubts


@pytest.mark.parametrize("content", [text for text, _ in FILES.values()], ids=FILES)
def test_no_hostile_file_has_a_doubt_without_a_reading(write, content):
    assert unfounded(open_csv(write(content)).guess) == set()


@pytest.mark.parametrize("content", [each for each, *_ in OPENED.values()], ids=OPENED)
def test_no_file_of_the_list_has_a_doubt_without_a_reading(write, content):
    assert unfounded(open_csv(write(content)).guess) == set()


@pytest.mark.parametrize("language", ["German", "Ukrainian", "Hebrew", "Japanese"])
def test_no_encoding_is_doubted_without_a_reading(write, language):
    for encoding, form, text, _ in cases(language):
        if form in {Form.SHORT, Form.SINGLE}:
            file = open_csv(write(text.encode(encoding)))
            assert unfounded(file.guess) == set(), (encoding, form)
            file.close()


def test_no_random_table_has_a_doubt_without_a_reading(write):
    rng = random.Random(7)
    cells = ["", "1,5", "a b", '"x;y"', "'q'", "2024-01-02", "\\N", "C:\\x\\", "5|6", "Zoë", "@"]
    for _ in range(150):
        cut = rng.choice(",;\t|")
        rows = [
            cut.join(rng.choice(cells) for _ in range(rng.choice((1, 2, 3, 4))))
            for _ in range(rng.randint(2, 9))
        ]
        content = rng.choice(["", "sep=;\n", "note\n"]) + "x\n" + "\n".join(rows) + "\n1\n"
        guess = open_csv(write(content)).guess
        assert unfounded(guess) == set(), content


def test_a_doubt_without_evidence_would_be_found(write):
    guess = open_csv(write(DOUBTFUL["separators"])).guess
    same = Reading(1, (("a",), ("a",)))
    assert unfounded(replace(guess, lines=())) == guess.doubts
    assert unfounded(replace(guess, lines=(same,))) == guess.doubts
    alone = Charset((Candidate("cp1252", 0.1),))
    assert unfounded(replace(guess, charset=alone, doubts=frozenset({"encoding"})))
    assert unfounded(replace(guess, doubts=frozenset({"header_line"})))
