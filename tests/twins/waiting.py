"""The waiting list, looked through referral by referral at the close of every snapshot's day."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from tests.twins import counting, criteria, incidence
from tests.twins.clocks import after, end
from tests.twins.counting import Item, PlainMeasure
from tests.twins.figures import BREAKDOWNS, Figure
from tests.twins.periods import KINDS, SNAPSHOT_KINDS
from tests.twins.submission import Cells, Rules, Submission

BY_STAGE = (*BREAKDOWNS, "stage")
DAYS_OF_12_WEEKS, DAYS_OF_18_WEEKS, DAYS_OF_26_WEEKS = 84, 126, 182
LAST_DAYS = ((7, "0-7"), (14, "8-14"), (28, "15-28"), (84, "29-84"), (126, "85-126"), (364, "127-364"))
COHORT_MONTHS = 24


def _listed(name: str, kind: str, quantile: Fraction | None = None, *further: str) -> PlainMeasure:
    return PlainMeasure(name, kind, SNAPSHOT_KINDS, (*BY_STAGE, *further), is_snapshot=True, quantile=quantile)


ON_THE_LIST = (
    _listed("children_waiting", "count", None, "band"),
    _listed("median_wait_days", "median"),
    _listed("longest_wait_days", "quantile", Fraction(1)),
    _listed("p92_wait_days", "quantile", Fraction(92, 100)),
    _listed("waiting_over_12_weeks", "proportion"),
    _listed("waiting_over_18_weeks", "proportion"),
)
SUPPORTED = PlainMeasure("children_supported", "count", SNAPSHOT_KINDS, is_snapshot=True)
MOVES = (
    PlainMeasure("referrals_received", "count", KINDS),
    PlainMeasure("waits_started", "count", KINDS),
    PlainMeasure("waits_ended", "count", KINDS),
    PlainMeasure("median_wait_of_started_days", "median", KINDS),
)
STARTED_WITHIN = (
    PlainMeasure("started_within_12_weeks", "probability", ("as_at",), horizon=DAYS_OF_12_WEEKS),
    PlainMeasure("started_within_18_weeks", "probability", ("as_at",), horizon=DAYS_OF_18_WEEKS),
    PlainMeasure("started_within_26_weeks", "probability", ("as_at",), horizon=DAYS_OF_26_WEEKS),
)
AGEING_OUT = PlainMeasure("ageing_out_while_waiting", "count", ("as_at",), BY_STAGE)
MEASURES = (*ON_THE_LIST, SUPPORTED, *MOVES, *STARTED_WITHIN, AGEING_OUT)


def figures(rules: Rules, submission: Submission, only: str = "") -> list[Figure]:
    """Every figure of these measures, or of one of them."""
    asked = [measure for measure in MEASURES if only in ("", measure.name)]
    return [figure for measure in asked for figure in _of_measure(rules, submission, measure)]


def _of_measure(rules: Rules, submission: Submission, measure: PlainMeasure) -> list[Figure]:
    def has_rule(area: str) -> bool:
        return measure is not AGEING_OUT or rules.leaving_on(area, submission.as_at) is not None

    areas, referrals = submission.areas(), submission.referrals()
    items = [item for row in referrals for item in _items(rules, submission, measure, row)]
    standing = counting.standing(areas, lambda area: submission.supplies(area, "referrals"), has_rule)
    return counting.tabulate(measure, items, areas, standing, counting.first_received(referrals), submission.as_at)


def _items(rules: Rules, submission: Submission, measure: PlainMeasure, referral: Cells) -> Iterator[Item]:
    as_at = submission.as_at
    if measure in ON_THE_LIST:
        yield from _on_the_list(measure, referral, as_at)
    elif measure is SUPPORTED:
        yield from _at_snapshots(referral, as_at, is_supported)
    elif measure in STARTED_WITHIN:
        yield from _followed(referral, as_at)
    elif measure is AGEING_OUT:
        if is_waiting(referral, as_at) and _ages_out(rules, referral, as_at):
            yield _item(referral, as_at, stage=stage(referral, as_at))
    else:
        yield from _moves(measure.name, referral, as_at)


def _item(referral: Cells, counts_on: date, amount: int = 1, **further: str) -> Item:
    return Item(referral["service_area"], counts_on, counting.categories(referral, **further), amount)


def snapshots(first: date, as_at: date) -> list[date]:
    """The last day of each month from that of ``first`` on, and ``as_at``."""
    days = (first + timedelta(days=n) for n in range((as_at - first).days + 1))
    return [day for day in days if day == as_at or day.day == calendar.monthrange(day.year, day.month)[1]]


def _at_snapshots(referral: Cells, as_at: date, shows: Callable[[Cells, date], bool]) -> Iterator[Item]:
    for day in snapshots(referral["received_on"], as_at):
        if shows(referral, day):
            yield _item(referral, day)


def _on_the_list(measure: PlainMeasure, referral: Cells, as_at: date) -> Iterator[Item]:
    for day in snapshots(referral["received_on"], as_at):
        if is_waiting(referral, day):
            wait = (day - referral["received_on"]).days
            amount = {
                "children_waiting": 1,
                "waiting_over_12_weeks": int(wait > DAYS_OF_12_WEEKS),
                "waiting_over_18_weeks": int(wait > DAYS_OF_18_WEEKS),
            }.get(measure.name, wait)
            yield _item(referral, day, amount, stage=stage(referral, day), band=band(wait))


def started_by(referral: Cells, day: date) -> date | None:
    """The day support began, None where it had not; a start later than the end is none."""
    started_on: date | None = referral.get("started_on")
    if started_on is None or started_on > day:
        return None
    ended_on = end(referral, day)
    return None if ended_on is not None and started_on > ended_on else started_on


def is_waiting(referral: Cells, day: date) -> bool:
    """Whether a referral is on the list at the close of a day."""
    return referral["received_on"] <= day and started_by(referral, day) is None and end(referral, day) is None


def is_supported(referral: Cells, day: date) -> bool:
    """Whether regular support had begun and not ended by the close of a day."""
    return started_by(referral, day) is not None and end(referral, day) is None


def stage(referral: Cells, day: date) -> str:
    """What a waiting referral waits for at the close of a day."""
    contact_on, meeting_on = referral.get("first_contact_on"), referral.get("initial_meeting_on")
    has_contact = contact_on is not None and contact_on <= day
    has_meeting = meeting_on is not None and meeting_on <= day
    if not has_contact and not has_meeting:
        return "first_contact"
    return "start" if has_meeting else "initial_meeting"


def band(wait: int) -> str:
    """The band of a wait in days."""
    return next((name for last, name in LAST_DAYS if wait <= last), "365+")


def _moves(name: str, referral: Cells, as_at: date) -> Iterator[Item]:
    received_on, started_on, ended_on = referral["received_on"], started_by(referral, as_at), end(referral, as_at)
    if name == "referrals_received":
        yield _item(referral, received_on)
    elif name == "waits_started" and started_on is not None:
        yield _item(referral, started_on)
    elif name == "median_wait_of_started_days" and started_on is not None:
        yield _item(referral, started_on, (started_on - received_on).days)
    elif name == "waits_ended" and started_on is None and ended_on is not None:
        yield _item(referral, ended_on)


def _followed(referral: Cells, as_at: date) -> Iterator[Item]:
    received_on, started_on, ended_on = referral["received_on"], started_by(referral, as_at), end(referral, as_at)
    if received_on <= after_months(as_at, -COHORT_MONTHS):
        return
    event = incidence.STARTED if started_on else incidence.ENDED if ended_on else incidence.CENSORED
    days = ((started_on or ended_on or as_at) - received_on).days
    yield Item(referral["service_area"], as_at, counting.categories(referral), days, event=event)


def after_months(day: date, months: int) -> date:
    """So many calendar months later, or earlier: the same day of the month, or its last."""
    return after(Rules((), (), frozenset()), "", day, months, "months")


def _ages_out(rules: Rules, referral: Cells, as_at: date) -> bool:
    rule, born_on = rules.leaving_on(referral["service_area"], as_at), referral.get("birth_month")
    if rule is None or born_on is None:
        return False
    return criteria.leaving_date(rule, born_on) <= as_at + timedelta(days=DAYS_OF_12_WEEKS)
