"""An outsider with nothing but a published file: what can be proved of the counts behind it, by linear programming.

Each count is a variable. What its figure says of it is a bound, what counts add up to is an equation, and a linear
programme gives the least and the most that it can be. The attacker reads the file and the definitions, and knows:

* how counts were rounded, and that a count that is given is none of those that are suppressed;
* that a row is there only if there is something in it, and that a category without one is empty;
* all areas are the areas together, a whole is its categories, quarters and years are made of the same months;
* a numerator and what lacks to all are the denominator; shares of one whole add up to it; the figures that count the
  same rows, and those that count some of another's;
* the list of those who wait is that of the quarter before, with what came and less what went.

Of a suppressed figure he knows that it was there to be suppressed, and no size: ``c`` stands for small figures and for
those from which one could be worked out. "Provable" means that one whole number alone is left: that a count of one to
nine has exactly this value. That a figure lies in a range, as a rounded one does by itself, is no finding.

This is written apart from the control it attacks, and shares nothing with it but the presets' constants.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import inf

import polars as pl

from pipelines.disclosure import Preset

BLOCKS: Mapping[str, tuple[str, ...]] = {
    "visits": (
        *("visits_attended", "visits_not_brought", "visits_cancelled_by_family", "visits_cancelled_by_service"),
        *("visits_joint", "practice_recorded", "median_visit_minutes", "visits_typical_length"),
    ),
    "visit plan": ("visit_plan_kept",),
    "targets": ("targets_achieved", "targets_partly_achieved", "targets_not_achieved", "targets_not_reviewed"),
    "targets achieved": ("median_days_to_achieve",),
    "waiting list": (
        *("children_waiting", "waiting_over_12_weeks", "waiting_over_18_weeks", "longest_wait_days"),
        *("median_wait_days", "p92_wait_days", "referrals_received", "waits_started", "waits_ended"),
        "median_wait_of_started_days",
    ),
    "supported": ("children_supported",),
    "closures": (
        *("closures", "ehcp_requested", "destination_known", "closed_for_non_attendance", "transition_shared"),
    ),
    "decisions": (
        *("referrals_accepted", "consent_to_share", "accepted_criteria_unknown", "accepted_within_criteria"),
    ),
    "age": ("median_age_at_referral_months",),
    "outcomes by rating": ("outcome_growth", "outcome_age_expected"),
    "outcomes by age": ("kept_pace", "median_gain_per_month"),
    "contact": ("first_contact_on_time",),
    "contact, no pauses": ("first_contact_on_time_ignoring_pauses",),
    "contact, medians": ("median_working_days_to_contact",),
    "meeting": ("initial_meeting_on_time",),
    "meeting, no pauses": ("initial_meeting_on_time_ignoring_pauses",),
    "meeting, medians": ("median_working_days_to_meeting",),
    "first targets": ("first_targets_on_time",),
    "first targets, no pauses": ("first_targets_on_time_ignoring_pauses",),
    "reviews": ("reviews_on_time",),
    "reviews, no pauses": ("reviews_on_time_ignoring_pauses",),
    "reviews held early": ("reviews_held_early",),
    "clocks overdue": ("clocks_overdue",),
    "clocks due soon": ("clocks_due_soon",),
    "ageing out": ("ageing_out_while_waiting",),
    "started in time": ("started_within_12_weeks", "started_within_18_weeks", "started_within_26_weeks"),
    "workshops": ("workshops_completed",),
}
"""The blocks of measures whose margins hang together; within one, areas, periods and breakdowns hang together too."""

_SAME = (
    ("visits", ("visits_attended", "visits_not_brought", "visits_cancelled_by_family", "visits_cancelled_by_service")),
    ("targets", ("targets_achieved", "targets_partly_achieved", "targets_not_achieved", "targets_not_reviewed")),
    ("closed", ("closures", "ehcp_requested", "destination_known", "closed_for_non_attendance")),
    (
        "waiting",
        (
            *("children_waiting", "waiting_over_12_weeks", "waiting_over_18_weeks"),
            *("longest_wait_days", "median_wait_days", "p92_wait_days"),
        ),
    ),
    ("started", ("waits_started", "median_wait_of_started_days")),
    ("paced", ("kept_pace", "median_gain_per_month")),
    ("cohort", ("started_within_12_weeks", "started_within_18_weeks", "started_within_26_weeks")),
)
"""Measures that are out of the same rows."""
_ROWS_OF = {measure: name for name, measures in _SAME for measure in measures}
_ADD_UP = (_SAME[0][1], _SAME[1][1])
"""Shares of one whole."""
_WITHIN = (
    ("visits_joint", "all", "visits_attended", "some"),
    ("practice_recorded", "all", "visits_attended", "some"),
    ("median_visit_minutes", "all", "visits_attended", "some"),
    ("visits_typical_length", "all", "visits_attended", "some"),
    ("waiting_over_18_weeks", "some", "waiting_over_12_weeks", "some"),
    ("transition_shared", "all", "destination_known", "some"),
    ("consent_to_share", "all", "referrals_accepted", "some"),
    ("accepted_criteria_unknown", "all", "referrals_accepted", "some"),
    ("accepted_within_criteria", "all", "accepted_criteria_unknown", "rest"),
)
"""What is counted among what else is counted."""
_PLACES = {"mainstream_setting", "special_setting", "childminder", "school", "other"}
_GROUPED = (
    ("waiting_over_12_weeks: some", "waiting", "band", {"85-126", "127-364", "365+"}),
    ("waiting_over_18_weeks: some", "waiting", "band", {"127-364", "365+"}),
    ("destination_known: some", "closed", "destination", _PLACES | {"home"}),
    ("transition_shared", "closed", "destination", _PLACES),
    ("closed_for_non_attendance: some", "closed", "closure_reason", {"non_attendance"}),
)
"""Numbers that are some categories of what else is counted, by one of its breakdowns."""
_FLOWS = (("referrals_received", 1), ("waits_started", -1), ("waits_ended", -1))
_STOCKS = {"waiting", "children_supported"}
_YEARS = {"financial_year", "academic_year", "rolling_12_months"}
_LENGTH = {"quarter": 3} | dict.fromkeys(_YEARS, 12)

Place = tuple[str, str, str, date, str, str]
"""Yardstick, service area, kind of period, its start, breakdown and category."""
Count = tuple[str, Place]
"""Which rows, and where."""


@dataclass
class Known:
    """All that the attacker can write down.

    Attributes:
        preset: how the figures were controlled.
        number: the number of each count's variable.
        lower: the least that each can be.
        upper: the most.
        equations: terms ``(variable, coefficient)`` that come to nothing.
        months: the first days of the months that each run of them is made of, by the run's number.
    """

    preset: Preset
    number: dict[Count, int] = field(default_factory=dict)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    equations: list[list[tuple[int, int]]] = field(default_factory=list)
    months: list[list[date]] = field(default_factory=list)

    def variable(self, count: Count) -> int:
        if count not in self.number:
            self.number[count] = len(self.lower)
            self.lower.append(0.0)
            self.upper.append(inf)
        return self.number[count]

    def learn(self, count: Count, least: float, most: float = inf) -> None:
        variable = self.variable(count)
        self.lower[variable] = max(self.lower[variable], least)
        self.upper[variable] = min(self.upper[variable], most)

    def equate(self, total: Iterable[int], parts: Iterable[int]) -> None:
        self.equations.append([*((number, -1) for number in total), *((number, 1) for number in parts)])


def _whose(measure: str) -> str:
    return _ROWS_OF.get(measure, measure)


def _some(measure: str) -> str:
    return f"{measure}: some"


def _rest(measure: str) -> str:
    return f"{measure}: rest"


def known_from(figures: pl.DataFrame, preset: Preset) -> Known:
    """What the published figures of a block say."""
    known = Known(preset)
    for row in figures.filter(pl.col("symbol").is_in(["", "c"])).iter_rows(named=True):
        _read(known, row)
    _add_up_places(known)
    _add_up_periods(known)
    _connect(known)
    return known


def _read(known: Known, row: Mapping[str, object]) -> None:
    """One figure: its counts' bounds, and that what is in the numerator and what is not make up the whole."""
    measure, place = str(row["measure"]), _place(row)
    whole, some, rest = (_whose(measure), place), (_some(measure), place), (_rest(measure), place)
    is_share = row["kind"] == "share"
    is_nothing = known.preset.smallest_hidden == 0 and row["breakdown"] == "none" and row["kind"] == "count"
    known.learn(whole, 0 if row["symbol"] == "" or is_nothing else 1)
    if row["breakdown"] != "none":
        known.learn(whole, 1)
    if is_share:
        known.equate([known.variable(whole)], [known.variable(some), known.variable(rest)])
    if row["symbol"] == "":
        least = known.preset.least_for_middle if row["kind"] == "middle" else known.preset.largest_hidden + 1
        known.learn(whole, *_given(known, row["value"] if row["kind"] == "count" else row["denominator"], least))
        if is_share:
            known.learn(some, *_given(known, row["numerator"], known.preset.largest_hidden + 1))
            _learn_rest(known, row, rest)


