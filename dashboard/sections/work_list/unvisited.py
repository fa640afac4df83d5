"""Supported children who have gone without a visit for too many weeks of term."""

from __future__ import annotations

import polars as pl

from dashboard import sentences
from dashboard.sections.section import Section
from dashboard.sections.work_list import wording
from dashboard.sections.work_list.cases import Cases
from dashboard.sections.work_list.listing import listing

HEADING = "Not visited for weeks of term"


def unvisited(cases: Cases) -> Section:
    """The list, the longest without a visit first, for the chosen areas and filters."""
    rows = cases.kept(cases.unvisited)
    return listing(HEADING, _sentence(cases, rows), _table(cases, rows), rows, meaning=_definition(cases))


def _table(cases: Cases, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        pl.col("term_weeks").alias("Term weeks without a visit"),
        pl.col("referral_id").alias("Referral"),
        wording.short_day("last_visit_on", wording.NEVER).alias("Last attended visit"),
        wording.worker().alias("Worker"),
        wording.worded("priority", cases.priorities).alias("Priority"),
        pl.col("area").alias("Service area"),
        pl.col("started_on").alias("Support began"),
    )


def _sentence(cases: Cases, rows: pl.DataFrame) -> str:
    supported = int(cases.kept(cases.supported).get_column("referrals").sum())
    weeks = f"for more than {cases.most_weeks} term weeks"
    among = " among the cases that the filters leave" if cases.is_narrowed else ""
    if supported == 0:
        return f"No child is supported in {cases.place}{among}."
    told = sentences.plural_of(supported, "child", "children")
    if rows.is_empty():
        return f"None of {told} supported in {cases.place}{among} has gone without an attended visit {weeks}."
    number = sentences.number(rows.height)
    has = "has" if rows.height == 1 else "have"
    return f"{number} of {told} supported in {cases.place}{among} {has} gone without an attended visit {weeks}."


def _definition(cases: Cases) -> str:
    return (
        f"Referrals that had started and not ended by the close of {sentences.day(cases.figures.as_at)}, and for which "
        f"more than {cases.most_weeks} term weeks have gone by without an attended visit. A week counts if it is one "
        "of term, was one of support from its Monday on, is over, and began after the last attended visit; for a child "
        "who was never visited, all weeks of support count. Weeks of term are those of the area's own term dates or, "
        "where it delivered none, of an illustrative calendar. The worker is that of the last attended visit; of "
        "several on one day the last by identifier."
    )
