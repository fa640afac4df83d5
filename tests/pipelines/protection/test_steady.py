"""Tables of counts over those of the build before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.build import Request, build
from pipelines.disclosure import PRESETS
from pipelines.generations import PUBLISHED, current_generation
from pipelines.measures.definition import load_definitions
from pipelines.protection.former import before
from pipelines.protection.steady import STEADY, steady
from pipelines.warehouse import read_frame
from tests.pipelines.conftest import REFERRALS, VISITS, counting_only, submission_in

ROWS = {"cornwall": 30, "durham": 7}
"""One more of either is rounded to another number."""
MEASURES = ("referrals_received", "children_waiting", "first_contact_on_time", "median_wait_days")
ROUND5 = PRESETS["round5"]
TOLD = (*STEADY, "measure_value", "signal", "comparison", "gap")


def _referrals(rows: dict[str, int]) -> str:
    lines = [
        f"R-{area}-{number},C-{area}-{number},{area},2026-0{1 + number % 3}-05,2026-0{1 + number % 3}-09,,F"
        for area, count in rows.items()
        for number in range(count)
    ]
    return "\n".join([REFERRALS.splitlines()[0], *lines, ""])


def _built(place: Path, name: str, rows: dict[str, int], as_at: str = "2026-03-31") -> dict[str, pl.DataFrame]:
    """What is published of referrals, built over what is there."""
    whole = {"referrals": _referrals(rows), "visits": VISITS.splitlines()[0] + "\n", "targets": None, "reviews": None}
    submission = submission_in(place, name, as_at, **whole)
    with counting_only(*MEASURES):
        build(Request((submission,), None, None, ROUND5), place / "warehouse", lambda _: None)
    file = current_generation(place / "warehouse") / PUBLISHED
    return {table: read_frame(file, f"SELECT * FROM {table}") for table in TOLD}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, pl.DataFrame]]:
    place = tmp_path_factory.mktemp("steady")
    return place, _built(place, "first", ROWS)


def test_one_more_referral_is_seen_nowhere(first: tuple[Path, dict[str, pl.DataFrame]], tmp_path: Path) -> None:
    place, then = first
    more = {"cornwall": 30, "durham": 8}
    over = _built(place, "second", more)
    anew = _built(tmp_path, "anew", more)
    moved = {table for table in TOLD if not _unnamed(then[table]).equals(_unnamed(anew[table]))}
    assert {"measure_value", "delivery_count", "completeness", "extract_count"} <= moved
    assert {table for table in TOLD if not _unnamed(then[table]).equals(_unnamed(over[table]))} == set()


def test_eleven_more_are_told(first: tuple[Path, dict[str, pl.DataFrame]]) -> None:
    place, then = first
    over = _built(place, "third", {"cornwall": 41, "durham": 7})
    for table in ("delivery_count", "measure_value", "completeness"):
        area = pl.col("service_area")
        for code, is_moved in (("cornwall", True), ("durham", False)):
            was, now = (tables[table].filter(area == code) for tables in (then, over))
            assert was.equals(now) is not is_moved, (table, code)


def test_files_are_counted_exactly_and_what_no_key_tells_apart_is_left(
    first: tuple[Path, dict[str, pl.DataFrame]],
) -> None:
    then = {table: first[1][table] for table in STEADY}
    files = then["extract_count"].with_columns(rows=pl.when(pl.col("counted") == "files").then(6).otherwise("rows"))
    faults = pl.DataFrame(
        [("visits", "a", 10, ""), ("visits", "a", 15, "")],
        schema=[*then["file_fault"].columns[:2], "rows", "symbol"],
        orient="row",
    )
    once = {**then, "file_fault": faults[:1]}
    now = {**then, "extract_count": files, "file_fault": faults}
    shown = steady(now, once, ROUND5)
    assert shown["extract_count"].equals(files) and shown["file_fault"].equals(faults)


def test_what_another_number_of_submissions_delivered_is_not_compared(
    first: tuple[Path, dict[str, pl.DataFrame]],
) -> None:
    then = {table: first[1][table] for table in STEADY}
    rows = then["delivery_count"]
    two = pl.concat([rows.with_columns(pl.col("rows") + 5), rows.with_columns(submission=pl.lit(1, pl.Int64))])
    assert steady({**then, "delivery_count": two}, then, ROUND5)["delivery_count"].equals(two)


def test_nothing_stands_under_another_preset_or_definition(first: tuple[Path, dict[str, pl.DataFrame]]) -> None:
    generation, day = current_generation(first[0] / "warehouse"), date(2026, 3, 31)
    definitions = [one for one in load_definitions() if one.measure in MEASURES]
    known = before(generation, definitions, ROUND5, day)
    assert known is not None and set(known.published["measure"]) == set(MEASURES)
    revised = [one.model_copy(update={"version": "another"}) for one in definitions[:1]]
    again = before(generation, [*revised, *definitions[1:]], ROUND5, day)
    assert again is not None and set(again.published["measure"]) == set(MEASURES) - {definitions[0].measure}
    assert before(generation, definitions, PRESETS["nhs"], day) is None
    assert before(generation, definitions, PRESETS["none"], day) is None
    assert before(None, definitions, ROUND5, day) is None


def _unnamed(table: pl.DataFrame) -> pl.DataFrame:
    """Without the hash of a file, which is another one's."""
    return table.drop("sha256", strict=False)
