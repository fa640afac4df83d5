"""Small submissions, each with one thing changed, as they were built."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.build import Request, build
from pipelines.disclosure import PRESETS
from pipelines.generations import current_generation
from pipelines.shipped import shipped
from pipelines.warehouse import Warehouse
from tests.pipelines.conftest import REFERRALS, REVIEWS, VISITS, counting_only, submission_in

TARGETS = """\
target_id,referral_id,service_area,set_on,review_due_on,reviewed_on,outcome
T-1,R-1,cornwall,2026-01-26,2026-03-09,{reviewed_on},{outcome}
"""
THEN = TARGETS.format(reviewed_on="", outcome="")
LATER = TARGETS.format(reviewed_on="2026-04-20", outcome="achieved")
AS_AT = "2026-03-31"
CHANGED: dict[str, dict[str, str | None]] = {
    "base": {},
    "late": {"visits": VISITS + "V-4,R-1,cornwall,2026-02-05,attended,home,60\n"},
    "revised": {"visits": VISITS.replace("not_brought", "attended")},
    "withdrawn": {"visits": VISITS.replace("V-2,R-1,cornwall,2026-02-02,not_brought,home,\n", "")},
    "aside": {"visits": VISITS.replace("V-2,R-1,cornwall,2026-02-02", "V-2,R-1,cornwall,")},
    "later": {"targets": LATER, "as_at": "2026-06-30"},
    "rules": {},
    "lacking": {"targets": None},
}
COUNTED = (
    *("first_contact_on_time", "children_waiting", "referrals_received", "median_wait_days"),
    *("visits_attended", "visits_not_brought", "visit_plan_kept", "median_visit_minutes"),
    *("targets_achieved", "targets_not_reviewed", "median_days_to_achieve", "closures"),
)
"""Of each extract those that move with it, and some that do not."""
Alter = Callable[..., Path]
Built = Callable[[str], Path]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The warehouse of one of ``CHANGED``, each but the base built over it; nobody writes to it."""
    place = tmp_path_factory.mktemp("changes")

    def of(name: str) -> Path:
        folder = place / f"{name}-warehouse"
        if not folder.exists():
            whole = {"referrals": REFERRALS, "reviews": REVIEWS, "targets": THEN, **CHANGED[name]}
            as_at = str(whole.pop("as_at", AS_AT))
            areas = _stricter(place / "areas") if name == "rules" else None
            if name != "base":
                shutil.copytree(of("base"), folder)
            request = Request((submission_in(place, name, as_at, **whole),), None, areas, PRESETS["round5"])
            with counting_only(*COUNTED):
                build(request, folder, lambda _: None)
        return folder

    return of


def _stricter(folder: Path) -> Path:
    """The shipped rules, but that Cornwall's first contact is due within three working days."""
    shutil.copytree(shipped("service_areas"), folder)
    path = folder / "cornwall.toml"
    text = path.read_text(encoding="utf-8")
    first = text.index('id = "first_contact"') if 'id = "first_contact"' in text else text.index("first_contact")
    path.write_text(text[:first] + text[first:].replace("within = 5", "within = 3", 1), encoding="utf-8")
    return folder


@pytest.fixture
def alter(built: Built, tmp_path: Path) -> Alter:
    """A copy of the base's pair, in a folder of its own, after some statements in both files."""

    def altered(*statements: str) -> Path:
        folder = tmp_path / "altered"
        shutil.copytree(current_generation(built("base")), folder)
        for path in sorted(folder.glob("*.duckdb")):
            with Warehouse(path) as file:
                for statement in statements:
                    file.execute(statement)
        return folder

    return altered
