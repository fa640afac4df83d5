"""Who is referred, and who is accepted."""

from __future__ import annotations

from dashboard.choice import latest_12_months
from dashboard.figures import Figures
from dashboard.measures import ACCESS, AGE_AT_REFERRAL
from dashboard.sections.course import course
from dashboard.sections.groups import by_group
from dashboard.sections.runs import runs
from dashboard.sections.section import Section
from dashboard.sections.waiting_list import rules_behind


def referred_and_accepted(figures: Figures) -> Section:
    """The shares accepted, within the criteria, of unknown criteria and with consent, of 12 months and over time."""
    period, criteria = latest_12_months(figures.as_at), rules_behind.criteria(figures)
    return course(figures, ACCESS, "Who is referred and accepted", period, criteria)


def age_at_referral(figures: Figures) -> Section:
    """How old children typically are at their referral, over time."""
    return runs(figures, (AGE_AT_REFERRAL,), figures.titles[AGE_AT_REFERRAL])


def access_by_group(figures: Figures) -> Section | None:
    """Who is accepted, by the groups of the chosen breakdown, of the last 12 months."""
    period = latest_12_months(figures.as_at)
    return by_group(figures, (ACCESS[0], ACCESS[1], ACCESS[-1]), period=period, about="Referred and accepted")
