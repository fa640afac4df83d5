"""The queries of measures: what they count, in one scan of their relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipelines.measures.definition import Definition, Kind
from pipelines.measures.periods import PeriodKind, period_start_sql


def cells_query(definitions: Sequence[Definition]) -> str:
    """SQL that counts measures alike in relation, yardsticks, period and breakdowns, by the smallest of their periods.

    Its rows are ``(yardstick, service_area, base_start, breakdown, category)`` and, for the first of the definitions,
    ``counted_0`` and ``of_these_0``, for the next ``counted_1`` and so on: ``counted`` is the number of rows counted,
    ``of_these`` those of the numerator; for a ratio they are sums. ``base_start`` is the first day of a month; for a
    measure as at the day of the figures that day, for one by term the term's first.
    """
    one = definitions[0]
    breakdowns = {name: name for name in one.breakdowns}
    sums = ", ".join(_sums(definition, number) for number, definition in enumerate(definitions))
    return f"""
        WITH counted AS (
            SELECT {one.relation}.*, {_yardstick(one)}, {period_start_sql(_base(one), one.period)} AS base_start
            FROM {one.relation} CROSS JOIN as_at
        )
        SELECT
            for_yardstick AS yardstick,
            service_area,
            base_start,
            {_grouped_by(breakdowns, "'none'")} AS breakdown,
            {_value_of(breakdowns.values(), "''")} AS category,
            {sums}
        FROM counted
        WHERE base_start IS NOT NULL AND {_of_yardsticks(one)}
        GROUP BY GROUPING SETS ({_sets(("for_yardstick, service_area, base_start",), breakdowns.values())})
    """


def values_query(definition: Definition, breakdown: str | None) -> str:
    """SQL that counts how often each value of a middle is there, by the smallest of its periods, for one breakdown.

    Its rows are ``(yardstick, service_area, base_start, breakdown, category, value, counted)``; ``base_start`` is as
    for ``cells_query``. Such counts add up, which medians do not.
    """
    category = breakdown or _quoted("")
    return f"""
        WITH valued AS (
            SELECT
                {_yardstick(definition)},
                service_area,
                {period_start_sql(_base(definition), definition.period)} AS base_start,
                {category} AS category,
                {definition.value} AS value
            FROM {definition.relation} CROSS JOIN as_at
            WHERE {_all_true(definition.denominator)} AND {_of_yardsticks(definition)}
        )
        SELECT
            for_yardstick AS yardstick,
            service_area,
            base_start,
            {_quoted(breakdown or "none")} AS breakdown,
            category,
            value,
            count(*) AS counted
        FROM valued
        WHERE base_start IS NOT NULL
        GROUP BY for_yardstick, service_area, base_start, category, value
    """


def followed_query(definition: Definition) -> str:
    """SQL that counts, for each day on which rows of a probability's cohort came to an end, how many did and how.

    Its rows are ``(service_area, breakdown, category, day, happened, competed, counted)``: of those ``counted`` rows
    that were followed for ``day`` days, the numerator came true for ``happened``, and another end for ``competed``.
    ``all`` stands for all service areas together.
    """
    breakdowns = {name: name for name in definition.breakdowns}
    groups = ("followed_days", "followed_days, service_area")
    return f"""
        WITH followed AS (
            SELECT *, {definition.value} AS followed_days
            FROM {definition.relation}
            WHERE {_all_true(definition.denominator)}
        )
        SELECT
            CASE WHEN grouping(service_area) = 1 THEN 'all' ELSE service_area END AS service_area,
            {_grouped_by(breakdowns, "'none'")} AS breakdown,
            {_value_of(breakdowns.values(), "''")} AS category,
            followed_days AS day,
            count(*) FILTER (WHERE {_all_true(definition.numerator)}) AS happened,
            count(*) FILTER (WHERE {_all_true(definition.competing)}) AS competed,
            count(*) AS counted
        FROM followed
        GROUP BY GROUPING SETS ({_sets(groups, breakdowns.values())})
        ORDER BY day
    """


def _base(definition: Definition) -> PeriodKind:
    kinds = (PeriodKind.AS_AT, PeriodKind.TERM)
    return next((kind for kind in kinds if definition.period_kinds == (kind,)), PeriodKind.MONTH)


def _yardstick(definition: Definition) -> str:
    return f"{'yardstick' if definition.yardsticks else _quoted('')} AS for_yardstick"


def _of_yardsticks(definition: Definition) -> str:
    named = ", ".join(_quoted(name) for name in definition.yardsticks)
    return f"for_yardstick IN ({named})" if named else "TRUE"


def _quoted(name: str) -> str:
    return f"'{name}'"


def _all_true(columns: tuple[str, ...]) -> str:
    return " AND ".join(columns) or "TRUE"


def _sums(definition: Definition, number: int) -> str:
    if definition.kind is Kind.RATIO:
        columns = (definition.denominator_sum, definition.numerator_sum)
        counted, of_these = (f"CAST(sum({column}) AS BIGINT)" for column in columns)
    else:
        counted = f"count(*) FILTER (WHERE {_all_true(definition.denominator)})"
        of_these = f"count(*) FILTER (WHERE {_all_true((*definition.denominator, *definition.numerator))})"
    return f"{counted} AS counted_{number}, {of_these} AS of_these_{number}"


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


def _sets(groups: Iterable[str], breakdowns: Iterable[str]) -> str:
    by_breakdown = ("", *(f", {name}" for name in breakdowns))
    return ", ".join(f"({group}{by})" for group in groups for by in by_breakdown)
