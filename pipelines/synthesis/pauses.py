"""The spans of days on which a clock does not run; what it waits for comes later by as much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.synthesis.draw import Draw
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.rows import Row

_BEGINS_WITHIN_DAYS = 3


@dataclass(frozen=True)
class Pause:
    """A pause of one standard's clock; one that lasts no day is none.

    Attributes:
        lasts: how many days it lasts, both ends included.
    """

    standard: str
    from_on: date
    lasts: int
    reason: str

    @property
    def to_on(self) -> date:
        """The last day of the pause."""
        return self.from_on + timedelta(days=self.lasts - 1)

    def delayed(self, day: date) -> date:
        """The day on which something planned for ``day`` is taken up again."""
        return max(day, self.to_on) if self.lasts else day


def maybe_pause(model: AreaModel, standard: str, clock_starts_on: date, draw: Draw) -> Pause:
    """A pause soon after a clock's start, or one that lasts no day."""
    is_paused = draw.chance(model.paused[standard])
    span = model.pause_days[standard]
    lasts = draw.whole(span.least, span.most) if is_paused else 0
    begins = clock_starts_on + timedelta(days=draw.whole(1, _BEGINS_WITHIN_DAYS))
    return Pause(standard, begins, lasts, draw.pick(model.pause_reason))


def pause_rows(names: Row, pauses: list[Pause], until: date) -> list[Row]:
    """The pauses begun by a day, in the order of standard and first day."""
    begun = sorted(
        (pause for pause in pauses if pause.from_on <= until), key=lambda pause: (pause.standard, pause.from_on)
    )
    return [
        {
            **names,
            "standard": pause.standard,
            "from_on": pause.from_on,
            "to_on": pause.to_on,
            "reason": pause.reason,
        }
        for pause in begun
    ]
