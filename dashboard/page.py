"""What a page is, before it is drawn: where it stands, and what of the side bar it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from dashboard.context import Context


class Control(Enum):
    """One choice in the side bar."""

    AREAS = auto()
    YARDSTICK = auto()
    HEADLINE = auto()
    RUN = auto()
    BREAKDOWN = auto()
    MEASURE = auto()


EVERY_CONTROL = frozenset(Control) - {Control.MEASURE}
"""What pages of given figures have; a page of any one figure lets it be chosen as well."""


@dataclass(frozen=True)
class Page:
    """One page of the dashboard.

    Attributes:
        title: the question or the name that stands at its top.
        name: what the navigation calls it.
        path: its part of the address.
        icon: a Material symbol, as Streamlit writes it.
        group: the heading it stands under in the navigation.
        render: draws it.
        measures: those whose periods and breakdowns can be chosen: what all of them have; none where the reader
            chooses the one measure.
        controls: what can be chosen in the side bar.
        needs_records: whether it shows rows about children, so that it is there only beside exact figures.
    """

    title: str
    name: str
    path: str
    icon: str
    group: str
    render: Callable[[Context], None]
    measures: tuple[str, ...] = ()
    controls: frozenset[Control] = EVERY_CONTROL
    needs_records: bool = False
