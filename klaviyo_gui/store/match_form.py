"""The form of what a join found, in the facts of a run and for scripts: counts and lines alone.

The keys themselves may be addresses of customers, and are shown only to whoever has the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from klaviyo_gui.core.match_report import MatchReport


def report_as_json(report: MatchReport) -> dict[str, Any]:
    """Return a report as plain values for JSON."""
    second = report.second
    return {
        "rows": report.rows,
        "matched": report.matched,
        "unmatched": report.unmatched,
        "unmatched_lines": [line for line, _ in report.examples],
        "without_key": report.keyless,
        "doubled": report.doubled,
        "in_damaged_rows": report.damaged,
        "second": {
            "rows": second.rows,
            "keys": second.keys,
            "doubles": second.doubles,
            "double_lines": [list(lines) for _, lines in second.examples],
            "damaged": second.damaged,
            "damaged_lines": list(second.damaged_lines),
        },
    }
