"""Find out which encoding makes words of a file's bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klaviyo_gui.source.alphabets import plausibility
from klaviyo_gui.source.cesu import CESU_8, has_pairs, make_known
from klaviyo_gui.source.cut_letter import cut_letter
from klaviyo_gui.source.encoding import is_utf_8, undecodable_at
from klaviyo_gui.source.legacy import COMMON, LEGACY, commonness
from klaviyo_gui.source.rivals import refutes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.source.excerpts import Excerpt

make_known()

# The second byte of a character may be one of ASCII, from the digits on.
_FOREIGN_WORD = re.compile(rb"[\x80-\xff][0-9@-~\x80-\xff]*[ ]?")
_BEGINNING = re.compile(rb"[ 0-9@-~]?[0-9A-Za-z]*\Z")
_BEGUN = 24
"""Bytes of a word before its first odd one that are looked at."""
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_STRANGE = re.compile("[\u0180-\u07ff]")
"""What two bytes make in UTF-8, but letters of Western languages."""
_SAMPLED = 4_000
_GLIMPSE = 80
_ASKED = 3_000
_WEIGHED_TWICE = 8
_KEPT = 3
_MANY_WORDS = 8
_FEW_CHARACTERS = 2

# A reading this much less likely than the best is not worth anybody's time; after a few words
# nearly every reading still is.
_RIVALS = ((2, 0.3), (8, 0.78))
_RIVAL = 0.85

# Below this even the best reading is hardly made of words.
_WORDS = 0.5

# … and of East Asian characters those that are written most.
_CHARACTERS = 0.7


_Line = tuple[int | None, bytes]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding that a file may have; ``likelihood`` is between 0 and 1."""

    encoding: str
    likelihood: float


