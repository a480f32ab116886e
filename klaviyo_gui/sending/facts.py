"""What a run was given, as its journal keeps it for the results and for whoever sends it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.errors import RunErased
from klaviyo_gui.core.row_steps import steps_digest
from klaviyo_gui.core.way import Way
from klaviyo_gui.source.names import encodable_name
from klaviyo_gui.store.journal import SEEN
from klaviyo_gui.store.match_form import report_as_json
from klaviyo_gui.store.presets import mapping_as_json, mapping_of_json
from klaviyo_gui.store.seen_form import seen_as_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.match_report import MatchReport
    from klaviyo_gui.sending.send import Destination, Order
    from klaviyo_gui.source.table import CsvFile


def way_of(facts: dict[str, Any]) -> Way:
    """Return how the records of a run go out."""
    return Way(facts.get("way", Way.PRIVATE))


def is_of_one_row(facts: dict[str, Any]) -> bool:
    """Tell whether a run was of one row alone, of no other of which anything is known."""
    return bool(facts.get("is_of_one_row"))


def mapping_in_facts(facts: dict[str, Any], run: str) -> Mapping:
    """Return the mapping of a run; raises RunErased once it was erased with the rows."""
    if "mapping" not in facts:
        raise RunErased(run)
    return mapping_of_json(facts["mapping"]).guessing(facts.get("guessed_country", ""))


def facts_of_joined(
    facts: dict[str, Any], prints: Sequence[str], reports: Sequence[MatchReport]
) -> list[dict[str, Any]]:
    """Return what the facts of a run tell of joined files, with what was found in them.

    ``prints`` are the SHA-256 of their contents.
    """
    known = facts.get("joined") or [{} for _ in prints]
    return [
        {**each, "sha256": print_, **report_as_json(report)}
        for each, print_, report in zip(known, prints, reports, strict=True)
    ]


def facts_of_order(order: Order, destination: Destination, now: datetime) -> dict[str, Any]:
    """Return the facts of a run that is begun now."""
    seen = order.agreed.seen if order.agreed is not None else None
    return ({SEEN: seen_as_json(seen)} if seen is not None else {}) | {
        "name": order.name,
        "account": destination.account,
        "is_practice": destination.is_practice,
        "way": destination.way,
        "practice_store": destination.practice_store,
        "time_zone": destination.time_zone,
        "file": encodable_name(order.file.path.name),
        "size": order.file.size,
        "header": [encodable_name(name) for name in order.file.raw_header],
        "path": encodable_name(str(order.file.path.absolute())),
        "reading": _reading(order.file),
        "joined": [
            {
                "file": join.file,
                "path": encodable_name(str(second.path.absolute())),
                "size": second.size,
                "reading": _reading(second),
            }
            for join, second in zip(order.mapping.joins, order.file.seconds, strict=False)
        ],
        "is_amended": bool(order.amendments),
        "arranged_by": steps_digest(order.mapping),
        "mapping": mapping_as_json(order.mapping),
        "guessed_country": order.mapping.options.guessed_country,
        "is_history": order.is_history,
        "history_before": order.history_before.isoformat() if order.history_before else "",
        "list": _list_name(order),
        "limit": order.limit,
        "is_of_one_row": order.lines is not None,
        "holds_lost": order.holds_lost,
        "planned_at": (order.planned_at or now).isoformat(),
        "created": now.isoformat(timespec="seconds"),
    }


def _reading(file: CsvFile) -> dict[str, Any]:
    """Return how a file is read, as overrides of the detection."""
    return {
        "encoding": file.encoding,
        "delimiter": file.dialect.delimiter,
        "quote": file.dialect.quote,
        "escape": file.dialect.escape,
        "header_line": file.dialect.header_line,
        "is_wrapped": file.dialect.is_wrapped,
        "sheet": file.sheet,
        "member": file.member,
    }


def _list_name(order: Order) -> str:
    """Return what the list is called that people join, empty for none."""
    joined = order.mapping.joined_list
    return joined.name if joined is not None else ""
