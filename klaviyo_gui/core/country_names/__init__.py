"""The names by which files call countries.

Those of each language follow Unicode CLDR (https://cldr.unicode.org, © 1991-2026 Unicode, Inc.,
Unicode License v3); a name of another language than English is there where it differs from that.
"""

from __future__ import annotations

from klaviyo_gui.core.country_names import (
    common,
    dutch,
    english,
    french,
    german,
    italian,
    polish,
    portuguese,
    spanish,
)
from klaviyo_gui.core.country_names.codes import CODES

__all__ = ["ALPHA_3", "NAMES"]

_LANGUAGES = (english, german, french, spanish, italian, dutch, portuguese, polish, common)

ALPHA_3 = dict(zip(CODES.split()[::2], CODES.split()[1::2], strict=True))
"""The alpha-3 code of each alpha-2 code."""

NAMES = tuple(
    (line[:2], name)
    for language in _LANGUAGES
    for line in language.NAMES.strip().splitlines()
    for name in line[3:].split("|")
)
"""Alpha-2 codes, each with one name."""