def _given(known: Known, shown: object, least: int) -> tuple[float, float]:
    number = float(str(shown))
    return (0, 0) if number == 0 else (max(least, number - known.preset.slack), number + known.preset.slack)


def _learn_rest(known: Known, row: Mapping[str, object], rest: Count) -> None:
    """What lacks to all is none of the suppressed counts either: nothing, or more than the largest of them."""
    lacking = float(str(row["denominator"])) - float(str(row["numerator"]))
    slack, largest = 2 * known.preset.slack, known.preset.largest_hidden
    if lacking + slack <= largest and known.preset.smallest_hidden:
        known.learn(rest, 0, 0)
    elif lacking - slack > 0 or not known.preset.smallest_hidden:
        known.learn(rest, largest + 1)


def _place(row: Mapping[str, object]) -> Place:
    yardstick, area, kind, start, breakdown, category = (
        row[name] for name in ("yardstick", "service_area", "period_kind", "period_start", "breakdown", "category")
    )
    assert isinstance(start, date)
    return str(yardstick), str(area), str(kind), start, str(breakdown), str(category)


def _add_up_places(known: Known) -> None:
    """All areas are the areas; a whole is the categories of a breakdown."""
    areas: defaultdict[Count, list[int]] = defaultdict(list)
    groups: defaultdict[tuple[Count, str], list[int]] = defaultdict(list)
    for (whose, (yardstick, area, kind, start, breakdown, category)), number in known.number.items():
        if area != "all":
            areas[whose, (yardstick, "all", kind, start, breakdown, category)].append(number)
        if breakdown != "none":
            groups[(whose, (yardstick, area, kind, start, "none", "")), breakdown].append(number)
    for total, parts in [*areas.items(), *((total, parts) for (total, _), parts in groups.items())]:
        if total in known.number:
            known.equate([known.number[total]], parts)


