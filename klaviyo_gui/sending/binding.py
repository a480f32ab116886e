"""By what an open file is known again, so that changes of its rows reach no other one."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.store.amendments import Bound

if TYPE_CHECKING:
    from klaviyo_gui.source.table import CsvFile

_DIGITS = 32
"""Digits of a digest in the name of a file: enough never to meet twice."""


@dataclass(frozen=True, slots=True)
class Job:
    """An open file: ``key`` names its place, and ``bound`` what lies there and how it reads."""

    key: str
    bound: Bound


def job_of(file: CsvFile) -> Job:
    """Return the job of a file; sheets and files within archives have one each."""
    place = str(file.path.absolute()), file.sheet or "", file.member or ""
    stamp = file.stamp
    reading = _digest(*map(repr, astuple(file.dialect)[:-1]))
    bound = Bound(stamp.size, stamp.mtime_ns, stamp.edges.hex(), reading)
    return Job(_digest(*place), bound)


def _digest(*parts: str) -> str:
    raw = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw).hexdigest()[:_DIGITS]
