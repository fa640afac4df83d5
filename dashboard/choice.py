"""What a page shows: areas, yardstick, periods and breakdown, as the reader chose them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard import sentences

LATEST_12_MONTHS = "rolling_12_months"
WHOLE = "none"
"""The breakdown of figures that are not broken down."""
_MONTHS_A_YEAR = 12
_MONTHS = {"month": 1, "quarter": 3, "financial_year": 12, "academic_year": 12, LATEST_12_MONTHS: 12}
"""How many months a period of a kind lasts."""


@dataclass(frozen=True, order=True)
class Period:
    """One period: its kind and its first day."""

    kind: str
    start: date

    @property
    def title(self) -> str:
        """The period's name, such as ``Jan to Mar 2026``."""
        return sentences.period(self.kind, self.start)

    @property
    def in_sentence(self) -> str:
        """The period as a sentence says it, such as ``in Jan to Mar 2026``."""
        return sentences.period_in_sentence(self.kind, self.start)

    @property
    def typed(self) -> str:
        """The period as a command line takes it, such as ``financial year 2025/26``."""
        is_of_years = self.kind in ("financial_year", "academic_year")
        return f"{sentences.PERIOD_KINDS[self.kind].lower()} {self.title}" if is_of_years else self.title

    @property
    def until(self) -> date:
        """The first day after the period; of a day or a term, which have no number of months, the day itself."""
        if self.kind not in _MONTHS:
            return self.start
        months = self.start.year * _MONTHS_A_YEAR + self.start.month - 1 + _MONTHS[self.kind]
        year, month = divmod(months, _MONTHS_A_YEAR)
        return date(year, month + 1, 1) if year <= date.max.year else date.max


def latest_12_months(as_at: date) -> Period:
    """The twelve months that end with the month of a day."""
    year, month = divmod(as_at.year * _MONTHS_A_YEAR + as_at.month - _MONTHS_A_YEAR, _MONTHS_A_YEAR)
    return Period(LATEST_12_MONTHS, date(year, month + 1, 1))


@dataclass(frozen=True)
class Selection:
    """What a page shows.

    Attributes:
        areas: codes of service areas, ``all`` for all together; may be empty.
        yardstick: ``own`` or ``common``.
        headline: the period of the figures that are not a run over time.
        run: the periods of the figures over time, earliest first, all of one kind.
        ignored: what the address asked for and cannot have, a sentence each.
        breakdown: the groups that figures are broken down by; ``none`` where they are not.
        picture: the form in which a chart is taken away, ``svg`` or ``png``.
        measure: the one figure that the page is about; blank on pages of given figures.
    """

    areas: tuple[str, ...]
    yardstick: str
    headline: Period
    run: tuple[Period, ...]
    ignored: tuple[str, ...] = ()
    breakdown: str = WHOLE
    picture: str = "svg"
    measure: str = ""


@dataclass(frozen=True)
class Offer:
    """What can be chosen on a page.

    Attributes:
        areas: the areas' names by code.
        periods: the periods by kind, earliest first; empty where none can be chosen.
        breakdowns: the codes of the breakdowns, ``none`` first; empty where none can be chosen.
    """

    areas: dict[str, str]
    periods: dict[str, list[Period]]
    breakdowns: list[str]


@dataclass(frozen=True)
class Filters:
    """Which cases of a work list are shown; what is empty leaves none out.

    Attributes:
        standards: codes of standards.
        workers: pseudonyms of workers, blank for cases without one.
        priorities: codes of priorities.
    """

    standards: tuple[str, ...] = ()
    workers: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
