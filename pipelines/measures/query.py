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
        WITH placed AS ({_placed(one)})
        SELECT
            for_yardstick AS yardstick,
            service_area,
            base_start,
            {_grouped_by(breakdowns, "'none'")} AS breakdown,
            {_value_of(breakdowns.values(), "''")} AS category,
            {sums}
        FROM placed
        GROUP BY GROUPING SETS ({_sets(("for_yardstick, service_area, base_start",), breakdowns.values())})
    """


def values_query(definition: Definition, breakdown: str | None) -> str:
    """SQL that counts how often each value of a middle is there, by the smallest of its periods, for one breakdown.

    Its rows are ``(yardstick, service_area, base_start, breakdown, category, value, counted)``; ``base_start`` is as
    for ``cells_query``. Such counts add up, which medians do not.
    """
    category = breakdown or _quoted("")
    return f"""
        WITH placed AS ({_placed(definition)})
        SELECT
            for_yardstick AS yardstick,
            service_area,
            base_start,
            {_quoted(breakdown or "none")} AS breakdown,
            {category} AS category,
            {definition.value} AS value,
            count(*) AS counted
        FROM placed
        WHERE {_is_counted(definition)}
        GROUP BY for_yardstick, service_area, base_start, {category}, {definition.value}
    """


def rows_query(definition: Definition, telling: Sequence[str]) -> str:
    """SQL of the very rows that a measure counts, by the smallest of its periods: those whose counts a figure is.

    Its rows are ``(yardstick, service_area, base_start, *telling, counted, of_these, value)``, sorted: ``counted`` and
    ``of_these`` are what the row adds to the number counted and to that of the numerator, for a ratio to the sums; of
    a probability ``of_these`` says whether the numerator came true. ``value`` is blank where the kind has none.

    Args:
        definition: what is counted.
        telling: other columns of its relation, which say what a row is.
    """
    counted, of_these = _amounts(definition)
    return f"""
        WITH placed AS ({_placed(definition)})
        SELECT
            for_yardstick AS yardstick,
            service_area,
            base_start,
            {"".join(f"{name}, " for name in telling)}
            {counted} AS counted,
            {of_these} AS of_these,
            CAST({definition.value or "NULL::DOUBLE"} AS DOUBLE) AS value
        FROM placed
        WHERE {_is_counted(definition)}
        ORDER BY ALL
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
            WHERE {_is_counted(definition)}
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


def _placed(definition: Definition) -> str:
    """The rows of a measure's relation, each with its yardstick and the smallest period that it lies in."""
    return f"""
        SELECT *
        FROM (
            SELECT
                {definition.relation}.*,
                {_yardstick(definition)},
                {period_start_sql(_base(definition), definition.period)} AS base_start
            FROM {definition.relation} CROSS JOIN as_at
        ) AS dated
        WHERE base_start IS NOT NULL AND {_of_yardsticks(definition)}
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
    is_counted = _is_counted(definition)
    counted, of_these = (
        f"coalesce(CAST(sum({amount}) FILTER (WHERE {is_counted}) AS BIGINT), 0)" for amount in _amounts(definition)
    )
    return f"{counted} AS counted_{number}, {of_these} AS of_these_{number}"


def _is_counted(definition: Definition) -> str:
    return _all_true(definition.denominator)


def _amounts(definition: Definition) -> tuple[str, str]:
    """What a counted row adds to the number counted, and to that of the numerator."""
    if definition.kind is Kind.RATIO:
        return f"{definition.denominator_sum}", f"{definition.numerator_sum}"
    return "1", f"CAST({_all_true(definition.numerator)} AS BIGINT)" if definition.numerator else "0"


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
