"""The query of one measure: every kind of period, area, yardstick and breakdown in one scan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipelines.measures.definition import Definition, Kind
from pipelines.measures.periods import period_start_sql


def measure_query(definition: Definition) -> str:
    """SQL whose rows are what was counted.

    They are ``(yardstick, service_area, period_kind, period_start, breakdown, category, counted, of_these, middle)``:
    ``counted`` is the number of rows counted, ``of_these`` those of the numerator, ``middle`` the median. ``all``
    stands for all service areas together. One breakdown at a time. A row that lies in no period of a kind has none.
    """
    periods = {kind: f"in_{kind.value}" for kind in definition.period_kinds}
    starts = ", ".join(f"{period_start_sql(kind, definition.period)} AS {name}" for kind, name in periods.items())
    breakdowns = {name: name for name in definition.breakdowns}
    return f"""
        WITH counted AS (
            SELECT {definition.relation}.*, {starts}
            FROM {definition.relation} CROSS JOIN as_at
            WHERE {_all_true(definition.denominator)} AND yardstick IN ({_quoted(definition.yardsticks)})
        )
        SELECT
            yardstick,
            CASE WHEN grouping(service_area) = 1 THEN 'all' ELSE service_area END AS service_area,
            {_grouped_by({kind.value: name for kind, name in periods.items()})} AS period_kind,
            {_value_of(periods.values())} AS period_start,
            {_grouped_by(breakdowns, "'none'")} AS breakdown,
            {_value_of(breakdowns.values(), "''")} AS category,
            count(*) AS counted,
            count(*) FILTER (WHERE {_all_true(definition.numerator)}) AS of_these,
            {_middle(definition)} AS middle
        FROM counted
        GROUP BY GROUPING SETS ({_grouping_sets(periods.values(), breakdowns.values())})
    """


def _all_true(columns: tuple[str, ...]) -> str:
    return " AND ".join(columns) or "TRUE"


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _middle(definition: Definition) -> str:
    return f"median({definition.value})" if definition.kind is Kind.MEDIAN else "NULL::DOUBLE"


def _grouped_by(columns: Mapping[str, str], otherwise: str = "") -> str:
    """Which of the columns, by its name, a row is grouped by."""
    cases = " ".join(f"WHEN grouping({column}) = 0 THEN '{name}'" for name, column in columns.items())
    return _case(cases, otherwise)


def _value_of(columns: Iterable[str], otherwise: str = "") -> str:
    """The value of the one of the columns that a row is grouped by."""
    cases = " ".join(f"WHEN grouping({column}) = 0 THEN {column}" for column in columns)
    return _case(cases, otherwise)


def _case(cases: str, otherwise: str) -> str:
    if not cases:
        return otherwise
    return f"CASE {cases} ELSE {otherwise} END" if otherwise else f"CASE {cases} END"


def _grouping_sets(periods: Iterable[str], breakdowns: Iterable[str]) -> str:
    by_area, by_breakdown = ("", ", service_area"), ("", *(f", {name}" for name in breakdowns))
    sets = [f"(yardstick, {period}{area}{by})" for period in periods for area in by_area for by in by_breakdown]
    return ", ".join(sets)
