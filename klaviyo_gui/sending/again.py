"""What a run sent, as an order to send it again: its file as it is now, its mapping."""

from __future__ import annotations

from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.arranged import original_rows
from klaviyo_gui.core.errors import OptionError, RowsAmended, SourceError
from klaviyo_gui.sending.facts import mapping_in_facts
from klaviyo_gui.sending.seconds import with_seconds
from klaviyo_gui.sending.send import Order
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.store.results import facts_of, opened_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.source.table import CsvFile


def order_again(
    runs: Path,
    run: str,
    *,
    path: Path | None = None,
    mapping: Mapping | None = None,
    seconds: Sequence[Path] = (),
) -> Order:
    """Return the order of a run with its files opened anew; what is given takes the run's place.

    ``seconds`` are files that are joined. The receiver closes the file. Raises RunMissing,
    RunOngoing, RunDamaged, RunErased without a mapping, RowsAmended, JoinFileMissing, or
    SourceError for a file.
    """
    with opened_run(runs, run) as (_, journal):
        facts = journal.facts
        lines, cells = next(journal.slices(), ([], []))
    if facts.get("is_amended"):
        raise RowsAmended(run)
    stated = {join.file for join in mapping.joins if join.reading} if mapping is not None else set()
    if mapping is None:
        mapping = mapping_in_facts(facts, run)
    known = dict(zip(lines, cells, strict=True))
    if facts.get("arranged_by"):
        width = len(facts["header"])
        known = dict(chain.from_iterable(original_rows(row, width) for row in cells))
    file = _opened(path or Path(facts["path"]), facts, known)
    where = {each["file"]: Path(each["path"]) for each in facts.get("joined", ())}
    readings = {
        each["file"]: Overrides(**each["reading"])
        for each in facts.get("joined", ())
        if "reading" in each and each["file"] not in stated
    }
    file = with_seconds(file, mapping, seconds, where, readings)
    return Order(
        file, mapping, facts["name"], facts["is_history"], history_before=history_before(facts)
    )


def is_of(runs: Path, run: str, file: CsvFile) -> bool:
    """Tell whether this is the file that a run sent, by its place."""
    return bool(facts_of(runs, run).get("path") == str(file.path.absolute()))


def history_before(facts: dict[str, Any]) -> datetime | None:
    """Return before when events of a run were history, None where they were so all or none."""
    moment = facts.get("history_before", "")
    return datetime.fromisoformat(moment) if moment else None


def _opened(path: Path, facts: dict[str, Any], known: dict[int, list[str]]) -> CsvFile:
    """Open the file as it was read then; as is detected now, where more rows are the known ones.

    Whoever mends a file may save it with another separator, or in another encoding.
    """
    from klaviyo_gui.source.table import open_csv  # noqa: PLC0415 - no start of the window needs it

    try:
        before = open_csv(path, Overrides(**facts["reading"]))
    except (SourceError, OptionError):
        return open_csv(path)
    try:
        now = open_csv(path)
    except SourceError:
        return before
    is_better = _familiar(now, known) > _familiar(before, known)
    (before if is_better else now).close()
    return now if is_better else before


def _familiar(file: CsvFile, known: dict[int, list[str]]) -> int:
    """Count the first rows that read as they are known to."""
    rows = file.head_rows
    pairs = zip(rows.lines, rows.cells, strict=True)
    return sum(known.get(line) == cells for line, cells in pairs)
