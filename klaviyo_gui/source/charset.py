"""Find out which encoding makes words of a file's bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import charset_normalizer

from klaviyo_gui.source.alphabets import plausibility
from klaviyo_gui.source.encoding import undecodable_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from klaviyo_gui.source.excerpts import Excerpt

# How much rarer than the first they are among the files of shops; a choice of ours. Of two that
# read alike, the first is meant.
_LEGACY = {
    "cp1252": 1.0,
    "cp1250": 0.95,
    "cp1251": 1.0,
    "cp1254": 0.93,
    "cp1253": 0.95,
    "cp1257": 0.9,
    "iso8859-2": 0.9,
    "iso8859-15": 0.9,
    "mac_roman": 0.8,
    "cp850": 0.7,
    "cp852": 0.7,
    "cp866": 0.7,
    "koi8-r": 0.8,
    "cp1255": 0.9,
    "cp1256": 0.9,
    "cp874": 0.8,
    "gb18030": 0.93,
    "cp932": 1.0,
    "big5": 0.95,
    "cp949": 1.0,
    "euc_jp": 0.8,
}

# First bytes of what is written most in these: kana, hangul, the level of common characters.
_COMMON = {
    "gb18030": bytes([*range(0xA1, 0xA4), *range(0xB0, 0xD8)]),
    "big5": bytes(range(0xA1, 0xC7)),
    "cp949": bytes([*range(0xA1, 0xA4), *range(0xB0, 0xC9)]),
    "cp932": bytes([*range(0x81, 0x84), *range(0x88, 0x98)]),
    "euc_jp": bytes([*range(0xA1, 0xA6), *range(0xB0, 0xD0)]),
}

_FOREIGN = re.compile(rb"[\x80-\xff]")
_CONTEXT = 40
_SAMPLED = 12_000
_ASKED = 3_000

# A reading this much less likely than the best is not worth anybody's time.
_RIVAL = 0.85

# Below this even the best reading is hardly made of words.
_WORDS = 0.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding that a file may have; ``likelihood`` is between 0 and 1."""

    encoding: str
    likelihood: float


@dataclass(frozen=True, slots=True)
class Charset:
    """What the bytes of a file say about its encoding, the likeliest candidate first.

    With ``is_mixed`` some lines seem to be in another encoding than the rest; ``mixed_lines`` are
    their numbers, as far as they were counted.
    """

    candidates: tuple[Candidate, ...]
    is_mixed: bool = False
    mixed_lines: tuple[int, ...] = ()

    @property
    def encoding(self) -> str:
        """Name the likeliest encoding."""
        return self.candidates[0].encoding

    @property
    def is_certain(self) -> bool:
        """Tell whether the encoding makes words, and no other is worth a look."""
        likeliest, *others = self.candidates
        return not (others or self.is_mixed) and likeliest.likelihood >= _WORDS


def charset_of(excerpts: Iterable[Excerpt]) -> Charset:
    """Find the encoding of a file whose structure is ASCII bytes; UTF-8 is never doubted."""
    proper: list[int | None] = []
    foreign: list[tuple[int | None, bytes]] = []
    for excerpt in excerpts:
        if excerpt.data.isascii():
            continue
        for number, line in excerpt.lines():
            if not line.isascii():
                if undecodable_at(line, "utf-8", is_whole=True) is None:
                    proper.append(number)
                else:
                    foreign.append((number, line))
    if len(proper) >= len(foreign):
        numbers = [number for number, _ in foreign]
        return Charset((Candidate("utf-8", 1.0),), bool(numbers), _known(numbers))
    candidates = _legacy([line for _, line in foreign])
    if candidates[0].encoding in _COMMON:
        # Two of its characters may happen to be one of UTF-8.
        proper.clear()
    return Charset(candidates, bool(proper), _known(proper))


def _known(numbers: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(number for number in numbers if number is not None)


def _legacy(lines: Sequence[bytes]) -> tuple[Candidate, ...]:
    everything = b"\n".join(lines)
    sample = _sample(lines)
    chaos = _second_opinion(sample)
    weighed: dict[str, Candidate] = {}
    for encoding, share in _LEGACY.items():
        if undecodable_at(everything, encoding, is_whole=True) is not None:
            continue
        text = sample.decode(encoding, "replace")
        likelihood = share * plausibility(text) * _commonness(sample, encoding)
        likelihood *= 1 - 0.5 * chaos.get(encoding, 0.4)
        weighed.setdefault(text, Candidate(encoding, round(likelihood, 3)))
    ranked = sorted(weighed.values(), key=lambda each: -each.likelihood)
    floor = ranked[0].likelihood * _RIVAL
    return tuple(each for each in ranked[:3] if each.likelihood >= floor)


def _sample(lines: Iterable[bytes]) -> bytes:
    """Join different lines up to a size, each from a little before its first odd byte.

    The first odd byte begins a character, whatever the encoding.
    """
    found: dict[bytes, None] = {}
    size = 0
    for line in lines:
        odd = _FOREIGN.search(line)
        start = max(odd.start() - _CONTEXT, 0) if odd else 0
        part = line[start : start + 8 * _CONTEXT]
        if part not in found:
            found[part] = None
            size += len(part)
        if size > _SAMPLED:
            break
    return b"\n".join(found)


def _second_opinion(sample: bytes) -> dict[str, float]:
    """Ask charset-normalizer how messy the sample would be in each encoding that it allows."""
    found = charset_normalizer.from_bytes(sample[:_ASKED], cp_isolation=list(_LEGACY))
    return {
        codecs.lookup(name).name: match.chaos
        for match in found
        for name in match.could_be_from_charset
    }


def _commonness(sample: bytes, encoding: str) -> float:
    """Tell which share of an East Asian text its usual characters make."""
    usual = _COMMON.get(encoding)
    if usual is None:
        return 1.0
    text = sample.decode(encoding, "replace")
    firsts = [
        raw[:1] for raw in (each.encode(encoding, "replace") for each in text) if raw > b"\x7f"
    ]
    return sum(first in usual for first in firsts) / max(len(firsts), 1)
