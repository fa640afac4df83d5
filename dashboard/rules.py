"""What is asked of a warehouse about the rules of areas, words, and the numbers that were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from dashboard.warehouse import Snapshot

_OF_AREAS = "WHERE list_contains($areas, service_area) ORDER BY service_area, from_on"
IN_REACH = """
holiday_on BETWEEN CAST($since AS DATE) - INTERVAL 1 YEAR AND (SELECT as_at FROM warehouse.build) + INTERVAL 1 YEAR
"""
"""Which bank holidays clocks may run over: they may have begun a year before ``since``, and run for a year more."""
_RULES_IN_WORDS = """
SELECT service_area, topic, text, source FROM warehouse.statement
WHERE list_contains($areas, service_area) ORDER BY ALL
"""
_DATED = ("standard", "eligibility", "visit_rule", "leaving_rule", "closure")


def of_areas(warehouse: Snapshot, relation: str, areas: Sequence[str]) -> pl.DataFrame:
    """The rules of one kind of some areas, in order of ``from_on``.

    Args:
        warehouse: the figures'.
        relation: ``standard``, ``eligibility``, ``visit_rule``, ``leaving_rule`` or ``closure``.
        areas: their codes, ``common`` for the common yardstick's.
    """
    name = _DATED[_DATED.index(relation)]
    return warehouse.frame(f"SELECT * FROM warehouse.{name} {_OF_AREAS}", areas=list(areas))


def standards(warehouse: Snapshot) -> pl.DataFrame:
    """Every limit that was ever in force, of each area and of the common yardstick, in order of ``from_on``."""
    return warehouse.frame("SELECT * FROM warehouse.standard ORDER BY service_area, standard, from_on")


def statements(warehouse: Snapshot, areas: Sequence[str]) -> pl.DataFrame:
    """What areas publish in words and without a number."""
    return warehouse.frame(_RULES_IN_WORDS, areas=list(areas))


def bank_holidays(warehouse: Snapshot, since: date) -> pl.DataFrame:
    """The bank holidays from a year before a day to a year after the day of the figures."""
    sql = f"SELECT holiday_on, name FROM warehouse.bank_holiday WHERE {IN_REACH} ORDER BY holiday_on"
    return warehouse.frame(sql, since=since)


def thresholds(warehouse: Snapshot) -> pl.DataFrame:
    """The numbers that no service area sets for itself."""
    return warehouse.frame("SELECT * FROM warehouse.threshold ORDER BY name")


def words(warehouse: Snapshot) -> pl.DataFrame:
    """The words that figures are read by, topic by topic."""
    return warehouse.frame("SELECT * FROM warehouse.word ORDER BY position")


def symbols(warehouse: Snapshot) -> pl.DataFrame:
    """What stands in the place of a figure that is not given."""
    return warehouse.frame("SELECT * FROM warehouse.symbol ORDER BY position")


def demand_quantities(warehouse: Snapshot) -> pl.DataFrame:
    """What each quantity of demand and capacity is."""
    return warehouse.frame("SELECT * FROM warehouse.demand_quantity ORDER BY position")
