"""The story of one referral: all that is known of it on one picture, with the table behind it."""

from __future__ import annotations

from datetime import date

import polars as pl

from dashboard import cases as asked
from dashboard import sentences
from dashboard.charts.timeline import Reach, timeline
from dashboard.sections.section import Chart, Section
from dashboard.sections.tables import file_name
from dashboard.sections.work_list import telling
from dashboard.sections.work_list.cases import Cases

HEADING = "The story of one referral"
_FILE = file_name(HEADING)

_DEFINITION = (
    "Every event of the referral that had happened by the day of the figures, and visits that are planned after it. "
    "Clocks are those of the chosen limits: a bar from the start to the stop, to the end of the referral, or to the "
    "day of the figures, and a stroke at the day that was the last on time. Pauses that overlap are drawn as one. A "
    "target's line runs from the day it was set to its review or, without one, to the day of the figures."
)


def story(cases: Cases, area: str, referral: str) -> Section:
    """The events of a referral; words alone where none is chosen, or none is of that name."""
    yardstick = cases.figures.context.selection.yardstick
    rows = asked.events(cases.figures.context.warehouse, area, referral, yardstick) if referral else pl.DataFrame()
    if rows.is_empty():
        return _without(cases, area, referral)
    told = telling.worded(rows, cases.figures)
    reach = _reach(rows, cases.figures.as_at)
    return Section(
        heading=HEADING,
        charts=(
            Chart(
                title="",
                sentence=_sentence(cases, area, referral, rows),
                figure=timeline(telling.drawn(told, cases.figures.as_at), reach),
                alt=_alt(referral, rows, reach),
            ),
        ),
        table=telling.table(told),
        download=rows,
        file_name=_FILE,
        measures=(),
        meaning=_DEFINITION,
    )


def _without(cases: Cases, area: str, referral: str) -> Section:
    if referral:
        name = sentences.literal(referral)
        words = f"{cases.figures.names[area]} has no referral {name} that was received by the day of the figures."
    else:
        words = "Choose a referral to see everything that happened to it on one picture."
    empty = pl.DataFrame()
    return Section(HEADING, (Chart(title="", sentence=words, figure=None, alt=""),), empty, empty, _FILE, ())


def _reach(rows: pl.DataFrame, as_at: date) -> Reach:
    """From the first event to the last; a pause or a due day far ahead does not stretch the picture."""
    planned = rows.get_column("begins_on").max()
    due = rows.filter(pl.col("status").is_in(["running"])).get_column("due_on").max()
    last = max(day for day in (as_at, planned, due) if isinstance(day, date))
    first = rows.get_column("begins_on").to_list()[0]
    return Reach(first, last, as_at)


def _sentence(cases: Cases, area: str, referral: str, rows: pl.DataFrame) -> str:
    days = dict(rows.filter(lane="milestone").select("event", "begins_on").rows())
    parts = [f"received on {sentences.day(days['received'])}"]
    parts += [f"support began on {sentences.day(days['started'])}"] if "started" in days else ["support has not begun"]
    parts += [f"closed on {sentences.day(days['closed'])}"] if "closed" in days else ["not closed"]
    head = f"{referral} in {cases.figures.names[area]}: {sentences.listed(parts)}."
    return f"{head} {_visits(rows)} {_clocks(rows)}"


def _visits(rows: pl.DataFrame) -> str:
    visits = rows.filter(lane="visit")
    attended = visits.filter(status="attended").get_column("begins_on").to_list()
    if not attended:
        return "No visit was attended."
    number = sentences.plural_of(len(attended), "visit was", "visits were")
    return f"{number} attended, the last on {sentences.day(attended[-1])}."


def _clocks(rows: pl.DataFrame) -> str:
    clocks = rows.filter(lane="clock")
    overdue, running = (clocks.filter(status=status).height for status in ("overdue", "running"))
    if clocks.is_empty():
        return "No clock was started by these limits."
    if not overdue and not running:
        return "No clock is open."
    told = [(overdue, "overdue"), (running, "running")]
    words = [f"{sentences.plural_of(number, 'clock', 'clocks')} {what}" for number, what in told if number]
    return f"Open now: {sentences.listed(words)}."


def _alt(referral: str, rows: pl.DataFrame, reach: Reach) -> str:
    counts = dict(rows.group_by("lane", maintain_order=True).len().rows())
    lanes = [f"{telling.LANES[lane].lower()} ({counts[lane]})" for lane in telling.LANES if lane in counts]
    days = f"from {sentences.day(reach.first)} to {sentences.day(reach.last)}"
    return (
        f"Timeline of referral {referral} {days}, with lanes for {sentences.listed(lanes)}; the table has each event."
    )
