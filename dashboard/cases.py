"""What the work list asks of the records: rows about single referrals, which are nowhere in published figures."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard.warehouse import Snapshot

_CLOCKS = """
SELECT clock.*, service_area.name AS area FROM warehouse.outstanding_clock AS clock
INNER JOIN warehouse.service_area USING (service_area)
WHERE list_contains($areas, service_area) AND yardstick = $yardstick
ORDER BY due_on, position, referral_id, standard, sequence
"""

_GAPS = """
SELECT gap.*, service_area.name AS area FROM warehouse.visit_gap AS gap
INNER JOIN warehouse.service_area USING (service_area)
WHERE is_unvisited AND list_contains($areas, service_area)
ORDER BY term_weeks DESC, last_visit_on NULLS FIRST, position, referral_id
"""

_SUPPORTED = """
SELECT worker_id, priority, count(*) AS referrals FROM warehouse.visit_gap
WHERE list_contains($areas, service_area)
GROUP BY ALL ORDER BY ALL
"""

_CASELOADS = """
SELECT caseload.*, service_area.name AS area FROM warehouse.caseload
INNER JOIN warehouse.service_area USING (service_area)
WHERE list_contains($areas, service_area) AND yardstick = $yardstick
ORDER BY position, worker_id = '', worker_id
"""

_EVENTS = """
SELECT * FROM warehouse.event
WHERE service_area = $area AND referral_id = $referral AND list_contains(['', $yardstick], yardstick)
ORDER BY begins_on, lane, event, event_id
"""

_MOST_WEEKS = "SELECT value FROM warehouse.threshold WHERE name = 'unvisited_term_weeks'"
_SOON_DAYS = "SELECT value FROM warehouse.threshold WHERE name = 'due_soon_working_days'"


def outstanding_clocks(warehouse: Snapshot, areas: Sequence[str], yardstick: str) -> pl.DataFrame:
    """The rows of ``outstanding_clock`` of some areas, with the area's name, by due day."""
    return warehouse.frame(_CLOCKS, areas=list(areas), yardstick=yardstick)


def unvisited(warehouse: Snapshot, areas: Sequence[str]) -> pl.DataFrame:
    """The rows of ``visit_gap`` of some areas that went unvisited, with the area's name, the longest first."""
    return warehouse.frame(_GAPS, areas=list(areas))


def supported(warehouse: Snapshot, areas: Sequence[str]) -> pl.DataFrame:
    """The ``referrals`` that some areas support, by ``worker_id`` and ``priority``."""
    return warehouse.frame(_SUPPORTED, areas=list(areas))


def caseloads(warehouse: Snapshot, areas: Sequence[str], yardstick: str) -> pl.DataFrame:
    """The rows of ``caseload`` of some areas, with the area's name; those without a worker last in each."""
    return warehouse.frame(_CASELOADS, areas=list(areas), yardstick=yardstick)


def events(warehouse: Snapshot, area: str, referral: str, yardstick: str) -> pl.DataFrame:
    """The rows of ``event`` of one referral, earliest first; none where there is no such referral."""
    return warehouse.frame(_EVENTS, area=area, referral=referral, yardstick=yardstick)


def most_weeks_unvisited(warehouse: Snapshot) -> int:
    """The term weeks without a visit beyond which a supported child has gone unvisited."""
    return int(warehouse.frame(_MOST_WEEKS).item())


def soon_working_days(warehouse: Snapshot) -> int:
    """The working days after the day of the figures within which a clock falls due soon."""
    return int(warehouse.frame(_SOON_DAYS).item())
