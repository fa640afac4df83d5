"""A warehouse of two deliveries, whose identifiers say what becomes of them: built once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.build import Request, build
from pipelines.disclosure import PRESETS
from tests.pipelines.conftest import counting_only

SETTINGS = 'as_at = 2026-03-31\ndelivered_on = {day}\nname = "{name}"\n'
REFERRALS = """\
referral_id,child_id,service_area,received_on,decision,decided_on,started_on,closed_on
GONEclosed,GONEchild1,cornwall,2023-01-09,accepted,2023-01-16,2023-02-06,2024-05-31
GONEdeclined,GONEchild2,cornwall,2023-03-06,declined,2024-05-30,,
STAYdayof,STAYchild3,cornwall,2023-01-09,accepted,2023-01-16,2023-02-06,2024-06-01
STAYearlier,STAYchild4,durham,2022-01-10,accepted,2022-01-17,2022-02-07,2022-12-05
STAYopen,STAYchild4,durham,2025-01-06,accepted,2025-01-13,2025-02-03,
STAYtocome,STAYchild5,durham,2025-01-06,accepted,2025-01-13,2025-02-03,2026-06-01
GONEaside,GONEchild6,durham,2024-03-04,accepted,2024-03-11,,2024-02-05
,GONEchild7,durham,2024-01-08,withdrawn,2024-02-05,,
STAYelsewhere,STAYchild8,durham,2026-01-05,pending,,,
STAYelsewhere,STAYchild8,cornwall,2026-01-05,pending,,,
"""
VISITS = """\
visit_id,referral_id,service_area,planned_on,status,worker_id
GONEvisit1,GONEclosed,cornwall,2023-03-06,attended,GONEworker
GONEvisit2,GONEclosed,,2026-03-02,attended,GONEworker
GONEvisit3,GONEabsent,durham,2024-05-27,planned,GONEworker
STAYvisit4,STAYabsent,durham,2024-06-03,planned,STAYworker
STAYvisit5,STAYopen,durham,2023-03-06,attended,STAYworker
STAYvisit6,STAYearlier,durham,2022-03-07,attended,STAYworker
STAYvisit7,STAYabsent,durham,,planned,STAYworker
"""
OTHERS = {
    "targets": "target_id,referral_id,service_area,set_on,review_due_on\n"
    "GONEtarget,GONEclosed,cornwall,2023-03-06,2026-03-02\nSTAYtarget,STAYopen,durham,2025-03-03,2025-06-02\n",
    "reviews": "review_id,referral_id,service_area,held_on\n"
    "GONEreview,GONEclosed,cornwall,2023-06-05\nSTAYreview,STAYopen,durham,2025-06-02\n",
    "assessments": "assessment_id,referral_id,service_area,assessed_on,area_of_development,rating\n"
    "GONEassessment,GONEclosed,cornwall,2023-03-06,physical,3\nSTAYassessment,STAYopen,durham,2025-03-03,physical,3\n",
    "pauses": "referral_id,service_area,standard,from_on,to_on,reason\n"
    "GONEclosed,cornwall,review,2023-04-03,2023-04-14,child_unwell\n"
    "STAYopen,durham,review,2025-04-07,2025-04-18,child_unwell\n",
    "workshops": "enrolment_id,service_area,first_day_on,attended_day_1\n"
    "GONEenrolled,cornwall,2024-05-31,yes\nSTAYenrolled,cornwall,2024-06-01,yes\n",
    "term_dates": "service_area,starts_on,ends_on\ndurham,2023-01-03,2023-02-10\n",
}
BEFORE = "2024-06-01"


def _put(folder: Path, day: str, texts: dict[str, str]) -> Path:
    folder.mkdir()
    (folder / "submission.toml").write_text(SETTINGS.format(day=day, name=folder.name), encoding="utf-8")
    for extract, text in texts.items():
        (folder / f"{extract}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The warehouse of both deliveries, with all rows and one measure."""
    folder = tmp_path_factory.mktemp("forgetting")
    whole = {"referrals": REFERRALS, "visits": VISITS, **OTHERS}
    earlier = {name: "\n".join(whole[name].splitlines()[:2]) + "\n" for name in ("referrals", "visits")}
    submissions = (_put(folder / "autumn", "2025-10-01", earlier), _put(folder / "spring", "2026-04-01", whole))
    with counting_only("first_contact_on_time"):
        build(Request(submissions, None, None, PRESETS["round5"]), folder / "warehouse", lambda _step: None)
    yield folder / "warehouse"


@pytest.fixture
def warehouse(built: Path, tmp_path: Path) -> Path:
    """A copy of it to forget in."""
    return Path(shutil.copytree(built, tmp_path / "warehouse"))
