"""What sections must say that are not of figures: their numbers, in order, counted again from the file by loops."""

from __future__ import annotations

from collections.abc import Callable

from tests.dashboard.every_number.forms import numbers_in
from tests.dashboard.every_number.stored import Row, Stored, is_like
from tests.dashboard.every_number.walk import Seen

Twin = Callable[[Seen, Stored], list[object]]

WEEKS, _SOON = 4, 10


def _clocks(seen: Seen, stored: Stored) -> list[object]:
    mine = [row for row in stored.rows("outstanding_clock") if _is_mine(row, seen)]
    overdue = sorted(row["due_on"] for row in mine if row["status"] == "overdue")
    soon = len(mine) - len(overdue)
    head = [len(overdue), overdue[0]] if overdue else []
    return [*head, *([soon] if soon else []), _SOON]


def _is_mine(row: Row, seen: Seen) -> bool:
    selection = seen.context.selection
    is_judged = row.get("yardstick", selection.yardstick) == selection.yardstick
    return is_judged and bool({"all", row["service_area"]} & set(selection.areas))


def _unvisited(seen: Seen, stored: Stored) -> list[object]:
    mine = [row for row in stored.rows("visit_gap") if _is_mine(row, seen)]
    without = sum(row["is_unvisited"] for row in mine)
    return [*([without] if without else []), len(mine), WEEKS]


def _caseload(seen: Seen, stored: Stored) -> list[object]:
    mine = [row for row in stored.rows("caseload") if _is_mine(row, seen)]
    named = [row for row in mine if row["worker_id"]]
    most = [
        max((row["clocks_overdue"] for row in rows), default=0) for rows in (named, [r for r in mine if r not in named])
    ]
    return [len(named), max(row["children_supported"] for row in named), *(number for number in most if number)]


def _story(seen: Seen, stored: Stored) -> list[object]:
    if seen.section.download.is_empty():
        return []
    (one,) = seen.section.download.select("service_area", "referral_id").unique().to_dicts()
    yardsticks = ("", seen.context.selection.yardstick)
    events = [row for row in stored.rows("event") if is_like(row, one) and row["yardstick"] in yardsticks]
    days = {row["event"]: row["begins_on"] for row in events if row["lane"] == "milestone"}
    attended = [row["begins_on"] for row in events if row["lane"] == "visit" and row["status"] == "attended"]
    clocks = [row["status"] for row in events if row["lane"] == "clock"]
    open_now = [number for status in ("overdue", "running") if (number := clocks.count(status))]
    milestones = [days[name] for name in ("received", "started", "closed") if name in days]
    return [*milestones, len(attended), max(attended), *open_now]


def _submissions(_: Seen, stored: Stored) -> list[object]:
    files = stored.rows("submission_file")
    told: list[object] = []
    for row in stored.rows("submission"):
        number = sum(file["submission"] == row["position"] for file in files)
        told += [row["position"] + 1, *numbers_in(row["name"] or ""), row["delivered_on"], number]
    return told


def _checks(_: Seen, stored: Stored) -> list[object]:
    statuses = [row["status"] for row in stored.rows("check_result")]
    others = [number for status in ("failed", "not_run") if (number := statuses.count(status))]
    return [len(statuses), statuses.count("passed"), *others]


def _freshness(seen: Seen, stored: Stored) -> list[object]:
    chosen = seen.context.selection.areas
    days = [row["latest_on"] for row in stored.rows("freshness") if row["service_area"] in chosen and not row["symbol"]]
    return [min(days)]


def _completeness(seen: Seen, stored: Stored) -> list[object]:
    (extract,) = seen.section.download.get_column("extract").unique().to_list()
    needed = {(row["extract"], row["column_name"]) for row in stored.rows("contract_column") if row["is_required"]}
    shares = [
        row["share"]
        for row in stored.rows("completeness")
        if row["extract"] == extract
        and row["service_area"] in seen.context.selection.areas
        and (extract, row["column_name"]) not in needed
        and row["share"] is not None
    ]
    return [share for share in [min(shares, default=1)] if share < 1]


def _standing(_: Seen, _stored: Stored) -> list[object]:
    return ["12", "0 %", "100 %", "0"]


def _attention(seen: Seen, _: Stored) -> list[object]:
    """Of each line the one number that it tells; that runs are worse is found in the control charts."""
    at_close = seen.section.download.filter(service_area_name="All areas").get_column("period").to_list()[0]
    mine = [row for row in seen.section.download.to_dicts() if row["service_area"] != "all"]
    counts = [row for row in mine if row["period"] == at_close and row["value"]]
    ordered = sorted(counts, key=lambda row: (row["measure"] == "clocks_overdue", -row["value"]))
    return [row["value"] for row in [*ordered, *(row for row in mine if row["period"] != at_close)]]


TWINS: dict[str, Twin] = {
    "clocks_overdue_and_due_soon": _clocks,
    "not_visited_for_weeks_of_term": _unvisited,
    "caseload_of_each_worker": _caseload,
    "the_story_of_one_referral": _story,
    "what_was_delivered_by_whom_and_when": _submissions,
    "checks": _checks,
    "how_fresh_the_rows_are": _freshness,
    "area_by_area": _standing,
    "what_needs_attention_first": _attention,
    **{
        f"completeness_{extract}": _completeness
        for extract in (
            *("referrals", "visits", "targets", "reviews", "assessments", "pauses", "workshops", "term_dates"),
        )
    },
}
"""By the name of their downloads."""