@dataclass(frozen=True, slots=True)
class Charset:
    """What the bytes of a file say about its encoding, the likeliest candidate first.

    With ``is_mixed`` some lines seem to be in another encoding than the rest, which then is the
    last candidate; ``mixed_lines`` are their numbers, as far as they were counted.
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
    """Find the encoding of a file whose structure is ASCII bytes; UTF-8 is hardly ever doubted.

    A file in UTF-8 may be cut in the middle of its last letter.
    """
    pieces = tuple(excerpts)
    whole = _without_cut_letter(pieces)
    found = _charset_of(whole)
    if whole is pieces or (found.encoding == "utf-8" and not found.is_mixed):
        return found
    return _charset_of(pieces)


def _without_cut_letter(excerpts: tuple[Excerpt, ...]) -> tuple[Excerpt, ...]:
    """Leave out the beginning of a letter at the end of a file."""
    *others, last = excerpts
    size = cut_letter(last.data) if last.is_end else 0
    return (*others, replace(last, data=last.data[:-size])) if size else excerpts


def _charset_of(excerpts: Iterable[Excerpt]) -> Charset:
    proper: list[_Line] = []
    torn: list[_Line] = []
    foreign: list[_Line] = []
    for line in _lines_beyond_ascii(excerpts):
        if is_utf_8(line[1]):
            proper.append(line)
        elif has_pairs(line[1]) and undecodable_at(line[1], CESU_8, is_whole=True) is None:
            torn.append(line)
        else:
            foreign.append(line)
    if not foreign and not torn and 0 < len(proper) <= _FEW_CHARACTERS:
        return Charset(_of_chance([line for _, line in proper]))
    if len(proper) + len(torn) >= len(foreign):
        sure = Candidate(CESU_8 if torn else "utf-8", 1.0)
        others = _legacy([line for _, line in foreign])[:1] if foreign else ()
        return Charset((sure, *others), bool(foreign), _known(foreign))
    candidates = _legacy([line for _, line in foreign])
    if candidates[0].encoding in COMMON:
        # Two of its characters may happen to be one of UTF-8.
        proper.clear()
    others = (Candidate("utf-8", 0.0),) if proper else ()
    return Charset((*candidates[: _KEPT - len(others)], *others), bool(proper), _known(proper))


def _lines_beyond_ascii(excerpts: Iterable[Excerpt]) -> Iterator[_Line]:
    for excerpt in excerpts:
        if not excerpt.data.isascii():
            yield from (line for line in excerpt.lines() if not line[1].isascii())


def _of_chance(lines: Sequence[bytes]) -> tuple[Candidate, ...]:
    """Give UTF-8, and what else a character or two may be that happen to be UTF-8."""
    sure = Candidate("utf-8", 1.0)
    raw = b"\n".join(lines)
    strange = _STRANGE.findall(raw.decode())
    if not strange or len(_BEYOND_ASCII.findall(raw.decode())) > _FEW_CHARACTERS:
        return (sure,)
    words = _words(raw)
    possible = [each for each in _possible(raw) if each in COMMON]
    others = _weighed(b"\n".join(words), possible, len(words))
    return (sure, *(Candidate(each, round(share, 3)) for each, share in others))[:_KEPT]


def _known(lines: Iterable[_Line]) -> tuple[int, ...]:
    return tuple(number for number, _ in lines if number is not None)


def _legacy(lines: Sequence[bytes]) -> tuple[Candidate, ...]:
    everything = b"\n".join(lines)
    words = _words(everything)
    sample = b"\n".join(words)
    glimpse = b"\n".join(words[:_GLIMPSE])
    possible = list(_possible(everything))
    likely = _weighed(glimpse, possible, len(words))[:_WEIGHED_TWICE]
    if len(words) > _GLIMPSE:
        # One that makes the same of the first words as a likelier one may make more of the others.
        known = {encoding for encoding, _ in likely}
        texts = {glimpse.decode(encoding, "replace") for encoding in known}
        again = [each for each in possible if glimpse.decode(each, "replace") in texts]
        first, *others = _weighed(sample, again, len(words))
        likely = [first, *(each for each in others if each[0] in known)]
    chaos = _second_opinion(sample, [encoding for encoding, _ in likely])
    ranked = sorted(
        (
            Candidate(encoding, round(likelihood * (1 - 0.5 * chaos.get(encoding, 0.4)), 3))
            for encoding, likelihood in likely
        ),
        key=lambda each: -each.likelihood,
    )
    rival = next((rival for few, rival in _RIVALS if len(words) < few), _RIVAL)
    floor = ranked[0].likelihood * rival
    best = sample.decode(ranked[0].encoding, "replace")
    rivals = [each for each in ranked[1:_KEPT] if each.likelihood >= floor]
    kept = [
        ranked[0],
        *(each for each in rivals if not refutes(best, sample.decode(each.encoding, "replace"))),
    ]
    enough = _CHARACTERS if ranked[0].encoding in COMMON else _WORDS
    if len(words) == 1 or ranked[0].likelihood < enough:
        # One word proves nothing, and rare characters not much.
        kept = [*kept, *ranked[len(kept) :]][: max(len(kept), 2)]
    return tuple(kept)


def _possible(everything: bytes) -> Iterator[str]:
    """Give the encodings in which every byte is text."""
    present = bytes(sorted(set(everything)))
    for encoding in LEGACY:
        data = everything if encoding in COMMON else present
        if undecodable_at(data, encoding, is_whole=True) is None:
            yield encoding


def _weighed(sample: bytes, encodings: Iterable[str], words: int) -> list[tuple[str, float]]:
    """Weigh encodings by what they make of a sample, the first of those that make the same of it.

    The more words there are, the less it matters how rare an encoding is.
    """
    prior = _MANY_WORDS / (_MANY_WORDS + words)
    found: dict[str, tuple[str, float]] = {}
    for encoding in encodings:
        text = sample.decode(encoding, "replace")
        if text not in found:
            share = 1 - (1 - LEGACY[encoding]) * prior
            found[text] = encoding, share * plausibility(text) * commonness(text, encoding)
    return sorted(found.values(), key=lambda each: -each[1])


def _words(everything: bytes) -> list[bytes]:
    """Take different words with odd bytes up to a size, each with its neighbours.

    The first odd byte of a word begins a character, whatever the encoding.
    """
    found: dict[bytes, None] = {}
    size = 0
    for rest in _FOREIGN_WORD.finditer(everything):
        start = rest.start()
        before = everything[max(start - _BEGUN, 0) : start]
        word = _BEGINNING.findall(before)[0] + rest[0]
        if word not in found:
            found[word] = None
            size += len(word)
            if size > _SAMPLED:
                break
    return list(found)


def _second_opinion(sample: bytes, encodings: Sequence[str]) -> dict[str, float]:
    """Ask charset-normalizer how messy the sample would be in each encoding that it allows."""
    import charset_normalizer  # noqa: PLC0415 - hardly any file needs it

    found = charset_normalizer.from_bytes(sample[:_ASKED], cp_isolation=list(encodings))
    return {
        codecs.lookup(name).name: match.chaos
        for match in found
        for name in match.could_be_from_charset
    }
