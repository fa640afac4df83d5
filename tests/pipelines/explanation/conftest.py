"""Figures to explain: those of the shipped submission, and of a small one that is delivered with faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.build import Request, build
from pipelines.disclosure import PRESETS
from tests.pipelines.conftest import VISITS, submission_in

SET_ASIDE = "V-9,R-1,cornwall,,attended,home,60\n"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three referrals and four visits, one of which is set aside; nobody writes to it."""
    place = tmp_path_factory.mktemp("explained")
    submission = submission_in(place, visits=VISITS + SET_ASIDE)
    build(Request((submission,), None, None, PRESETS["round5"]), place / "warehouse", lambda _: None)
    return place / "warehouse"
