from __future__ import annotations

import bz2
import io
import lzma
import tarfile

import pytest

from klaviyo_gui.core.errors import FileUnsupported
from klaviyo_gui.source import causes
from klaviyo_gui.source.signature import is_binary, is_gzip, is_zip, signed
from klaviyo_gui.source.table import open_csv
from tests.source.test_hostile_list import looked_at


def tarred():
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        member = tarfile.TarInfo("a.csv")
        member.size = 4
        archive.addfile(member, io.BytesIO(b"a\n1\n"))
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook (.xls)"),
        (bz2.compress(b"a,b\n"), "a bzip2 archive"),
        (lzma.compress(b"a,b\n"), "an xz archive"),
        (b"PAR1\x15\x04\0", "a Parquet file"),
        (tarred(), "a tar archive"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>\n<table>", "a web page or XML file"),
        (b'<?xml version="1.0"?>', "a web page or XML file"),
        (b"<table><tr><td>a</td></tr></table>", "a web page with a table"),
        (b"<html><form><table><tr></table>", "a web page or XML file"),
        (b'[{"name":"A","n":1}]', "data that programs exchange, and no table"),
        (
            b'\xef\xbb\xbf{"name": "A"}\n{"name": "B"}\n',
            "data that programs exchange, and no table",
        ),
        (bytes(range(32)) * 10, "a file of bytes that are no text"),
        (b"a,b\n" + b"\0" * 20, "a file of bytes that are no text"),
        (b"a,b\n\2\3\4" * 9 + b"\0" * 20, "a file of bytes that are no text"),
    ],
)
def test_what_is_no_csv_is_called_by_its_name(write, content, found):
    with pytest.raises(FileUnsupported) as caught:
        open_csv(write(content))
    assert caught.value.found == found


@pytest.mark.parametrize(
    "content",
    [
        b"PK,name\n1,x\n",
        b"PAR1,PAR2\n1,2\n",
        b"BZh,a\n1,2\n",
        b"<b>,html\n1,2\n",
        b"a,b\n1,\0\n",
        b"a\tb\f\n1\t2\x1a",
        b"a,b\n1,2\n" + b"\0" * 600,
        b"a,b\n1,2\n" + b"\0" * 600_000,
    ],
)
def test_text_that_only_looks_a_little_like_it_is_read(write, content):
    assert signed(content) is None
    assert not is_binary(content)
    assert not is_gzip(content)
    assert not is_zip(content)
    assert len(open_csv(write(content)).head_rows)


@pytest.mark.parametrize("size", [20, 600, 600_000])
def test_nul_bytes_behind_the_rows_are_told_and_the_rows_are_read(write, size):
    content = b"name,email\nAnn,a@x.co\nBob,b@x.co\n" + b"\0" * size
    file, _, faults = looked_at(write(content))
    assert file.head_rows.cells[:2] == [["Ann", "a@x.co"], ["Bob", "b@x.co"]]
    lines = {each.code: each.lines for each in faults}
    assert lines == {causes.NUL_BYTE: (4,), "row_too_short": (4,)}
