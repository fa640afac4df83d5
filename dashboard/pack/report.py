"""The report of a pack: one page that needs nothing else, to be read, heard and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from dashboard import sentences
from dashboard.figures import Figures
from dashboard.limits import Limit
from dashboard.pack.background import Part
from dashboard.pack.course import Course
from dashboard.relations import COMMON, OWN
from dashboard.sections.definitions import wording
from dashboard.sections.quality.bearing import bearing

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
    build = figures.context.warehouse.build
    page = _template().render(
        build=build,
        as_at=sentences.day(build["as_at"]),
        is_internal=figures.context.warehouse.is_exact,
        areas=sentences.listed([figures.names[area] for area in figures.context.selection.areas]),
        quarters=quarters(courses[0]),
        themes=themes,
        parts=parts,
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


def quarters(course: Course) -> str:
    """The quarters that a pack is about, in words."""
    scope = course.scope
    first, last = (sentences.period("quarter", day) if day else "" for day in (scope.first, scope.last))
    if first and last:
        return first if first == last else f"{first} up to {last}"
    return f"from {first} on" if first else f"up to {last}" if last else "all that there are"


def _measure(course: Course, needs: list[dict[str, Any]]) -> dict[str, Any]:
    """What the page shows of one measure; figures only where there are any in its quarters."""
    figures = course.figures
    told = {
        "card": figures.cards[course.measure],
        "limits": list(_limits(course)),
        "needs": [need for need in needs if need["measure"] == course.measure],
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
