from __future__ import annotations

import gzip
import io
import struct
import zipfile

import pytest

from klaviyo_gui.core.errors import (
    FileChanged,
    FileEmpty,
    FileOfSeveral,
    FileUnreadable,
    FileUnsupported,
)
from klaviyo_gui.source import archive, gauge
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.table import open_csv

ORDERS = 'name;note\r\nAda;"two\r\nlines"\r\n\r\nBob;\r\n'.encode("cp1252")


def zipped(files, method=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return target.getvalue()


PACKED = {
    "gzip": gzip.compress(ORDERS),
    "gzip in two members": gzip.compress(ORDERS[:9]) + gzip.compress(ORDERS[9:]),
    "stored": zipped({"orders.csv": ORDERS}, zipfile.ZIP_STORED),
    "deflated": zipped({"orders.csv": ORDERS}),
    "bzip2": zipped({"orders.csv": ORDERS}, zipfile.ZIP_BZIP2),
    "lzma": zipped({"orders.csv": ORDERS}, zipfile.ZIP_LZMA),
    "with an apple's shadow": zipped(
        {"out/": b"", "out/Orders.CSV": ORDERS, "__MACOSX/out/._Orders.CSV": b"x", ".DS_Store": b""}
    ),
    "with a text beside": zipped({"readme.txt": b"hello", "data/orders.csv": ORDERS}),
    "a text": zipped({"orders.txt": ORDERS, "picture.png": b"x"}),
    "without an ending": zipped({"orders": ORDERS}),
}


@pytest.mark.parametrize("content", PACKED.values(), ids=PACKED)
def test_the_one_table_of_an_archive_is_read(write, content):
    path = write(content, "orders.csv.packed")
    file = open_csv(path)
    assert file.path == path
    assert file.head_rows.cells == [["Ada", "two\r\nlines"], ["Bob", ""]]
    assert file.head_rows.lines == [2, 5]
    assert file.data.read_bytes() == ORDERS
    assert file.rows(file.index(), 1, 1).cells == [["Bob", ""]]


def test_the_name_of_what_was_unpacked_is_told(write):
    assert open_csv(write(PACKED["gzip"], "orders.csv.gz")).member == "orders.csv"
    assert open_csv(write(PACKED["with a text beside"], "o.zip")).member == "data/orders.csv"
    assert open_csv(write(ORDERS)).member is None


def test_the_encoding_within_an_archive_is_detected_and_can_be_chosen(write):
    path = write(gzip.compress("Größe;b\nä;1\n".encode("cp1252")), "a.csv.gz")
    assert open_csv(path).header == ("Größe", "b")
    assert open_csv(path, Overrides(encoding="cp1250")).encoding == "cp1250"
    wide = open_csv(write(gzip.compress("Größe;b\nä;1\n".encode("utf-16")), "b.csv.gz"))
    assert (wide.encoding, wide.header) == ("utf-16", ("Größe", "b"))


REFUSED = {
    "folders": (zipped({"a/": b"", "__MACOSX/x": b""}), "a ZIP archive without a file in it"),
    "nothing": (zipped({}), "a ZIP archive without a file in it"),
    "a document": (zipped({"word/document.xml": b""}), "a Word document"),
    "a binary workbook": (zipped({"xl/workbook.bin": b""}), "a binary Excel workbook (.xlsb)"),
    "a picture": (
        zipped({"a.png": bytes(range(256))}),
        "an archive with another file in it (a file of bytes that are no text)",
    ),
    "gzip in ZIP": (
        zipped({"a.csv.gz": gzip.compress(b"a\n1\n")}),
        "an archive with another file in it (a gzip archive)",
    ),
    "ZIP in gzip": (
        gzip.compress(zipped({"a.csv": b"a\n1\n"})),
        "an archive with another file in it (a ZIP archive)",
    ),
}


@pytest.mark.parametrize(("content", "found"), REFUSED.values(), ids=REFUSED)
def test_what_holds_no_single_table_is_refused_in_words(write, content, found):
    with pytest.raises(FileUnsupported) as caught:
        open_csv(write(content, "a.zip"))
    assert caught.value.found == found


@pytest.mark.parametrize("names", [("a.csv", "b/c.tsv"), ("a", "b"), tuple("abcdefg")])
def test_an_archive_of_several_files_tells_them_and_reads_the_one_that_is_chosen(write, names):
    path = write(zipped({name: f"{name}\n1\n" for name in names} | {"x/": b""}), "a.zip")
    with pytest.raises(FileOfSeveral) as caught:
        open_csv(path)
    assert caught.value.members == names
    chosen = open_csv(path, Overrides(member=names[1]))
    assert (chosen.member, chosen.header) == (names[1], (names[1],))
    other = open_csv(path, Overrides(member=names[0]))
    assert (other.member, other.header) == (names[0], (names[0],))


def test_a_chosen_file_that_is_not_in_the_archive_is_never_another_one(write):
    with pytest.raises(FileOfSeveral):
        open_csv(write(zipped({"a.csv": "a\n1\n"}), "a.zip"), Overrides(member="b.csv"))


def test_an_archive_of_an_empty_file_is_empty(write):
    with pytest.raises(FileEmpty) as caught:
        open_csv(write(gzip.compress(b""), "a.csv.gz"))
    assert caught.value.path.name == "a.csv.gz"


def test_an_archive_behind_a_password_is_refused(write):
    content = bytearray(zipped({"a.csv": b"a\n1\n"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(FileUnsupported) as caught:
        open_csv(write(bytes(content), "a.zip"))
    assert caught.value.found == "a password-protected ZIP archive"


def test_an_unknown_way_of_packing_is_refused(write):
    content = bytearray(zipped({"a.csv": b"a\n1\n"}))
    for place in (content.index(b"PK\x01\x02") + 10, 8):
        content[place : place + 2] = struct.pack("<H", 97)
    with pytest.raises(FileUnsupported) as caught:
        open_csv(write(bytes(content), "a.zip"))
    assert caught.value.found == "a ZIP archive packed in a way that few programs know"


@pytest.mark.parametrize("name", ["gzip", "deflated", "bzip2", "lzma", "stored"])
def test_a_damaged_archive_is_called_damaged(write, name):
    whole = PACKED[name]
    damaged = bytearray(whole)
    damaged[len(whole) // 2 if name == "gzip" else 45 + len("orders.csv")] ^= 0xFF
    for content in (whole[: len(whole) // 2], whole[:12], bytes(damaged)):
        with pytest.raises(FileUnsupported) as caught:
            open_csv(write(content, "a.packed"))
        assert caught.value.found.endswith("archive that is damaged or not complete")


def test_an_archive_that_is_still_being_written_has_changed(write, monkeypatch):
    path = write(PACKED["gzip"][:40], "a.csv.gz")
    unpack = archive.unpack_gzip

    def arrive_late(*arguments):
        try:
            return unpack(*arguments)
        finally:
            path.write_bytes(PACKED["gzip"])

    with monkeypatch.context() as patched:
        patched.setattr("klaviyo_gui.source.container.unpack_gzip", arrive_late)
        with pytest.raises(FileChanged) as caught:
            open_csv(path)
    assert isinstance(caught.value.__cause__, FileUnsupported), "so far it looked damaged"
    assert open_csv(path).header == ("name", "note")


def test_an_archive_that_changes_while_it_is_unpacked_is_not_taken(write, monkeypatch):
    path = write(gzip.compress(b"a\n1\n"), "a.csv.gz")
    unpack = archive.unpack_gzip

    def unpack_then_grow(*arguments):
        name = unpack(*arguments)
        path.write_bytes(path.read_bytes() + gzip.compress(b"2\n"))
        return name

    monkeypatch.setattr("klaviyo_gui.source.container.unpack_gzip", unpack_then_grow)
    with pytest.raises(FileChanged):
        open_csv(path)


@pytest.mark.parametrize("pack", [gzip.compress, lambda content: zipped({"a.csv": content})])
def test_a_bomb_is_refused_whatever_its_headers_promise(write, monkeypatch, pack):
    monkeypatch.setattr(gauge, "RATIO_FREE", 100_000)
    content = bytearray(pack(b"a\n" + b"1" * 5_000_000))
    if content.startswith(b"PK"):
        for at in (22, content.index(b"PK\x01\x02") + 24):
            content[at : at + 4] = struct.pack("<I", 10)
    else:
        content[-4:] = struct.pack("<I", 10)
    with pytest.raises(FileUnsupported) as caught:
        open_csv(write(bytes(content), "a.packed"))
    assert "times its size" in caught.value.found or "damaged" in caught.value.found


def test_a_bomb_leaves_nothing_behind(write, monkeypatch):
    monkeypatch.setattr(gauge, "SIZE_LIMIT", 100_000)
    folder = open_csv(write(gzip.compress(b"a\n1\n"), "b.gz")).data.parent.parent
    before = sorted(folder.iterdir())
    with pytest.raises(FileUnsupported):
        open_csv(write(gzip.compress(b"a\n" + b"1" * 5_000_000), "a.gz"))
    assert sorted(folder.iterdir()) <= before


def test_a_full_disk_is_told_in_the_words_of_the_system(write, monkeypatch):
    def fill(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "copy_measured", fill)
    with pytest.raises(FileUnreadable) as caught:
        open_csv(write(gzip.compress(b"a\n1\n"), "a.gz"))
    assert caught.value.cause == "No space left on device"
