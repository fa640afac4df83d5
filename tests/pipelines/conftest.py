"""A small submission in a folder, and what a build of it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import pytest

import pipelines.build as building
from pipelines.build import Request
from pipelines.disclosure import PRESETS
from pipelines.measures.definition import load_definitions

REFERRALS = """\
referral_id,child_id,service_area,received_on,first_contact_on,initial_meeting_on,sex
R-1,C-1,cornwall,2026-01-05,2026-01-09,2026-01-19,F
R-2,C-2,cornwall,2026-01-06,2026-01-20,,M
R-3,C-3,durham,2026-02-02,2026-02-04,2026-02-10,F
"""
VISITS = """\
visit_id,referral_id,service_area,planned_on,status,kind,minutes
V-1,R-1,cornwall,2026-01-26,attended,home,60
V-2,R-1,cornwall,2026-02-02,not_brought,home,
V-3,R-3,durham,2026-02-16,attended,group,45
"""
TARGETS = """\
target_id,referral_id,service_area,set_on,review_due_on
T-1,R-1,cornwall,2026-02-09,2026-05-09
"""
REVIEWS = """\
review_id,referral_id,service_area,held_on
W-1,R-1,cornwall,2026-03-16
"""

WriteSubmission = Callable[..., Path]


def submission_in(place: Path, name: str = "submission", as_at: str = "2026-03-31", **texts: str | None) -> Path:
    """Write a submission: by default a small clean one; a keyword replaces a file's text, or leaves it out if None."""
    folder = place / name
    folder.mkdir()
    (folder / "submission.toml").write_text(f"as_at = {as_at}\n", encoding="utf-8")
    whole = {"referrals": REFERRALS, "visits": VISITS, "targets": TARGETS, "reviews": REVIEWS, **texts}
    for extract, text in whole.items():
        if text is not None:
            ending = "mapping.toml" if extract == "mapping" else f"{extract}.csv"
            (folder / ending).write_text(text, encoding="utf-8")
    return folder


@contextmanager
def counting_only(*measures: str) -> Iterator[None]:
    """Builds of the block count these measures alone: of a small build, figures take most of the time."""
    definitions = tuple(one for one in load_definitions() if one.measure in measures)
    assert len(definitions) == len(measures), "there is no such measure"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "load_definitions", lambda: definitions)
        yield


@pytest.fixture
def one_measure() -> Iterator[None]:
    """For builds of which no figure is looked at."""
    with counting_only("first_contact_on_time"):
        yield


@pytest.fixture
def write_submission(tmp_path: Path) -> WriteSubmission:
    """What ``submission_in`` does, in a folder of the test's own."""
    return partial(submission_in, tmp_path)


@pytest.fixture
def request_for() -> Callable[..., Request]:
    """A request to build some submissions with the shipped rules."""

    def of(*submissions: Path, as_at: date | None = None, service_areas: Path | None = None) -> Request:
        return Request(submissions, as_at, service_areas, PRESETS["round5"])

    return of
