"""From a definition and a relation to rows of the long table: grouping, valuing, and rows for what was not counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl
import pytest

from pipelines.measures.completion import completed
from pipelines.measures.counting import count
from pipelines.measures.definition import Definition, Kind, load_definitions
from pipelines.measures.engine import KEY, MEASURE_VALUE, measure, valued
from pipelines.measures.periods import PeriodKind
from pipelines.measures.scope import Scope, reach_of, scopes
from pipelines.warehouse import Warehouse

AS_AT = date(2026, 3, 31)
DEFINITIONS = {definition.measure: definition for definition in load_definitions()}
CLOCKS = [
    # yardstick, area, due_on, is_judged, is_met, sex, days
    ("own", "cornwall", date(2026, 1, 31), True, True, "F", 3),
    ("own", "cornwall", date(2026, 1, 31), True, False, "M", 8),
    ("own", "durham", date(2026, 1, 1), True, True, "F", 4),
    ("own", "durham", date(2026, 3, 31), True, True, "unknown", 6),
    ("own", "durham", date(2026, 3, 31), False, True, "F", 1),
    ("common", "durham", date(2026, 2, 28), True, True, "F", 2),
]


def definition(like: str = "first_contact_on_time", **changes: object) -> Definition:
    """A shipped definition with some of it changed: a clock that is judged, and met, by sex."""
    plain = {"denominator": ("is_judged",), "breakdowns": ("sex",), "yardsticks": ("own",)}
    return DEFINITIONS[like].model_copy(update={**plain, **changes})


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    names = ["yardstick", "service_area", "due_on", "is_judged", "is_met", "sex", "working_days_to_stop"]
    with Warehouse() as found:
        found.store("clock", pl.DataFrame(CLOCKS, schema=names, orient="row"))
        found.store("as_at", pl.DataFrame({"as_at": [AS_AT]}))
        yield found


COUNTED = ["yardstick", "service_area", "period_kind", "period_start", "breakdown", "category", "counted", "of_these"]


def asked(warehouse: Warehouse, of: Definition, kind: PeriodKind) -> pl.DataFrame:
    """What is counted in the periods of one kind."""
    alike = [of.model_copy(update={"period_kinds": (kind, PeriodKind.ACADEMIC_YEAR)})]
    ((_, found),) = count(warehouse, alike, AS_AT)
    return found.filter((pl.col("period_kind") == kind.value) & pl.col("period_start").is_not_null())


def counted(warehouse: Warehouse, of: Definition, kind: PeriodKind = PeriodKind.QUARTER) -> list[tuple[object, ...]]:
    """Area, breakdown, category, counted and of these, sorted."""
    found = asked(warehouse, of, kind)
    assert found.columns == COUNTED
    return sorted(found.select("service_area", "breakdown", "category", "counted", "of_these").iter_rows())


def test_one_scan_counts_areas_all_of_them_and_each_breakdown(warehouse: Warehouse) -> None:
    assert counted(warehouse, definition()) == [
        ("all", "none", "", 4, 3),
        ("all", "sex", "F", 2, 2),
        ("all", "sex", "M", 1, 0),
        ("all", "sex", "unknown", 1, 1),
        ("cornwall", "none", "", 2, 1),
        ("cornwall", "sex", "F", 1, 1),
        ("cornwall", "sex", "M", 1, 0),
        ("durham", "none", "", 2, 2),
        ("durham", "sex", "F", 1, 1),
        ("durham", "sex", "unknown", 1, 1),
    ]


def test_without_breakdowns_only_the_whole_is_counted(warehouse: Warehouse) -> None:
    assert counted(warehouse, definition(breakdowns=())) == [
        ("all", "none", "", 4, 3),
        ("cornwall", "none", "", 2, 1),
        ("durham", "none", "", 2, 2),
    ]


def test_yardsticks_are_never_mixed(warehouse: Warehouse) -> None:
    rows = asked(warehouse, definition(yardsticks=("own", "common"), breakdowns=()), PeriodKind.QUARTER)
    by_yardstick = rows.filter(pl.col("service_area") == "all").sort("yardstick")
    assert by_yardstick.select("yardstick", "counted").rows() == [("common", 1), ("own", 4)]


def test_all_conditions_have_to_hold(warehouse: Warehouse) -> None:
    both = definition(denominator=("is_judged", "is_met"), breakdowns=())
    assert counted(warehouse, both) == [
        ("all", "none", "", 3, 3),
        ("cornwall", "none", "", 1, 1),
        ("durham", "none", "", 2, 2),
    ]


def test_each_month_has_its_own_rows(warehouse: Warehouse) -> None:
    rows = asked(warehouse, definition(breakdowns=()), PeriodKind.MONTH).sort("service_area", "period_start")
    assert rows.select("service_area", "period_start", "counted").rows() == [
        ("all", date(2026, 1, 1), 3),
        ("all", date(2026, 3, 1), 1),
        ("cornwall", date(2026, 1, 1), 2),
        ("durham", date(2026, 1, 1), 1),
        ("durham", date(2026, 3, 1), 1),
    ]


def test_a_day_in_no_period_is_not_counted(warehouse: Warehouse) -> None:
    warehouse.execute("UPDATE clock SET due_on = DATE '2025-03-31' WHERE service_area = 'cornwall'")
    rows = counted(warehouse, definition(breakdowns=()), PeriodKind.ROLLING_12_MONTHS)
    assert rows == [("all", "none", "", 2, 2), ("durham", "none", "", 2, 2)]


@pytest.mark.parametrize(("days", "middle"), [((3, 8, 4, 6), 5.0), ((3, 8, 4, 7), 5.5), ((1, 1, 1, 9), 1.0)])
def test_a_median_of_an_even_number_is_the_mean_of_the_middle_two(
    warehouse: Warehouse, days: tuple[int, ...], middle: float
) -> None:
    for number, was in zip(days, (3, 8, 4, 6), strict=True):
        warehouse.execute(f"UPDATE clock SET working_days_to_stop = {number * 100} WHERE working_days_to_stop = {was}")
    warehouse.execute("UPDATE clock SET working_days_to_stop = working_days_to_stop // 100")
    of = definition(kind=Kind.MEDIAN, numerator=(), value="working_days_to_stop", breakdowns=())
    rows = asked(warehouse, of, PeriodKind.QUARTER).filter(pl.col("service_area") == "all")
    assert rows.select("counted", "middle").rows() == [(4, middle)]


def test_values_by_kind() -> None:
    rows = pl.DataFrame({"counted": [4], "of_these": [3], "middle": [5.5], "symbol": [""]})
    told = ("numerator", "denominator", "value")
    assert valued(rows, Kind.PROPORTION).select(told).row(0) == (3, 4, 0.75)
    assert valued(rows, Kind.COUNT).select(told).row(0) == (4, None, 4)
    assert valued(rows, Kind.RATIO).select(told).row(0) == (3, 4, 0.75)
    assert valued(rows, Kind.QUANTILE).select(told).row(0) == (None, 4, 5.5)
    assert valued(rows, Kind.MEDIAN).select(told).row(0) == (None, 4, 5.5)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("symbol", ["x", "z"])
def test_a_symbol_stands_alone(kind: Kind, symbol: str) -> None:
    rows = pl.DataFrame({"counted": [0], "of_these": [0], "middle": [None], "symbol": [symbol]})
    bounds = rows.with_columns(lower=pl.lit(None, dtype=pl.Float64), upper=pl.lit(None, dtype=pl.Float64))
    numbers = valued(bounds, kind).select("numerator", "denominator", "value", "lower", "upper")
    assert numbers.row(0) == (None,) * 5


def complete(of: Definition, scope: Scope, *starts: date) -> list[tuple[object, ...]]:
    """Area, period, count and symbol after completion, given the periods in which something was counted."""
    rows = [(scope.yardstick, scope.service_area, "quarter", start, "none", "", 2, 1, "") for start in starts]
    given = pl.DataFrame(
        rows,
        schema={
            **dict.fromkeys((*COUNTED, "symbol"), pl.String),
            "period_start": pl.Date,
            "counted": pl.Int64,
            "of_these": pl.Int64,
        },
        orient="row",
    )
    by_quarter = of.model_copy(update={"period_kinds": (PeriodKind.QUARTER,)})
    found = completed(given, by_quarter, [scope], AS_AT).sort("period_start")
    return found.select("period_start", "counted", "symbol").rows()


Q1, Q2, Q3, Q4 = (date(2025, month, 1) for month in (1, 4, 7, 10))
TOLD = Scope("own", "cornwall", date(2024, 5, 5), "")


def test_a_gap_in_a_share_is_not_applicable() -> None:
    assert complete(definition(), TOLD, Q1, Q4) == [(Q1, 2, ""), (Q2, 0, "z"), (Q3, 0, "z"), (Q4, 2, "")]


def test_a_gap_in_a_count_is_a_true_zero() -> None:
    of = definition(kind=Kind.COUNT, numerator=())
    assert complete(of, TOLD, Q1, Q3) == [(Q1, 2, ""), (Q2, 0, ""), (Q3, 2, "")]


def test_before_the_first_and_after_the_last_period_there_is_no_row() -> None:
    assert complete(definition(), TOLD, Q2) == [(Q2, 2, "")]
    assert complete(definition(), TOLD) == []


@pytest.mark.parametrize("symbol", ["x", "z"])
def test_what_cannot_be_told_has_its_symbol_from_the_first_referral_on(symbol: str) -> None:
    scope = Scope("own", "cornwall", date(2025, 5, 5), symbol)
    expected = [(start, 0, symbol) for start in (Q2, Q3, Q4, date(2026, 1, 1))]
    assert complete(definition(), scope) == expected


CLOCK_SCOPE = {
    **dict.fromkeys(("service_area", "yardstick", "standard"), pl.String),
    **dict.fromkeys(("is_supplied", "has_rule", "has_not_before"), pl.Boolean),
}


def nowhere(warehouse: Warehouse) -> None:
    """Store that there is no rule but standards, and no extract that was delivered."""
    rules = ("has_leaving_rule", "has_eligibility_rule", "has_typical_minutes")
    warehouse.store("area_scope", pl.DataFrame(schema={"service_area": pl.String, **dict.fromkeys(rules, pl.Boolean)}))
    warehouse.store("delivery", pl.DataFrame(schema={"service_area": pl.String, "extract": pl.String}))


def scope_of(of: Definition, *rows: tuple[str, bool, bool, bool]) -> dict[str, str]:
    """The symbol of each area, of rows that say: area, is supplied, has a rule, has a window."""
    names = ["service_area", "is_supplied", "has_rule", "has_not_before"]
    clock_scope = pl.DataFrame(rows, schema=names, orient="row").with_columns(
        yardstick=pl.lit("own"), standard=pl.lit(of.standards[0])
    )
    with Warehouse() as warehouse:
        warehouse.store("clock_scope", clock_scope)
        received = clock_scope.select("service_area", pl.lit(AS_AT).alias("received_on"))
        warehouse.store("referral", received)
        nowhere(warehouse)
        return {scope.service_area: scope.symbol for scope in scopes(reach_of(warehouse), of)}


def test_an_area_without_the_standard_is_not_applicable() -> None:
    found = scope_of(definition(), ("cornwall", True, True, False), ("durham", True, False, False))
    assert found == {"all": "", "cornwall": "", "durham": "z"}


def test_an_extract_that_was_not_delivered_makes_it_not_available() -> None:
    found = scope_of(definition(), ("cornwall", False, True, False), ("durham", True, False, False))
    assert found == {"all": "x", "cornwall": "x", "durham": "z"}


def test_a_measure_of_windows_needs_a_window() -> None:
    found = scope_of(definition("reviews_held_early"), ("cornwall", True, True, False), ("durham", True, True, True))
    assert found == {"all": "", "cornwall": "z", "durham": ""}


def test_without_referrals_there_is_nothing_to_tell() -> None:
    with Warehouse() as warehouse:
        empty = pl.DataFrame(schema={"service_area": pl.String, "received_on": pl.Date})
        warehouse.store("referral", empty)
        warehouse.store("clock_scope", pl.DataFrame(schema=CLOCK_SCOPE))
        nowhere(warehouse)
        assert scopes(reach_of(warehouse), definition()) == ()


def test_no_definition_gives_an_empty_long_table(warehouse: Warehouse) -> None:
    warehouse.store("clock_scope", pl.DataFrame(schema=CLOCK_SCOPE))
    nowhere(warehouse)
    warehouse.execute("CREATE TABLE referral AS SELECT service_area, due_on AS received_on FROM clock")
    found = measure(warehouse, (), AS_AT)
    assert found.schema == MEASURE_VALUE and found.is_empty()


def test_the_long_table_is_sorted_by_its_key(warehouse: Warehouse) -> None:
    scope = [("own", area, "first_contact", True, True, True) for area in ("cornwall", "durham")]
    names = ["yardstick", "service_area", "standard", "is_supplied", "has_rule", "has_not_before"]
    warehouse.store("clock_scope", pl.DataFrame(scope, schema=names, orient="row"))
    nowhere(warehouse)
    warehouse.execute("CREATE TABLE referral AS SELECT service_area, due_on AS received_on FROM clock")
    found = measure(warehouse, [definition()], AS_AT)
    assert found.schema == MEASURE_VALUE and found.equals(found.sort(KEY))
    assert found.height > 0 and not found.select(KEY).is_duplicated().any()
