"""From accepted rows and rules to derived relations, in the order in which they rest on each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

import holidays
import polars as pl

from pipelines.calendars import illustrative_terms, statutory_terms
from pipelines.measures.thresholds import thresholds, wait_bands
from pipelines.rules.rule import Unit
from pipelines.rules.service_area import ServiceAreas
from pipelines.rules.tables import rule_tables
from pipelines.warehouse import Warehouse

RELATIONS = (
    "referral",
    "standard_supply",
    "calendar",
    "working_day",
    "soon_day",
    "pause",
    "attended_visit",
    "review_day",
    "clock_run",
    "clock_limit",
    "clock_pause",
    "clock_visit",
    "clock",
    "clock_scope",
    "leaving_date",
    "wait",
    "snapshot",
    "waiting",
    "supported",
    "visit",
    "term_week",
    "active_week",
    "visit_plan",
    "target",
    "assessed",
    "progress",
    "closed_referral",
    "access",
    "workshop",
    "area_scope",
    "last_visit",
    "outstanding_clock",
    "visit_gap",
    "caseload",
    "event",
)
VIEWS = frozenset({"event"})
"""The relations that are kept as a question: each is asked for one referral at a time, and would hold every visit."""

NEEDS = {"first_targets": ("targets",), "review": ("targets", "reviews")}
"""The optional extracts that a standard's clocks rest on; without them they are not available."""

_STANDARDS = ("first_contact", "initial_meeting", "first_targets", "review")
_SPARE_DAYS = 28
"""Room for what is due soon, and for bank holidays in a row, in working days."""
_NATION, _DIVISION = "GB", "ENG"
_REACH = timedelta(days=20 * 366)
"""How far past the day of the figures a pause is followed: an end 'for ever' must not make a calendar for ever."""


def load_rules(warehouse: Warehouse, areas: ServiceAreas, as_at: date) -> None:
    """Store everything that is known before any row is: the rules, their thresholds and the bank holidays."""
    tables = {
        **rule_tables(areas),
        "as_at": pl.DataFrame({"as_at": [as_at]}),
        "horizon": pl.DataFrame({"last_pause_on": [_later(as_at, _REACH)]}),
        "threshold": thresholds(),
        "wait_band": wait_bands(),
        "statutory_term": statutory_terms(),
        "standard_name": pl.DataFrame({"standard": _STANDARDS}),
        "standard_need": _needs(),
        "bank_holiday": _bank_holidays(_first_known_on(areas, as_at), _last_day(areas, as_at)),
    }
    with warehouse.transaction():
        for relation, rows in tables.items():
            warehouse.store(relation, rows)


def derive(warehouse: Warehouse, areas: ServiceAreas, as_at: date, relations: Sequence[str] = RELATIONS) -> None:
    """Make every derived relation of the accepted rows.

    Args:
        warehouse: holds ``accepted.<extract>`` for every extract, and ``delivery``.
        areas: the rules that apply.
        as_at: the day whose close is "now".
        relations: which to make, in order; those that they rest on are among them.
    """
    load_rules(warehouse, areas, as_at)
    received_on = _first_received_on(warehouse) or as_at
    warehouse.store("illustrative_term", illustrative_terms(received_on, as_at))
    warehouse.store("day", _days(_first_day(received_on, areas, as_at), _last_day(areas, as_at)))
    for relation in relations:
        warehouse.derive(relation, "VIEW" if relation in VIEWS else "TABLE")


def _first_rule_on(areas: ServiceAreas, as_at: date) -> date:
    return min((rule.from_on for area in (*areas.areas, areas.common) for rule in area.standard), default=as_at)


def _last_day(areas: ServiceAreas, as_at: date) -> date:
    """The last day that a limit, moved by the longest pause, can fall on; every limit finds its day by then.

    Of seven days at least four are working days, but for those on which a service is closed.
    """
    rules = [rule for area in (*areas.areas, areas.common) for rule in area.standard]
    longest = max((rule.within for rule in rules if rule.unit is Unit.WORKING_DAYS), default=0)
    closed = sum((closure.to_on - closure.from_on).days + 1 for area in areas.areas for closure in area.closure)
    return _later(as_at, _REACH + timedelta(days=2 * (longest + _SPARE_DAYS) + closed))


def _later(day: date, by: timedelta) -> date:
    """The day so much later, or the last there is."""
    return date.fromordinal(min(day.toordinal() + by.days, date.max.toordinal()))


def _first_known_on(areas: ServiceAreas, as_at: date) -> date:
    """As far back as bank holidays matter: a visit may have been made before any rule was in force."""
    return min(_first_rule_on(areas, as_at), date.fromordinal(max(1, as_at.toordinal() - _REACH.days)))


def _first_day(received_on: date, areas: ServiceAreas, as_at: date) -> date:
    """The first day on which a clock can start: no rule is in force before, or nothing was received."""
    return min(max(received_on, _first_rule_on(areas, as_at)), as_at)


def _first_received_on(warehouse: Warehouse) -> date | None:
    found: date | None = warehouse.frame("SELECT min(received_on) AS day_on FROM accepted.referrals").item()
    return found


def _days(first: date, last: date) -> pl.DataFrame:
    days = pl.date_range(first, last, eager=True).alias("day_on")
    return pl.DataFrame({"day_on": days, "weekday": days.dt.weekday()})


@cache
def _bank_holidays(first: date, last: date) -> pl.DataFrame:
    found = holidays.country_holidays(_NATION, subdiv=_DIVISION, years=range(first.year, last.year + 1))
    rows = sorted(found.items())
    return pl.DataFrame(rows, schema={"holiday_on": pl.Date, "name": pl.String}, orient="row")


def _needs() -> pl.DataFrame:
    rows = [(standard, extract) for standard, extracts in NEEDS.items() for extract in extracts]
    return pl.DataFrame(rows, schema={"standard": pl.String, "extract": pl.String}, orient="row")
