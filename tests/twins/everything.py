"""All twins of measures as one: each measure is counted by the twin of its family."""

from __future__ import annotations

from collections.abc import Callable

from tests.twins import access, support, waiting
from tests.twins import figures as clock_figures
from tests.twins.figures import Figure
from tests.twins.measures import measures
from tests.twins.submission import Rules, Submission

FAMILIES = (waiting, access, support)
"""The twins that hold the measures behind which there is no clock."""
OVER_CLOCKS = frozenset(each.name for each in measures())
BEHIND_NO_CLOCK = frozenset(each.name for family in FAMILIES for each in family.MEASURES)
Twin = Callable[[Rules, Submission, str], list[Figure]]


def figures(rules: Rules, submission: Submission, only: str = "") -> list[Figure]:
    """Every figure of every measure, or of one of them."""
    twins: list[Twin] = [clock_figures.figures, *(family.figures for family in FAMILIES)]
    known = [OVER_CLOCKS, *(frozenset(each.name for each in family.MEASURES) for family in FAMILIES)]
    asked = [twin for twin, names in zip(twins, known, strict=True) if only == "" or only in names]
    assert asked, f"no twin counts {only}"
    return [figure for twin in asked for figure in twin(rules, submission, only)]
