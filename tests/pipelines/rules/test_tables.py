"""Rules as frames: their columns, their grain, and until when each is in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.rules.loading import load_service_areas
from pipelines.rules.tables import rule_tables
from pipelines.shipped import shipped

AREA = """
code = "ambershire"
name = "Ambershire"

[[standard]]
id = "review"
within = 6
not_before = 2
unit = "weeks"
from = 2020-01-01
source = "first"

[[standard]]
id = "first_targets"
within = 30
within_visits = 4
unit = "calendar_days"
from = 2021-01-01
source = "only"

[[standard]]
id = "review"
within = 2
unit = "months"
from = 2024-03-01
source = "second"

[[eligibility]]
from = 2020-01-01
max_age_months = 30
any_of = [{ min_delay_areas = 2 }, { min_asq_low_areas = 1, has_sensory_loss = true }, { has_diagnosis = true }]
source = "narrow"

[[eligibility]]
from = 2025-01-01
before_leaving = true
source = "wide"

[[visits]]
from = 2020-01-01
every_weeks = 2
source = "two"

[[visits]]
from = 2022-09-01
every_weeks = 1
typical_minutes = 45
source = "one"

[[leaving]]
from = 2020-01-01
rule = "birthday"
years = 4
source = "birthday"

[[leaving]]
from = 2025-06-01
rule = "two_terms_before_school"
source = "terms"

[[closure]]
from_on = 2025-12-30
to_on = 2026-01-01

[[closure]]
from_on = 2025-05-02
to_on = 2025-05-02
"""
COMMON = """
code = "common"
name = "Common"
[[standard]]
id = "first_contact"
within = 3
unit = "working_days"
from = 2020-01-01
source = "all"
[[visits]]
from = 2020-01-01
every_weeks = 1
source = "all"
[[statement]]
topic = "reading"
text = "T"
source = "S"
"""


@pytest.fixture
def frames(tmp_path: Path) -> dict[str, pl.DataFrame]:
    (tmp_path / "ambershire.toml").write_text(AREA, encoding="utf-8")
    (tmp_path / "bare.toml").write_text('code = "bare"\nname = "Bare"\n', encoding="utf-8")
    (tmp_path / "common.toml").write_text(COMMON, encoding="utf-8")
    return rule_tables(load_service_areas(tmp_path))


def test_areas_are_those_a_referral_can_name(frames: dict[str, pl.DataFrame]) -> None:
    assert frames["service_area"].rows() == [("ambershire", "Ambershire", 0), ("bare", "Bare", 1)]


def test_an_entry_is_in_force_until_the_day_before_the_next_of_its_standard(frames: dict[str, pl.DataFrame]) -> None:
    assert frames["standard"].rows() == [
        ("ambershire", "first_targets", 30, "calendar_days", 4, None, date(2021, 1, 1), None, "only"),
        ("ambershire", "review", 6, "weeks", None, 2, date(2020, 1, 1), date(2024, 2, 29), "first"),
        ("ambershire", "review", 2, "months", None, None, date(2024, 3, 1), None, "second"),
        ("common", "first_contact", 3, "working_days", None, None, date(2020, 1, 1), None, "all"),
    ]


def test_eligibility_has_a_row_for_each_alternative(frames: dict[str, pl.DataFrame]) -> None:
    narrow = ("ambershire", date(2020, 1, 1), date(2024, 12, 31))
    assert frames["eligibility"].rows() == [
        (*narrow, 1, 30, False, 2, None, None, None, "narrow"),
        (*narrow, 2, 30, False, None, 1, True, None, "narrow"),
        (*narrow, 3, 30, False, None, None, None, True, "narrow"),
        ("ambershire", date(2025, 1, 1), None, 0, None, True, None, None, None, None, "wide"),
    ]


def test_visit_rules_have_their_history_and_the_common_one(frames: dict[str, pl.DataFrame]) -> None:
    assert frames["visit_rule"].rows() == [
        ("ambershire", 2, None, date(2020, 1, 1), date(2022, 8, 31), "two"),
        ("ambershire", 1, 45, date(2022, 9, 1), None, "one"),
        ("common", 1, None, date(2020, 1, 1), None, "all"),
    ]


def test_leaving_rules_have_their_history(frames: dict[str, pl.DataFrame]) -> None:
    assert frames["leaving_rule"].rows() == [
        ("ambershire", "birthday", 4, date(2020, 1, 1), date(2025, 5, 31), "birthday"),
        ("ambershire", "two_terms_before_school", None, date(2025, 6, 1), None, "terms"),
    ]


def test_every_closed_day_is_a_row_both_ends_included(frames: dict[str, pl.DataFrame]) -> None:
    assert frames["closure"].rows() == [
        ("ambershire", date(2025, 5, 2), date(2025, 5, 2)),
        ("ambershire", date(2025, 12, 30), date(2026, 1, 1)),
    ]
    days = [date(2025, 5, 2), date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1)]
    assert frames["closed_day"].rows() == [("ambershire", day) for day in days]


def test_statements_are_there_for_the_common_yardstick_too(frames: dict[str, pl.DataFrame]) -> None:
    assert frames["statement"].rows() == [("common", "reading", "T", "S")]


def test_columns_and_types_are_there_without_a_row(frames: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    (tmp_path / "ambershire.toml").unlink()
    (tmp_path / "common.toml").write_text('code = "common"\nname = "Common"\n', encoding="utf-8")
    empty = rule_tables(load_service_areas(tmp_path))
    assert {name: frame.schema for name, frame in empty.items()} == {n: f.schema for n, f in frames.items()}
    assert {name for name, frame in empty.items() if frame.height} == {"service_area"}
    assert empty["closed_day"].schema == {"service_area": pl.String, "closed_on": pl.Date}
    assert empty["standard"].schema["within"] == pl.Int64


GRAIN = {
    "service_area": ["service_area"],
    "standard": ["service_area", "standard", "from_on"],
    "eligibility": ["service_area", "from_on", "alternative"],
    "visit_rule": ["service_area", "from_on"],
    "leaving_rule": ["service_area", "from_on"],
    "closure": ["service_area", "from_on"],
    "closed_day": ["service_area", "closed_on"],
}


@pytest.mark.parametrize(("name", "key"), GRAIN.items())
def test_the_grain_is_a_key(frames: dict[str, pl.DataFrame], name: str, key: list[str]) -> None:
    for frame in (frames[name], rule_tables(load_service_areas(shipped("service_areas")))[name]):
        assert not frame.select(key).is_duplicated().any()
        assert frame.select(key).null_count().sum_horizontal().sum() == 0


def test_polars_is_imported_for_the_frames_alone() -> None:
    folder = Path(str(load_service_areas.__code__.co_filename)).parent
    importers = [path.name for path in folder.glob("*.py") if "import polars" in path.read_text(encoding="utf-8")]
    assert importers == ["tables.py"]
