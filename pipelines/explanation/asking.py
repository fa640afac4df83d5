"""Which figure is asked for: words from a command line, matched with the figures that a file has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from pipelines.asking import Ask
from pipelines.errors import WrongUsage
from pipelines.known_names import by_code_and_name, listed, meaning_of, must_be_one_of
from pipelines.measures.period_names import period_name, spellings
from pipelines.measures.periods import PeriodKind

ALL = "all"
_ALL_NAMES = (ALL, "all areas")
_OWN_FIRST = ("own", "common", "")

_PERIODS = (
    "SELECT DISTINCT period_kind, period_start FROM measure_value WHERE measure = $measure AND breakdown = 'none'"
)
_YARDSTICKS = "SELECT DISTINCT yardstick FROM measure_value WHERE measure = $measure"
_BREAKDOWNS = "SELECT breakdown FROM measure_breakdown WHERE measure = $measure AND breakdown <> 'none'"
_CATEGORIES = """
    SELECT DISTINCT category, coalesce(title, category) AS title
    FROM measure_value LEFT JOIN category USING (breakdown, category)
    WHERE measure = $measure AND breakdown = $breakdown
"""
_FIGURE = """
    SELECT * FROM measure_value
    WHERE measure = $measure AND yardstick = $yardstick AND service_area = $service_area
        AND period_kind = $period_kind AND period_start = $period_start
        AND breakdown = $breakdown AND category = $category
"""
_LACKING = """
    SELECT contract_extract.title
    FROM measure_need INNER JOIN freshness USING (extract) INNER JOIN contract_extract USING (extract)
    WHERE measure = $measure AND service_area = $service_area AND measure_need.is_required AND freshness.symbol = 'x'
    ORDER BY contract_extract.position
"""

Row = dict[str, Any]

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Question:
    """What was typed; a breakdown and a category stand together, or neither does."""

    measure: str
    service_area: str
    period: str
    yardstick: str | None = None
    breakdown: str | None = None
    category: str | None = None


def asked_figure(ask: Ask, question: Question) -> Row:
    """The row of ``measure_value`` that is asked for.

    Raises:
        WrongUsage: a name is not known, told with the nearest that are; or there is no such figure.
    """
    must_be_one_of("measure", question.measure, ask("SELECT measure FROM measure")["measure"].to_list())
    kind, start = _period(ask, question)
    breakdown, category = _category(ask, question)
    key = {
        "measure": question.measure,
        "yardstick": _yardstick(ask, question),
        "service_area": meaning_of("service area", question.service_area, _areas(ask)),
        "period_kind": kind,
        "period_start": start,
        "breakdown": breakdown,
        "category": category,
    }
    found = ask(_FIGURE, key)
    if found.is_empty():
        lacking = ask(_LACKING, {name: key[name] for name in ("measure", "service_area")})["title"].to_list()
        why = f"not delivered there: {listed(lacking).lower()}" if lacking else "nothing was counted there"
        what = f"{question.measure} for {question.service_area} in {question.period}"
        raise WrongUsage(f"There is no figure of {what}: {why}.")
    return found.row(0, named=True)


def _areas(ask: Ask) -> dict[str, str]:
    rows = ask("SELECT service_area, name FROM service_area ORDER BY position").rows()
    return {**dict.fromkeys(_ALL_NAMES, ALL), **by_code_and_name(dict(rows))}


def _period(ask: Ask, question: Question) -> tuple[str, date]:
    rows = ask(_PERIODS, {"measure": question.measure}).sort(pl.all()).rows()
    written = [(words, (kind, start)) for kind, start in rows for words in spellings(PeriodKind(kind), start)]
    known = dict(reversed(written))
    is_month = question.period not in known and _MONTH.fullmatch(question.period)
    if is_month and ask("SELECT contents FROM build").item() == "published":
        raise WrongUsage(f"Nothing is published by month, so not of {question.period}. --from records has months.")
    if question.period.strip().casefold() not in {words.casefold() for words in known}:
        there = "; ".join(_spans(rows)) or "none"
        raise WrongUsage(f"There is no period {question.period} of {question.measure}. It is given for {there}.")
    found: tuple[str, date] = meaning_of("period", question.period, known)
    return found


def _spans(periods: list[tuple[str, date]]) -> Iterator[str]:
    """Kind by kind, the first and the last of some sorted periods as they are typed."""
    for kind, run in groupby(periods, key=itemgetter(0)):
        names = [period_name(PeriodKind(kind), start) for _, start in run]
        yield names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"


def _yardstick(ask: Ask, question: Question) -> str:
    found = ask(_YARDSTICKS, {"measure": question.measure})["yardstick"].to_list()
    if question.yardstick is None:
        return next(name for name in _OWN_FIRST if name in found)
    if question.yardstick not in found:
        others = " and ".join(sorted(filter(None, found)))
        is_given = f"it is given by the {others} yardstick alone" if others else "no clock is behind it"
        raise WrongUsage(f"{question.measure} has no yardstick {question.yardstick}: {is_given}.")
    return question.yardstick


def _category(ask: Ask, question: Question) -> tuple[str, str]:
    if question.breakdown is None or question.category is None:
        return "none", ""
    of = {"measure": question.measure}
    known = ask(_BREAKDOWNS, of)["breakdown"].to_list()
    must_be_one_of(f"breakdown of {question.measure} by", question.breakdown, known)
    rows = ask(_CATEGORIES, {**of, "breakdown": question.breakdown}).sort("category").rows()
    titled = {word: category for category, title in rows for word in (category, title)}
    return question.breakdown, meaning_of(f"category of {question.breakdown}", question.category, titled)
