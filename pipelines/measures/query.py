"""The query of one measure over one kind of period: every area, yardstick and breakdown in one scan."""

from __future__ import annotations

from pipelines.measures.definition import Definition, Kind
from pipelines.measures.periods import PeriodKind, period_start_sql


def measure_query(definition: Definition, kind: PeriodKind) -> str:
    """SQL whose rows are ``(yardstick, service_area, period_start, breakdown, category, counted, of_these, middle)``.

    ``counted`` is the number of rows counted, ``of_these`` those of the numerator, ``middle`` the median.
    ``all`` stands for all service areas together. One breakdown at a time.
    """
    return f"""
        WITH counted AS (
            SELECT {definition.relation}.*, {period_start_sql(kind, definition.period)} AS period_start
            FROM {definition.relation} CROSS JOIN as_at
            WHERE {_all_true(definition.denominator)} AND yardstick IN ({_quoted(definition.yardsticks)})
        )
        SELECT
            yardstick,
            CASE WHEN grouping(service_area) = 1 THEN 'all' ELSE service_area END AS service_area,
            period_start,
            {_breakdown(definition.breakdowns)} AS breakdown,
            {_category(definition.breakdowns)} AS category,
            count(*) AS counted,
            count(*) FILTER (WHERE {_all_true(definition.numerator)}) AS of_these,
            {_middle(definition)} AS middle
        FROM counted
        WHERE period_start IS NOT NULL
        GROUP BY GROUPING SETS ({_grouping_sets(definition.breakdowns)})
    """


def _all_true(columns: tuple[str, ...]) -> str:
    return " AND ".join(columns) or "TRUE"


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _middle(definition: Definition) -> str:
    return f"median({definition.value})" if definition.kind is Kind.MEDIAN else "NULL::DOUBLE"


def _breakdown(breakdowns: tuple[str, ...]) -> str:
    cases = " ".join(f"WHEN grouping({name}) = 0 THEN '{name}'" for name in breakdowns)
    return f"CASE {cases} ELSE 'none' END" if cases else "'none'"


def _category(breakdowns: tuple[str, ...]) -> str:
    cases = " ".join(f"WHEN grouping({name}) = 0 THEN {name}" for name in breakdowns)
    return f"CASE {cases} ELSE '' END" if cases else "''"


def _grouping_sets(breakdowns: tuple[str, ...]) -> str:
    alone = ["yardstick, period_start", "yardstick, period_start, service_area"]
    return ", ".join(f"({keys}{more})" for keys in alone for more in ("", *(f", {name}" for name in breakdowns)))
