"""Who waits, how long, and does the list grow?"""

from __future__ import annotations

from dashboard import show
from dashboard.context import Context
from dashboard.measures import ACCESS, MOVES, WAITING, WAITING_LONG
from dashboard.page import Control, Page
from dashboard.sections.waiting_list.access import access_by_group, age_at_referral, referred_and_accepted
from dashboard.sections.waiting_list.demand import demand_and_capacity
from dashboard.sections.waiting_list.size import size_of_the_list
from dashboard.sections.waiting_list.waits import (
    chance_of_starting,
    chances_by_group,
    waiting_long,
    waits_by_group,
    waits_so_far,
)
from dashboard.sections.waiting_list.who import becoming_too_old, who_waits_how_long

SECTIONS = (
    size_of_the_list,
    who_waits_how_long,
    waits_so_far,
    waiting_long,
    waits_by_group,
    chance_of_starting,
    chances_by_group,
    demand_and_capacity,
    becoming_too_old,
    referred_and_accepted,
    age_at_referral,
    access_by_group,
)


def render(context: Context) -> None:
    """Draw the page: the list and what moves it, who waits and how long, what it would take, and who is accepted."""
    show.title(context, PAGE.title)
    show.sections(context, SECTIONS)


PAGE = Page(
    title="Who waits, how long, and does the list grow?",
    name="Waiting list",
    path="waiting-list",
    icon=":material/hourglass_top:",
    group="Figures",
    render=render,
    measures=(WAITING, *WAITING_LONG, *MOVES, *ACCESS),
    controls=frozenset({Control.AREAS, Control.RUN, Control.BREAKDOWN}),
)
