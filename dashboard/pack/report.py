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
from dashboard.pack import standing
from dashboard.pack.background import Part
from dashboard.pack.course import Course
from dashboard.sections.definitions.behind import rules_behind
from dashboard.sections.quality import wording
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
        "rules": _rules(course),
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
            file = f"{titles[row['extract']]}, file {row['number']} of submission {row['submission'] + 1}"
            yield file, wording.digest(row)


def _rules(course: Course) -> list[tuple[str, str, str, str]]:
    """Whose rule behind a measure it is, and of what where there are several; the rule, when in force, its source."""
    found = list(rules_behind(course.figures, [course.measure]))
    is_one = len({rule.kind for rule in found}) == 1
    whose = [one.holder if is_one else f"{one.holder}, {sentences.uncapitalised(one.kind)}" for one in found]
    return [(who, one.words, one.in_force, one.source) for who, one in zip(whose, found, strict=True)]
