"""Every code that can be found has a sentence and a way to mend it."""

from __future__ import annotations

import re

import pytest

from expectations import EXTRACTS
from expectations.check import Check
from pipelines.ingest.fault_kind import FaultKind
from pipelines.ingest.faults import FAULT_KINDS
from pipelines.mending import mend_of

CHECKS = [check for extract in EXTRACTS for check in extract.checks]
SAID = re.compile(r"[A-Z][^{}]* [^{}]*[^.{}]\.")


def _filled(code: str) -> str:
    return code.format(extract="visits", column="planned_on", kind="submission")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_says_how_it_is_mended(check: Check) -> None:
    assert SAID.fullmatch(check.mend) and mend_of(check.code) == check.mend


@pytest.mark.parametrize("kind", FAULT_KINDS, ids=lambda kind: kind.code)
def test_every_kind_of_fault_says_how_it_is_mended(kind: FaultKind) -> None:
    assert SAID.fullmatch(kind.mend) and mend_of(_filled(kind.code)) == kind.mend


def test_a_heading_that_has_a_code_in_it_is_still_a_heading() -> None:
    assert mend_of("visits.heading.unknown").startswith("Map the heading")
    assert mend_of("visits.service_area.unknown").startswith("Recode the service area")


def test_a_code_that_there_is_not() -> None:
    with pytest.raises(KeyError):
        mend_of("visits.planned_on.made_up")
