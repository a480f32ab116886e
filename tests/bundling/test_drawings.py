"""The icons are those of the drawing, in every size that Windows and macOS ask for."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from bundling import drawings
from klaviyo_gui import paths

SIGN = paths.resources() / "icons" / "app.svg"


def pictures(content, kind):
    """Read all pictures back by Qt's own reader of the format."""
    # Qt reads from it without keeping it.
    kept = QByteArray(content)
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    found = []
    for at in range(reader.imageCount()):
        reader.jumpToImage(at)
        found.append(reader.read())
    return found


def drawn(size):
    return QImage.fromData(drawings.png(SIGN, size))


def assert_same(picture, size):
    expected = drawn(size).convertToFormat(QImage.Format.Format_ARGB32)
    assert picture.convertToFormat(QImage.Format.Format_ARGB32) == expected


@pytest.mark.parametrize("size", [16, 256])
def test_a_picture_is_no_blank_and_has_clear_corners(size):
    picture = drawn(size)
    assert picture.width() == picture.height() == size
    assert picture.pixelColor(0, 0).alpha() < 255
    assert picture.pixelColor(size // 2, size // 2).alpha() == 255
    assert len({picture.pixel(x, x) for x in range(size)}) > 4


def test_windows_finds_every_size(qapp):
    found = pictures(drawings.ico(SIGN), b"ico")
    assert [picture.width() for picture in found] == list(drawings.ICO_SIZES)
    for picture in found:
        assert_same(picture, picture.width())


def test_macos_finds_every_size(qapp):
    content = drawings.icns(SIGN)
    assert int.from_bytes(content[4:8], "big") == len(content)
    sizes = {picture.width() for picture in pictures(content, b"icns")}
    assert sizes == set(drawings.ICNS_KINDS.values())
