"""The service areas' rules as frames, in the shape in which the warehouse and the dashboard hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any, TypeVar

import polars as pl

from pipelines.rules.rule import Closure, Condition, Dated, Eligibility, Standard, StandardName
from pipelines.rules.service_area import ServiceArea, ServiceAreas

Row = tuple[Any, ...]
Rule = TypeVar("Rule", bound=Dated)

_IN_FORCE = {"from_on": pl.Date, "until_on": pl.Date}
_SOURCE = {"source": pl.String}
_SCHEMAS: dict[str, dict[str, type[pl.DataType]]] = {
    "service_area": {"service_area": pl.String, "name": pl.String, "position": pl.Int64},
    "standard": {
        "service_area": pl.String,
        "standard": pl.String,
        "within": pl.Int64,
        "unit": pl.String,
        "within_visits": pl.Int64,
        "not_before": pl.Int64,
        **_IN_FORCE,
        **_SOURCE,
    },
    "eligibility": {
        "service_area": pl.String,
        **_IN_FORCE,
        "alternative": pl.Int64,
        "max_age_months": pl.Int64,
        "before_leaving": pl.Boolean,
        "min_delay_areas": pl.Int64,
        "min_asq_low_areas": pl.Int64,
        "has_sensory_loss": pl.Boolean,
        "has_diagnosis": pl.Boolean,
        **_SOURCE,
    },
    "visit_rule": {
        "service_area": pl.String,
        "every_weeks": pl.Int64,
        "typical_minutes": pl.Int64,
        **_IN_FORCE,
        **_SOURCE,
    },
    "leaving_rule": {"service_area": pl.String, "rule": pl.String, "years": pl.Int64, **_IN_FORCE, **_SOURCE},
    "closure": {"service_area": pl.String, "from_on": pl.Date, "to_on": pl.Date},
    "closed_day": {"service_area": pl.String, "closed_on": pl.Date},
    "statement": {"service_area": pl.String, "topic": pl.String, "text": pl.String, "source": pl.String},
}


def rule_tables(areas: ServiceAreas) -> dict[str, pl.DataFrame]:
    """Every rule as a row; a frame has its columns and types even where it has no row.

    The common yardstick's standards, visits and statements go by the service area ``common``. Every rule has
    ``from_on``, its first day in force, and ``until_on``, its last: blank where nothing follows it. Grains:

    - ``service_area``: one row per service area, without the common yardstick; ``position`` counts from 0.
    - ``standard``: one row per service area, standard and ``from_on``.
    - ``eligibility``: one row per service area, ``from_on`` and alternative of the rule's ``any_of``. The age and
      ``before_leaving`` are the rule's and the same on each of its rows. Alternatives count from 1, and a blank
      condition does not matter; a rule without them has one row, alternative 0, its four conditions blank.
    - ``visit_rule``, ``leaving_rule``: one row per service area and ``from_on``.
    - ``closure``: one row per service area and span of closed days, both ends included.
    - ``closed_day``: one row per service area and closed day.
    - ``statement``: one row per statement, in the file's order within a service area.

    Returns:
        The frames by name; areas in the order of their codes, the common yardstick last.
    """
    everyone = (*areas.areas, areas.common)
    rows: dict[str, list[Row]] = {
        "service_area": [(area.code, area.name, position) for position, area in enumerate(areas.areas)],
        "standard": [row for area in everyone for row in _standards(area)],
        "eligibility": [row for area in everyone for row in _eligibility(area)],
        "visit_rule": [row for area in everyone for row in _visit_rules(area)],
        "leaving_rule": [row for area in everyone for row in _leaving_rules(area)],
        "closure": [(area.code, span.from_on, span.to_on) for area in everyone for span in _closures(area)],
        "closed_day": [(area.code, day) for area in everyone for span in _closures(area) for day in _days(span)],
        "statement": [(area.code, said.topic, said.text, said.source) for area in everyone for said in area.statement],
    }
    return {name: pl.DataFrame(rows[name], schema=schema, orient="row") for name, schema in _SCHEMAS.items()}


def _in_force(history: Sequence[Rule]) -> Iterator[tuple[Rule, date | None]]:
    """Each entry of one history with its last day in force."""
    for entry, following in zip_longest(history, history[1:]):
        yield entry, following.from_on - timedelta(days=1) if following else None


def _standards(area: ServiceArea) -> Iterator[Row]:
    for name in StandardName:
        for entry, until_on in _in_force(area.history(name)):
            yield area.code, name.value, *_limit(entry), entry.from_on, until_on, entry.source


def _limit(entry: Standard) -> Row:
    return entry.within, entry.unit.value, entry.within_visits, entry.not_before


def _eligibility(area: ServiceArea) -> Iterator[Row]:
    for entry, until_on in _in_force(area.eligibility):
        for number, condition in _alternatives(entry):
            yield (
                *(area.code, entry.from_on, until_on, number, entry.max_age_months, entry.before_leaving),
                *(condition.min_delay_areas, condition.min_asq_low_areas),
                *(condition.has_sensory_loss, condition.has_diagnosis, entry.source),
            )


def _alternatives(entry: Eligibility) -> Iterator[tuple[int, Condition]]:
    if entry.any_of is None:
        return iter([(0, Condition.model_construct())])
    return enumerate(entry.any_of, start=1)


def _visit_rules(area: ServiceArea) -> Iterator[Row]:
    for entry, until_on in _in_force(area.visits):
        yield area.code, entry.every_weeks, entry.typical_minutes, entry.from_on, until_on, entry.source


def _leaving_rules(area: ServiceArea) -> Iterator[Row]:
    for entry, until_on in _in_force(area.leaving):
        yield area.code, entry.rule.value, entry.years, entry.from_on, until_on, entry.source


def _closures(area: ServiceArea) -> list[Closure]:
    return sorted(area.closure, key=lambda closure: closure.from_on)


def _days(closure: Closure) -> Iterator[date]:
    length = (closure.to_on - closure.from_on).days + 1
    return (closure.from_on + timedelta(days=offset) for offset in range(length))
