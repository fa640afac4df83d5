"""Every relation has its file, its grain, and a key that holds on whatever Hypothesis delivers."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.derive import RELATIONS
from pipelines.warehouse import Warehouse
from tests.repository.source import relations, statements
from tests.spec.conftest import BANK_HOLIDAYS
from tests.twins import pipeline, strategies
from tests.twins.submission import Rules, Submission

REFERRAL = ("service_area", "referral_id")
CLOCK = (*REFERRAL, "standard", "sequence", "yardstick")
KEYS = {
    "referral": REFERRAL,
    "standard_supply": ("service_area", "standard"),
    "calendar": ("service_area", "day_on"),
    "working_day": ("service_area", "working_day_number"),
    "soon_day": ("service_area",),
    "pause": (*REFERRAL, "standard", "from_on"),
    "attended_visit": (*REFERRAL, "visit_id"),
    "review_day": (*REFERRAL, "review_on"),
    "clock_run": (*REFERRAL, "standard", "sequence"),
    "clock_limit": CLOCK,
    "clock_pause": CLOCK,
    "clock_visit": CLOCK,
    "clock": CLOCK,
    "clock_scope": ("service_area", "yardstick", "standard"),
    "leaving_date": (*REFERRAL, "from_on"),
    "wait": REFERRAL,
    "snapshot": ("snapshot_on",),
    "waiting": (*REFERRAL, "snapshot_on"),
    "supported": (*REFERRAL, "snapshot_on"),
    "visit": ("service_area", "visit_id"),
    "term_week": ("service_area", "monday_on"),
    "active_week": (*REFERRAL, "monday_on"),
    "visit_plan": (*REFERRAL, "term_starts_on"),
    "target": ("service_area", "target_id"),
    "assessed": (*REFERRAL, "area_of_development", "measured_by", "place"),
    "progress": (*REFERRAL, "area_of_development", "measured_by"),
    "closed_referral": REFERRAL,
    "access": REFERRAL,
    "workshop": ("service_area", "enrolment_id"),
    "area_scope": ("service_area",),
    "last_visit": REFERRAL,
    "outstanding_clock": CLOCK,
    "visit_gap": REFERRAL,
    "caseload": ("service_area", "yardstick", "worker_id"),
    "event": (*REFERRAL, "lane", "event", "yardstick", "event_id"),
}
"""What names a row of each relation."""
GRAIN = re.compile(r"-- One row per [a-z].*")
KEYWORDS = re.compile(
    r"\b(select|from|where|join|left|inner|cross|on|using|with|as|and|or|not|is|null|case|when|then|else|end|group|by|"
    r"order|over|partition|union|all|distinct|having|cast|between|in|true|false|coalesce\s+all|interval)\b"
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Rules, Submission]:
    """Rules, and a submission of the areas that have them."""
    rules = draw(strategies.rules(BANK_HOLIDAYS))
    return rules, draw(strategies.submissions(rules.areas, most=6))


def test_every_relation_has_a_file_and_every_file_a_relation() -> None:
    assert sorted(RELATIONS) == [path.stem for path in relations()], "name the file in derive.RELATIONS, or remove it"
    assert len(set(RELATIONS)) == len(RELATIONS)


def test_every_relation_has_a_key_here() -> None:
    assert KEYS.keys() == set(RELATIONS), "say here which columns name a row of the relation"


@pytest.mark.parametrize("path", relations(), ids=lambda path: path.stem)
def test_the_first_line_says_the_grain(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert GRAIN.fullmatch(first), f"{path.name}: begin with the grain, as in: -- One row per service area and day."


@pytest.mark.parametrize("path", relations(), ids=lambda path: path.stem)
def test_names_are_in_lower_case_and_keywords_in_capitals(path: Path) -> None:
    words = re.sub(r"'[^']*'", "", statements(path))
    names = re.findall(r"\b\w*[a-z]\w*[A-Z]\w*\b|\b[A-Z]+[a-z]\w*\b", words)
    assert not names, f"{path.name}: write these names in lower case: {names}"
    assert not KEYWORDS.findall(words), f"{path.name}: write these keywords in capitals: {KEYWORDS.findall(words)}"


@pytest.mark.parametrize("path", relations(), ids=lambda path: path.stem)
def test_the_last_select_is_plain(path: Path) -> None:
    assert not re.search(r"\(\s*SELECT\b", _last_select(path)), f"{path.name}: put logic into a CTE, not a subquery"


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_every_key_holds(case: tuple[Rules, Submission]) -> None:
    warehouse = pipeline.derived(*case)
    wrong = {relation for relation, key in KEYS.items() if not _holds(warehouse, relation, key)}
    assert not wrong, "these relations have rows that share a key, or lack a part of it"
    assert not _blank_booleans(warehouse), "a boolean column is never blank; coalesce what cannot be told"


def _last_select(path: Path) -> str:
    """What follows the CTEs: from the last line that begins with SELECT."""
    return re.split(r"^SELECT\b", statements(path), flags=re.MULTILINE)[-1]


def _holds(warehouse: Warehouse, relation: str, key: tuple[str, ...]) -> bool:
    rows = warehouse.frame(f"SELECT {', '.join(key)} FROM {relation}")
    return not rows.is_duplicated().any() and not sum(rows.null_count().row(0))


def _blank_booleans(warehouse: Warehouse) -> list[str]:
    tables = {relation: warehouse.frame(f"SELECT * FROM {relation}") for relation in RELATIONS}
    return [
        f"{relation}.{column.name}"
        for relation, rows in tables.items()
        for column in rows.select(pl.selectors.boolean())
        if column.null_count()
    ]
