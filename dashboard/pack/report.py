"""The report of a pack: one page that needs nothing else, to be read, heard and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from dashboard import deliveries, relations, sentences
from dashboard.figures import Figures
from dashboard.limits import Limit
from dashboard.pack import standing
from dashboard.pack.background import Part
from dashboard.pack.course import Course
from dashboard.relations import COMMON, OWN
from dashboard.sections.definitions import wording
from dashboard.sections.quality.bearing import NOTHING, bearing

FILE = "report.html"
_HERE = Path(__file__).parent


def report(figures: Figures, courses: list[Course], parts: tuple[Part, ...], tell: Callable[[str], None]) -> bytes:
    """The page, in UTF-8.

    Args:
        figures: of the pack.
        courses: each measure of the pack, in their order.
        parts: what stands behind the figures.
        tell: called with each measure's title before it is drawn.
    """
    themes: dict[str, list[dict[str, Any]]] = {}
    needs = list(bearing(figures.context).download.iter_rows(named=True))
    for course in courses:
        tell(course.title)
        themes.setdefault(figures.cards[course.measure]["theme"], []).append(_measure(course, needs))
    warehouse = figures.context.warehouse
    page = _template().render(
        build=warehouse.build,
        title=standing.title(warehouse),
        standing=standing.standing(warehouse),
        is_internal=warehouse.is_exact,
        areas=standing.areas(figures),
        quarters=standing.quarters(courses[0].scope),
        themes=themes,
        parts=parts,
        nothing=NOTHING,
        style=Markup((_HERE / "report.css").read_text(encoding="utf-8")),
    )
    return page.encode()


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(_HERE)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template(FILE)


def _measure(course: Course, needs: list[dict[str, Any]]) -> dict[str, Any]:
    """What the page shows of one measure; figures only where there are any in its quarters."""
    figures = course.figures
    told: dict[str, Any] = {
        "card": figures.cards[course.measure],
        "limits": list(_limits(course)),
        "needs": [need for need in needs if need["measure"] == course.measure],
        "made_of": list(_made_of(course)),
        "sentences": [],
        "grids": [],
        "picture": Markup(),
        "reasons": "",
    }
    if course.periods:
        told |= {
            "sentences": course.sentences,
            "picture": Markup(course.picture),
            "grids": course.grids,
            "reasons": course.reasons,
        }
    return told


def _made_of(course: Course) -> Iterator[tuple[str, str]]:
    """The files that a measure rests on, in words and by their SHA-256: its definition, and what was delivered."""
    warehouse = course.figures.context.warehouse
    own = relations.rule_files(warehouse).filter(kind="measure", name=f"{course.measure}.toml")
    yield from (("Definition", row["sha256"]) for row in own.to_dicts())
    rests_on = deliveries.needs(warehouse).filter(measure=course.measure)
    titles = dict(rests_on.select("extract", "title").rows())
    for row in relations.submission_files(warehouse).to_dicts():
        if row["extract"] in titles:
            yield f"{titles[row['extract']]}, file {row['number']} of submission {row['submission'] + 1}", row["sha256"]


def _limits(course: Course) -> Iterator[tuple[str, str, str, str]]:
    """Whose limit behind a measure it is, the limit, when it is in force, and its source."""
    figures, standard = course.figures, course.figures.standard_of.get(course.measure, "")
    if not standard:
        return
    for area in figures.single_areas:
        history = figures.limits.history(area, standard, OWN)
        yield from (_limit(figures.names[area], one) for one in history)
        if not history:
            yield figures.names[area], sentences.capitalised(sentences.NO_LIMIT), "", ""
    yield from (_limit(wording.COMMON_NAME, one) for one in figures.limits.history(COMMON, standard, COMMON))


def _limit(holder: str, limit: Limit) -> tuple[str, str, str, str]:
    words = sentences.capitalised(limit.words)
    return holder, words, sentences.capitalised(wording.in_force(limit.from_on, limit.until_on)), limit.source
