"""The measures over clocks, counted one by one: the twin with which ``measure_value`` has to agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import NormalDist, median

from tests.twins import periods
from tests.twins.clocks import Clock, after, clocks, working_days_between
from tests.twins.measures import Measure, measures
from tests.twins.submission import COMMON, STANDARDS, Cells, Rules, Submission

ALL = "all"
JUDGED = ("met", "missed", "overdue")
BREAKDOWNS = ("source", "sex", "ethnicity", "primary_need", "priority", "offer", "imd_quintile")
SOON_WORKING_DAYS = 10
Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Figure:
    """One row of the long table; blank words are empty, blank numbers None."""

    measure: str
    yardstick: str
    service_area: str
    period_kind: str
    period_start: date
    breakdown: str
    category: str
    numerator: float | None
    denominator: float | None
    value: float | None
    lower: float | None
    upper: float | None
    symbol: str


@dataclass(frozen=True)
class Entry:
    """One clock that counts: the day that decides its period, and 0 or 1, or its working days."""

    clock: Clock
    categories: dict[str, str]
    counts_on: date
    amount: int


Numbers = tuple[float | None, float | None, float | None, float | None, float | None, str]
GAP: Numbers = (None, None, None, None, None, "z")


def figures(rules: Rules, submission: Submission, only: str = "") -> list[Figure]:
    """Every figure of every measure over clocks, or of one of them."""
    table = _Table(rules, submission)
    return [figure for each in measures() if only in ("", each.name) for figure in table.of_measure(each)]


class _Table:
    def __init__(self, rules: Rules, submission: Submission) -> None:
        self.rules, self.submission, self.as_at = rules, submission, submission.as_at
        self.clocks = clocks(rules, submission)
        self.referrals = {(row["service_area"], row["referral_id"]): row for row in submission.referrals()}
        self.areas = sorted({area for area, _ in self.referrals})

    def of_measure(self, measure: Measure) -> Iterator[Figure]:
        entries = [entry for clock in self.clocks for entry in self._entries(measure, clock)]
        for area in [*self.areas, ALL] if self.areas else []:
            symbol = self._standing(measure, area)
            if symbol:
                yield from self._no_figures(measure, area, symbol)
            else:
                yield from self._area(measure, area, [e for e in entries if area in (ALL, e.clock.service_area)])

    def _entries(self, measure: Measure, clock: Clock) -> Iterator[Entry]:
        if clock.yardstick != measure.yardstick or measure.standard not in ("", clock.standard):
            return
        counted = self._counted(measure, clock)
        if counted is not None:
            categories = self._categories(self.referrals[clock.service_area, clock.referral_id], clock)
            yield Entry(clock, categories, *counted)

    def _counted(self, measure: Measure, clock: Clock) -> tuple[date, int] | None:
        """The day and the amount with which a clock counts for a measure; None where it does not."""
        area, stop = clock.service_area, clock.stopped_on
        if measure.name == "clocks_overdue":
            return (self.as_at, 1) if clock.status == "overdue" else None
        if measure.name == "clocks_due_soon":
            soon = after(self.rules, area, self.as_at, SOON_WORKING_DAYS, "working_days")
            return (self.as_at, 1) if clock.status == "running" and clock.due_on <= soon else None
        if measure.kind == "median":
            return None if stop is None else (stop, working_days_between(self.rules, area, clock.starts_on, stop))
        if measure.name == "reviews_held_early":
            rule = self.rules.in_force(area, clock.standard, clock.starts_on)
            if stop is None or rule is None or rule.not_before is None:
                return None
            return stop, int(stop < after(self.rules, area, clock.starts_on, rule.not_before, rule.unit))
        ignores = measure.name.endswith("_ignoring_pauses")
        due = clock.due_on_unpaused if ignores else clock.due_on
        status = clock.status_ignoring_pauses if ignores else clock.status
        return (due, int(status == "met")) if status in JUDGED and due <= self.as_at else None

    def _categories(self, referral: Cells, clock: Clock) -> dict[str, str]:
        decile = referral["imd_decile"]
        quintile = None if decile is None else str((decile + 1) // 2)
        cells = {**referral, "imd_quintile": quintile}
        return {"none": "", "standard": clock.standard} | {name: cells[name] or "unknown" for name in BREAKDOWNS}

    def _standing(self, measure: Measure, area: str) -> str:
        """Why an area has no figures of a measure at all: an extract not supplied, or no such standard."""
        covered = self.areas if area == ALL else [area]
        standards = [measure.standard] if measure.standard else STANDARDS
        pairs = [(a, standard) for a in covered for standard in standards]
        supplied = [pair for pair in pairs if self.submission.delivers(*pair)]
        has = [pair for pair in pairs if self._has(measure, *pair)]
        if not supplied:
            return "x"
        return "z" if not has else "" if set(supplied) & set(has) else "x"

    def _has(self, measure: Measure, area: str, standard: str) -> bool:
        keeper = area if measure.yardstick == "own" else COMMON
        history = self.rules.history(keeper, standard, self.as_at)
        is_of_early = measure.name == "reviews_held_early"
        return any(entry.not_before is not None for entry in history) if is_of_early else bool(history)

    def _no_figures(self, measure: Measure, area: str, symbol: str) -> Iterator[Figure]:
        first = min(d["received_on"] for (a, _), d in self.referrals.items() if area in (ALL, a))
        for kind in measure.period_kinds:
            for start in periods.between(kind, first, self.as_at, self.as_at):
                yield _figure(measure, area, kind, start, "none", "", (None, None, None, None, None, symbol))

    def _area(self, measure: Measure, area: str, entries: list[Entry]) -> Iterator[Figure]:
        breakdowns = ("none", *BREAKDOWNS, *(("standard",) if measure.kind == "count" else ()))
        for kind in measure.period_kinds:
            for breakdown in breakdowns:
                cells = _cells(entries, kind, breakdown, self.as_at)
                for (start, category), amounts in cells.items():
                    yield _figure(measure, area, kind, start, breakdown, category, numbers(measure.kind, amounts))
                if breakdown == "none":
                    yield from self._gaps(measure, area, kind, [start for start, _ in cells])

    def _gaps(self, measure: Measure, area: str, kind: str, filled: list[date]) -> Iterator[Figure]:
        if measure.kind == "count":
            filled_or_now = [self.as_at]
            empty: Numbers = (0.0, None, 0.0, None, None, "")
        else:
            filled_or_now = periods.between(kind, min(filled), max(filled), self.as_at) if filled else []
            empty = GAP
        for start in filled_or_now:
            if start not in filled:
                yield _figure(measure, area, kind, start, "none", "", empty)


def _cells(entries: Iterable[Entry], kind: str, breakdown: str, as_at: date) -> dict[tuple[date, str], list[int]]:
    cells: dict[tuple[date, str], list[int]] = defaultdict(list)
    for entry in entries:
        start = periods.start_of(kind, entry.counts_on, as_at)
        if start is not None:
            cells[start, entry.categories[breakdown]].append(entry.amount)
    return cells


def numbers(kind: str, amounts: list[int]) -> Numbers:
    """Numerator, denominator, value, bounds and symbol of at least one counted clock."""
    count = len(amounts)
    if kind == "count":
        return float(count), None, float(count), None, None, ""
    if kind == "median":
        return None, float(count), float(median(amounts)), None, None, ""
    lower, upper = wilson(sum(amounts), count)
    return float(sum(amounts)), float(count), float(Fraction(sum(amounts), count)), lower, upper, ""


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % Wilson bounds: where the share lies 1.96 of *its own* standard errors from the one observed."""
    share, spread = successes / trials, Z * Z / trials
    centre = (share + spread / 2) / (1 + spread)
    half = Z * ((share * (1 - share) + spread / 4) / trials) ** 0.5 / (1 + spread)
    return centre - half, centre + half


def _figure(
    measure: Measure, area: str, kind: str, start: date, breakdown: str, category: str, amounts: Numbers
) -> Figure:
    return Figure(measure.name, measure.yardstick, area, kind, start, breakdown, category, *amounts)
