"""Makes an evidence pack of a warehouse; the same figures give the same bytes."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.choice import Period, Selection
from dashboard.context import Context
from dashboard.figures import Figures
from dashboard.pack import manifest, tidy
from dashboard.pack.archive import zipped
from dashboard.pack.background import background
from dashboard.pack.course import Course
from dashboard.pack.report import FILE as REPORT
from dashboard.pack.report import report
from dashboard.pack.scope import Scope, since
from dashboard.pack.spreadsheet import FILE as SPREADSHEET
from dashboard.pack.spreadsheet import workbook
from dashboard.relations import OWN
from dashboard.warehouse import Snapshot

_BACKGROUND, _TABLES, _WORKBOOK, _SEALING = "What stands behind", "Tables", "Spreadsheet", "Sealing"


def steps(warehouse: Snapshot, scope: Scope) -> list[str]:
    """What is told of, in this order, while a pack is made."""
    titles = [course.title for course in _courses(_figures(warehouse, scope), scope)]
    return [_BACKGROUND, *titles, _WORKBOOK, _TABLES, _SEALING]


def make(warehouse: Snapshot, scope: Scope, tell: Callable[[str], None] = lambda _: None) -> bytes:
    """The ZIP file of a pack.

    Args:
        warehouse: the file of figures: the published ones, or the exact ones, which mark the pack as internal.
        scope: what of it.
        tell: called with each of ``steps`` as it begins.
    """
    made = files(warehouse, scope, tell)
    tell(_SEALING)
    return zipped(manifest.sealed(warehouse, scope, made))


def files(warehouse: Snapshot, scope: Scope, tell: Callable[[str], None] = lambda _: None) -> dict[str, bytes]:
    """The files of a pack by their names, but for its manifest and seal; arguments as of ``make``."""
    tell(_BACKGROUND)
    figures = _figures(warehouse, scope)
    parts = background(figures.context, since(warehouse, scope))
    courses = _courses(figures, scope)
    made = {REPORT: report(figures, courses, parts, tell)}
    tell(_WORKBOOK)
    made |= {SPREADSHEET: workbook(figures, courses, parts)}
    tell(_TABLES)
    return made | tidy.files(warehouse, scope)


def _figures(warehouse: Snapshot, scope: Scope) -> Figures:
    return Figures(Context(warehouse, Selection(scope.areas, OWN, Period("as_at", warehouse.build["as_at"]), ())))


def _courses(figures: Figures, scope: Scope) -> list[Course]:
    return [Course(measure, figures, scope) for measure in figures.cards]
