"""The side bar: what a page is to show."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import relations, selection, sentences
from dashboard.errors import BrokenWarehouse
from dashboard.selection import LATEST_12_MONTHS, Period, Selection
from dashboard.warehouse import Snapshot


def choose(warehouse: Snapshot, measures: Sequence[str]) -> Selection:
    """Draw the side bar for measures that have periods, and say what was chosen.

    Raises:
        BrokenWarehouse: the warehouse has no figure of these measures in any period.
    """
    names = _names(warehouse)
    known = _periods(warehouse, measures)
    kinds = [kind for kind in sentences.PERIOD_KINDS if kind in known]
    if not kinds:
        raise BrokenWarehouse("There is no figure in any period. Build the figures again.")
    ignored = selection.refused(names, kinds, [period for periods in known.values() for period in periods])
    with st.sidebar:
        areas = selection.choose_areas(names)
        yardstick = selection.choose_yardstick()
        run = known[selection.choose_kind(kinds)]
        headline = selection.choose_headline(_newest_first(known, run))
        return Selection(areas, yardstick, headline, selection.choose_run(run), ignored)


def _names(warehouse: Snapshot) -> dict[str, str]:
    """The areas to choose from; where there is one alone, all together would be the same."""
    names = relations.areas(warehouse)
    separate = {code: name for code, name in names.items() if code != relations.ALL_AREAS}
    return names if len(separate) > 1 else separate


def _periods(warehouse: Snapshot, measures: Sequence[str]) -> dict[str, list[Period]]:
    found = relations.periods(warehouse, measures)
    return {kind: [Period(kind, start) for start in starts] for kind, starts in found.items()}


def _newest_first(known: dict[str, list[Period]], run: list[Period]) -> list[Period]:
    """The last twelve months, then the periods of the run's kind; the run's kind comes last whatever there is."""
    latest = [] if run[-1].kind == LATEST_12_MONTHS else known.get(LATEST_12_MONTHS, [])
    return [*latest, *reversed(run)]
