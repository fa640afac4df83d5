"""The rows of the work list for the chosen areas, and what of them the reader can ask for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from dashboard import cases, sentences
from dashboard.choice import Filters
from dashboard.figures import Figures
from dashboard.relations import ALL_AREAS
from dashboard.sections.work_list.wording import NO_WORKER

_MOST_OFFERED = 500
"""More workers than anyone chooses from; every reader's browser would be sent all of them."""


@dataclass(frozen=True)
class Cases:
    """What is on the work list of the chosen areas.

    Attributes:
        figures: of the page's context.
        filters: which of the rows are shown.
    """

    figures: Figures
    filters: Filters

    @cached_property
    def areas(self) -> dict[str, str]:
        """The names of the areas that are shown, by code; every one of them where all are chosen."""
        chosen = self.figures.context.selection.areas
        return {
            code: name
            for code, name in self.figures.names.items()
            if code != ALL_AREAS and (ALL_AREAS in chosen or code in chosen)
        }

    @property
    def place(self) -> str:
        """The chosen areas as a sentence names them."""
        every = [name for code, name in self.figures.names.items() if code != ALL_AREAS]
        names = list(self.areas.values())
        return "all areas" if names == every and len(names) > 1 else sentences.listed(names)

    @cached_property
    def clocks(self) -> pl.DataFrame:
        """The outstanding clocks by the chosen yardstick, whatever the filters."""
        yardstick = self.figures.context.selection.yardstick
        return cases.outstanding_clocks(self.figures.context.warehouse, list(self.areas), yardstick)

    @cached_property
    def supported(self) -> pl.DataFrame:
        """The number of referrals that are supported, by worker and priority, whatever the filters."""
        return cases.supported(self.figures.context.warehouse, list(self.areas))

    @cached_property
    def caseloads(self) -> pl.DataFrame:
        """What each worker has in hand, whatever the filters."""
        yardstick = self.figures.context.selection.yardstick
        return cases.caseloads(self.figures.context.warehouse, list(self.areas), yardstick)

    @cached_property
    def most_weeks(self) -> int:
        """The term weeks without a visit beyond which a child has gone unvisited."""
        return cases.most_weeks_unvisited(self.figures.context.warehouse)

    @cached_property
    def soon_days(self) -> int:
        """The working days within which a clock falls due soon."""
        return cases.soon_working_days(self.figures.context.warehouse)

    @cached_property
    def unvisited(self) -> pl.DataFrame:
        """The supported referrals that have gone unvisited for too long, whatever the filters."""
        return cases.unvisited(self.figures.context.warehouse, list(self.areas))

    @property
    def workers(self) -> dict[str, str]:
        """The workers to choose from, those without one last; none where they are too many."""
        known = self.caseloads.get_column("worker_id").unique().sort().to_list()
        if len(known) > _MOST_OFFERED:
            return {}
        return {worker: worker for worker in known if worker} | ({"": NO_WORKER} if "" in known else {})

    @property
    def priorities(self) -> dict[str, str]:
        """The priorities to choose from."""
        return self.figures.categories("priority")

    @property
    def listed(self) -> dict[str, list[str]]:
        """The pseudonyms on the lists of this page, by area."""
        rows = pl.concat(
            [self.clocks.select("service_area", "referral_id"), self.unvisited.select("service_area", "referral_id")]
        )
        found = rows.unique().sort("service_area", "referral_id").partition_by("service_area", as_dict=True)
        return {str(area): part.get_column("referral_id").to_list() for (area,), part in found.items()}

    def kept(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows that the filters leave; a filter is only asked of rows that have its column."""
        asked = {
            "standard": self.filters.standards,
            "worker_id": self.filters.workers,
            "priority": self.filters.priorities,
        }
        for column, codes in asked.items():
            if codes and column in rows.columns:
                rows = rows.filter(pl.col(column).is_in(codes))
        return rows

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is in use."""
        return self.filters != Filters()
