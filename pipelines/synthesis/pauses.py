"""The spans of days on which a clock does not run; what it waits for comes later by as much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from expectations import codes
from pipelines.synthesis.draw import Draw, Whole
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.names import POSITION, coded, days, names_of
from pipelines.synthesis.parts import part

_BEGINS_WITHIN_DAYS = 3


@dataclass(frozen=True)
class Pauses:
    """One standard's pauses, of one clock each; those that last no day are none.

    Attributes:
        standard: the standard's code.
        from_on: the first day of each.
        lasts: how many days each lasts, both ends included.
        reason: as the position of its code.
    """

    standard: str
    from_on: Whole
    lasts: Whole
    reason: Whole

    @property
    def to_on(self) -> Whole:
        """The last day of each."""
        return self.from_on + self.lasts - 1

    def delayed(self, days: Whole) -> Whole:
        """The day on which what was planned for each of these days is taken up again."""
        return np.where(self.lasts > 0, np.maximum(days, self.to_on), days)


def drawn_pauses(model: AreaModel, standard: str, clock_starts_on: Whole, draw: Draw) -> Pauses:
    """For each clock a pause soon after its start, or one that lasts no day."""
    number = len(clock_starts_on)
    span = model.pause_days[standard]
    is_paused = draw.chance(model.paused[standard], number)
    lasts = draw.whole(span.least, span.most, number)
    begins = clock_starts_on + draw.whole(1, _BEGINS_WITHIN_DAYS, number)
    reason = draw.pick(model.pause_reason, names_of(codes.PAUSE_REASON), number)
    return Pauses(standard, begins, np.where(is_paused, lasts, 0), reason)


def pause_rows(pauses: Sequence[tuple[Whole, Pauses]], until: Whole) -> pl.DataFrame:
    """The pauses begun by a day with their referrals' positions, in the order of referral, standard and first day.

    Args:
        pauses: for each standard the positions of referrals and a pause of each; those that last no day are left out.
        until: per position, the day by which a pause has to have begun.
    """
    return pl.concat([_told(of, pause, until[of]) for of, pause in pauses]).sort(POSITION, "standard", "from_on")


def _told(of: Whole, pauses: Pauses, until: Whole) -> pl.DataFrame:
    is_begun = (pauses.lasts > 0) & (pauses.from_on <= until)
    begun, positions = part(pauses, is_begun), of[is_begun]
    return pl.DataFrame(
        {
            POSITION: pl.Series(positions, dtype=pl.Int64),
            "standard": pl.repeat(pauses.standard, len(positions), dtype=pl.String, eager=True),
            "from_on": days(begun.from_on),
            "to_on": days(begun.to_on),
            "reason": coded(codes.PAUSE_REASON, begun.reason),
        }
    )
