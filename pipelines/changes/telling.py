"""What moved, told: as text with the figures beyond late data, or as rows for programs."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.cells import csv_bytes
from pipelines.changes.comparing import Changes
from pipelines.changes.note import Note
from pipelines.changes.reasons import WORDS, Reason
from pipelines.explanation.wording import day, number
from pipelines.known_names import listed
from pipelines.measures.engine import KEY
from pipelines.measures.period_names import period_name
from pipelines.measures.periods import PeriodKind

NOTHING_MOVED = "No figure of a closed period moved."


def as_csv(changes: Changes) -> str:
    """One row per figure and reason, sorted, blank for none."""
    return csv_bytes(changes.rows).decode("utf-8")


def as_json(changes: Changes) -> str:
    """The same rows as a list of objects."""
    return changes.rows.write_json()


def as_text(changes: Changes) -> str:
    """The summary, then each figure that moved beyond late data, a line for it and one for each reason."""
    return "\n".join([*summary(changes), *_figures(changes)])


def told_since(note: Note) -> tuple[str, ...]:
    """What a build says of the one before: how many figures moved and why; nothing where there was none."""
    if note.before is None:
        return ()
    if note.changes is None:
        return ("Since the build before:", f"  {note.before['remark']}")
    return ("Since the build before:", *(f"  {line}" for line in summary(note.changes)))


def summary(changes: Changes) -> Iterator[str]:
    """How many figures moved, by reason."""
    yield f"{changes.compared:,} figures of periods that were closed by {day(changes.closed_by)} were compared."
    if changes.open:
        yield f"{changes.open:,} figures of other periods moved, as they are expected to."
    if changes.measures:
        yield f"Only one of the builds has {listed(changes.measures)}."
    if not changes.figures:
        yield NOTHING_MOVED
        return
    beyond = changes.beyond_late.select(KEY).unique().height
    yield f"{changes.figures:,} figures of closed periods moved, {beyond:,} of them beyond late data:"
    yield from (f"  {figures:,} by {WORDS[reason]}" for reason, figures in changes.by_reason.items())


def _figures(changes: Changes) -> Iterator[str]:
    for rows in changes.beyond_late.partition_by(KEY, maintain_order=True):
        yield ""
        yield _figure(rows.row(0, named=True))
        for reason, detail in rows.select("reason", "detail").rows():
            yield f"  {WORDS[Reason(reason)]}" + (f": {detail}" if detail else "")


def _figure(row: dict[str, object]) -> str:
    period = period_name(PeriodKind(str(row["period_kind"])), row["period_start"])  # type: ignore[arg-type]
    group = f"{row['breakdown']}: {row['category']}" if row["category"] else ""
    place = ", ".join(filter(None, (str(row["service_area"]), str(row["yardstick"]), period, group)))
    return f"{row['measure']}, {place}: {_said(row, 'was_')} → {_said(row, '')}"


def _said(row: dict[str, object], side: str) -> str:
    """A value with the counts behind it, or the symbol in its place."""
    value, part, whole = (row[f"{side}{name}"] for name in ("value", "numerator", "denominator"))
    if not isinstance(value, float):
        return str(row[f"{side}symbol"])
    parts = [number(count) for count in (part, whole) if isinstance(count, float)]
    return f"{number(value)}" + (f" ({' of '.join(parts)})" if isinstance(whole, float) else "")
