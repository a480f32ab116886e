"""What is known of a column's cells, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.source.profile import ColumnProfile, Looks

_SHOWN = 60
_LOOKS = {
    "email": mark("{share} look like e-mail addresses"),
    "phone": mark("{share} look like phone numbers"),
    "number": mark("{share} look like numbers"),
    "date": mark("{share} look like dates"),
    "country": mark("{share} look like countries"),
}
_LOOK_LEAST = 0.01


def profile_facts(profile: ColumnProfile) -> Iterator[str]:
    """Yield what is known of the cells of a column: how many, how long, of which look."""
    share = profile.filled / profile.total if profile.total else 0.0
    yield tr(
        "{share} filled ({filled} of {total})",
        share=_percent(share),
        filled=grouped(profile.filled),
        total=grouped(profile.total),
    )
    if not profile.filled:
        return
    distinct, longest = profile.distinct, profile.longest
    if profile.is_exact:
        yield counted(distinct, "{count} different value", "{count} different values")
    else:
        yield counted(
            distinct, "at least {count} different value", "at least {count} different values"
        )
    if profile.shortest == longest:
        yield counted(
            longest, "Every value has {count} character", "Every value has {count} characters"
        )
    else:
        yield counted(
            longest,
            "{shortest} to {count} character long",
            "{shortest} to {count} characters long",
            shortest=grouped(profile.shortest),
        )
    if profile.smallest:
        smallest, largest = cut(profile.smallest), cut(profile.largest)
        yield tr("From {smallest} to {largest}", smallest=smallest, largest=largest)
    yield from _look_words(profile.looks)


def _look_words(looks: Looks) -> Iterator[str]:
    for name, words in _LOOKS.items():
        share = getattr(looks, name)
        if share >= _LOOK_LEAST:
            yield tr(words, share=_percent(share))


def _percent(share: float) -> str:
    """Return a share that never claims all or none where it is only nearly so."""
    if 0 < share < 1:
        return f"{min(max(round(share * 100), 1), 99)} %"
    return f"{share:.0%}".replace("%", " %")


def cut(value: str) -> str:
    """Return the beginning of a value on one line, as it may be shown."""
    words = " ".join(cell_words(value).split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
