"""The pages in their order: the one list that the navigation is made of."""

from __future__ import annotations

from dashboard.page import Page
from dashboard.pages import (
    compare,
    data_quality,
    definitions,
    outcomes,
    overview,
    seen_on_time,
    targets,
    visits,
    waiting_list,
    work_list,
)

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    seen_on_time.PAGE,
    waiting_list.PAGE,
    visits.PAGE,
    targets.PAGE,
    outcomes.PAGE,
    compare.PAGE,
    work_list.PAGE,
    data_quality.PAGE,
    definitions.PAGE,
)
"""The first one is shown where the address names none."""


def shown(is_exact: bool) -> tuple[Page, ...]:
    """The pages that can be shown: those about single children only beside exact figures."""
    return tuple(page for page in PAGES if is_exact or not page.needs_records)
