"""The calendars that ship with the project: the law's terms, and school terms for areas that deliver none."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import polars as pl

from pipelines.shipped import shipped

STATUTORY, ILLUSTRATIVE = "statutory_terms.toml", "illustrative.toml"
"""The files, in the shipped folder ``calendars``."""


def calendar_files() -> tuple[tuple[str, bytes], ...]:
    """Name and content of each file."""
    return tuple((name, shipped("calendars", name).read_bytes()) for name in (ILLUSTRATIVE, STATUTORY))


def statutory_terms() -> pl.DataFrame:
    """One row per term of a year by which the law reckons, in the order of the year.

    Columns: ``first_month`` and ``last_month`` (from 1), ``months`` (its length), ``next_months`` (that of the term
    after it) and ``begins_school_year``.
    """
    terms = _content(STATUTORY)["term"]
    lengths = [term["last_month"] - term["first_month"] + 1 for term in terms]
    return pl.DataFrame(
        {
            "first_month": [term["first_month"] for term in terms],
            "last_month": [term["last_month"] for term in terms],
            "months": lengths,
            "next_months": [*lengths[1:], lengths[0]],
            "begins_school_year": [bool(term.get("begins_school_year", False)) for term in terms],
        },
        schema_overrides=dict.fromkeys(("first_month", "last_month", "months", "next_months"), pl.Int32),
    )


def illustrative_terms(first: date, last: date) -> pl.DataFrame:
    """The illustrative spans of school days in the calendar years of two days, ``starts_on`` to ``ends_on``."""
    spans = _content(ILLUSTRATIVE)["span"]
    years = range(first.year, last.year + 1)
    rows = [(_day(year, span["starts"]), _day(year, span["ends"])) for year in years for span in spans]
    return pl.DataFrame(rows, schema={"starts_on": pl.Date, "ends_on": pl.Date}, orient="row")


def _day(year: int, month_and_day: str) -> date:
    return date.fromisoformat(f"{year:04}-{month_and_day}")


def _content(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(shipped("calendars", name).read_text(encoding="utf-8"))
