"""The side bar: what a page is to show."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import comparisons, relations, selection, sentences
from dashboard.breakdowns import BREAKDOWNS
from dashboard.choice import LATEST_12_MONTHS, WHOLE, Offer, Period, Selection
from dashboard.errors import BrokenWarehouse
from dashboard.page import Control, Page
from dashboard.refused import refused
from dashboard.warehouse import Snapshot


def choose(warehouse: Snapshot, page: Page) -> Selection:
    """Draw the side bar of a page, and say what was chosen.

    Raises:
        BrokenWarehouse: the page has figures in periods, and the warehouse has none of them.
    """
    with st.sidebar:
        measure = _measure(warehouse, page)
        offer = _offer(warehouse, page, (measure,) if measure else page.measures)
        ignored = refused(selection.asked(), offer)
        areas = _areas(page, offer)
        yardstick = _yardstick(page)
        breakdown = selection.choose_breakdown(offer.breakdowns) if offer.breakdowns else WHOLE
        headline, run = _periods(warehouse, page, offer)
        return Selection(areas, yardstick, headline, run, ignored, breakdown, selection.choose_picture(), measure)


def _measure(warehouse: Snapshot, page: Page) -> str:
    """The one figure that the page is to be about; blank where its figures are given."""
    if Control.MEASURE not in page.controls:
        return ""
    return selection.choose_named("Figure", comparisons.proportions(warehouse), "measure")


def _yardstick(page: Page) -> str:
    """Where any figure can be chosen areas are compared, for which at first there is one set of limits for all."""
    if Control.YARDSTICK not in page.controls:
        return relations.COMMON
    return selection.choose_yardstick(relations.COMMON if Control.MEASURE in page.controls else relations.OWN)


def _areas(page: Page, offer: Offer) -> tuple[str, ...]:
    return selection.choose_areas(offer.areas) if Control.AREAS in page.controls else tuple(offer.areas)


def _periods(warehouse: Snapshot, page: Page, offer: Offer) -> tuple[Period, tuple[Period, ...]]:
    """The headline period and the run; a page without a choice of them has the day of the figures and all periods."""
    as_at = Period("as_at", warehouse.build["as_at"])
    if not offer.periods:
        return as_at, ()
    run = offer.periods[selection.choose_kind(list(offer.periods))]
    headline = selection.choose_headline(_newest_first(offer, run)) if Control.HEADLINE in page.controls else as_at
    return headline, selection.choose_run(run) if Control.RUN in page.controls else tuple(run)


def _offer(warehouse: Snapshot, page: Page, measures: Sequence[str]) -> Offer:
    is_split = Control.BREAKDOWN in page.controls
    found = relations.breakdowns(warehouse, measures) if is_split else []
    breakdowns = [name for name in BREAKDOWNS if name in found]
    return Offer(_names(warehouse), _known(warehouse, page, measures), breakdowns)


def _known(warehouse: Snapshot, page: Page, measures: Sequence[str]) -> dict[str, list[Period]]:
    if not {Control.HEADLINE, Control.RUN} & page.controls:
        return {}
    found = relations.periods(warehouse, measures)
    periods = {k: [Period(k, start) for start in found[k]] for k in sentences.PERIOD_KINDS if k in found}
    if not periods:
        raise BrokenWarehouse("There is no figure in any period. Build the figures again.")
    return periods


def _names(warehouse: Snapshot) -> dict[str, str]:
    """The areas to choose from; where there is one alone, all together would be the same."""
    names = relations.areas(warehouse)
    separate = {code: name for code, name in names.items() if code != relations.ALL_AREAS}
    return names if len(separate) > 1 else separate


def _newest_first(offer: Offer, run: list[Period]) -> list[Period]:
    """The last twelve months, then the periods of the run's kind; the run's kind comes last whatever there is."""
    latest = [] if run[-1].kind == LATEST_12_MONTHS else offer.periods.get(LATEST_12_MONTHS, [])
    return [*latest, *reversed(run)]
