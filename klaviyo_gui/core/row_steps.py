"""What a mapping does to the rows of a file before any record is built, as a digest."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping


def steps_digest(mapping: Mapping) -> str:
    """Return by what it is known again that rows are arranged alike; empty where they are not.

    Which columns are taken per item is no part of it: the same lines belong together either way.
    """
    if not mapping.has_steps:
        return ""
    key = mapping.grouping.key if mapping.grouping is not None else ()
    steps = orjson.dumps((mapping.joins, mapping.row_filter, key), default=list)
    return blake2b(steps, digest_size=16).hexdigest()