def _months(kind: str, start: date) -> list[tuple[int, int]]:
    first = start.year * 12 + start.month - 1
    return [divmod(first + later, 12) for later in range(_LENGTH[kind])]


def _add_up_periods(known: Known) -> None:
    """Quarters and years are made of months; those that are in the same quarter and years are one variable."""
    series: defaultdict[tuple[str, str, str, str, str], list[tuple[str, date, int]]] = defaultdict(list)
    for (whose, (yardstick, area, kind, start, breakdown, category)), number in known.number.items():
        if kind in _LENGTH and not _is_stock(whose):
            series[whose, yardstick, area, breakdown, category].append((kind, start, number))
    every = {(kind, start) for periods in series.values() for kind, start, _ in periods}
    holders: defaultdict[tuple[int, int], set[tuple[str, date]]] = defaultdict(set)
    for kind, start in every:
        for month in _months(kind, start):
            holders[month].add((kind, start))
    # All quarters are published: a month of none has nothing in it.
    runs = sorted({tuple(sorted(held)) for held in holders.values() if any(kind == "quarter" for kind, _ in held)})
    known.months = [
        [date(year, month + 1, 1) for (year, month), held in sorted(holders.items()) if tuple(sorted(held)) == run]
        for run in runs
    ]
    for (whose, yardstick, area, breakdown, category), periods in series.items():
        there = {(kind, start) for kind, start, _ in periods}
        mine: dict[tuple[tuple[str, date], ...], int] = {}
        for position, run in enumerate(runs):
            if there >= set(run):
                mine[run] = known.variable(
                    (whose, (yardstick, area, f"months {position}", run[0][1], breakdown, category))
                )
        for kind, start, number in periods:
            known.equate([number], [variable for run, variable in mine.items() if (kind, start) in run])


