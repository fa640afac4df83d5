"""The measures over clocks, by name: what kind each is, of which standard and on which yardsticks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.twins import periods
from tests.twins.submission import STANDARDS


@dataclass(frozen=True)
class Measure:
    """What a figure is of: ``standard`` is blank for a count over all of them."""

    name: str
    kind: str
    yardstick: str
    standard: str = ""

    @property
    def period_kinds(self) -> tuple[str, ...]:
        return ("as_at",) if self.kind == "count" else periods.KINDS


def measures() -> Iterator[Measure]:
    """The measures over clocks, once for each yardstick they are given on."""
    for yardstick in ("own", "common"):
        for name, standard in zip(
            ("first_contact", "initial_meeting", "first_targets", "reviews"), STANDARDS, strict=True
        ):
            yield Measure(f"{name}_on_time", "proportion", yardstick, standard)
            yield Measure(f"{name}_on_time_ignoring_pauses", "proportion", yardstick, standard)
        yield Measure("clocks_overdue", "count", yardstick)
        yield Measure("clocks_due_soon", "count", yardstick)
    yield Measure("reviews_held_early", "proportion", "own", "review")
    yield Measure("median_working_days_to_contact", "median", "common", "first_contact")
    yield Measure("median_working_days_to_meeting", "median", "common", "initial_meeting")