def _is_stock(whose: str) -> bool:
    """Whether the count is of the close of a day, and so is not made up of months."""
    return whose in _STOCKS or whose.split(":")[0] in _SAME[3][1]


def _connect(known: Known) -> None:
    """Shares of one whole, what is counted among other counts, one moment by two names, and the list's balance."""
    for (whose, place), number in list(known.number.items()):
        for measures in _ADD_UP:
            if whose == _whose(measures[0]):
                shares = [
                    known.number[count] for measure in measures if (count := (_some(measure), place)) in known.number
                ]
                known.equate([number], shares)
        _connect_within(known, whose, place, number)
    _connect_groups(known)
    _connect_moments(known)
    _connect_list(known)


def _connect_within(known: Known, whose: str, place: Place, number: int) -> None:
    for name, is_all in _AMONG.get(whose, ()):
        if (name, place) in known.number:
            beside = [] if is_all else [known.variable((f"{name} but {whose}", place))]
            known.equate([known.number[name, place]], [number, *beside])


def _among() -> dict[str, list[tuple[str, bool]]]:
    """For rows that are counted among others, those others, and whether they are all of them."""
    names = {"all": _whose, "some": _some, "rest": _rest}
    found: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    for measure, part, other, among in _WITHIN:
        found[names[part](measure)].append((names[among](other), among == "rest"))
    return dict(found)


_AMONG = _among()


def _connect_groups(known: Known) -> None:
    for whole, of, breakdown, categories in _GROUPED:
        parts: defaultdict[Place, list[int]] = defaultdict(list)
        for (whose, (yardstick, area, kind, start, by, category)), number in known.number.items():
            if whose == of and by == breakdown and category in categories:
                parts[yardstick, area, kind, start, "none", ""].append(number)
        for (whose, place), number in list(known.number.items()):
            if whose == whole and place[4] == "none":
                known.equate([number], parts[place])


def _connect_moments(known: Known) -> None:
    stocks = [(count, number) for count, number in known.number.items() if _is_stock(count[0])]
    latest = max((place[3] for (_, place), _ in stocks if place[2] == "quarter"), default=None)
    for (whose, (yardstick, area, kind, _, breakdown, category)), number in stocks:
        if kind == "as_at" and latest:
            same = (whose, (yardstick, area, "quarter", latest, breakdown, category))
            known.equate([number], [known.number[same]] if same in known.number else [])


def _connect_list(known: Known) -> None:
    """The list a quarter before, with what came and less what went; a count that is nowhere is none."""
    for (whose, place), number in list(known.number.items()):
        yardstick, area, kind, start, breakdown, category = place
        if whose == "waiting" and kind == "quarter" and breakdown not in ("stage", "band"):
            year, month = divmod(start.year * 12 + start.month - 4, 12)
            before: Count = (whose, (yardstick, area, kind, date(year, month + 1, 1), breakdown, category))
            terms = [(number, -1), *([(known.number[before], 1)] if before in known.number else [])]
            flows = [((_whose(measure), place), sign) for measure, sign in _FLOWS]
            known.equations.append(
                [*terms, *((known.number[flow], sign) for flow, sign in flows if flow in known.number)]
            )


def counted(figures: pl.DataFrame) -> dict[Count, float]:
    """What the counts of a block truly are, from its exact figures."""
    found: dict[Count, float] = {}
    for row in figures.filter(pl.col("symbol") == "").iter_rows(named=True):
        measure, place = str(row["measure"]), _place(row)
        whole = float(row["value"] if row["kind"] == "count" else row["denominator"])
        found[_whose(measure), place] = whole
        if row["kind"] == "share":
            found[_some(measure), place], found[_rest(measure), place] = row["numerator"], whole - row["numerator"]
    return found
