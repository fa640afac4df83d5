"""Tables drawn as text, so that a test can be read as the contract it checks."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from expectations import EXTRACTS
from expectations.extract import Column, ColumnType, Extract
from tests.twins.submission import Cells, EligibilityRule, LeavingRule, Standard, VisitRule

DEFAULT_AREA = "cornwall"
_ALWAYS = date(2000, 1, 1)
_TRUTH = {"true": True, "false": False}
_CONTRACT = {extract.name: extract for extract in EXTRACTS}


def table(text: str) -> list[dict[str, str]]:
    """The rows of a drawn table: a heading line, then one line per row, cells parted by ``|``."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def extract_rows(name: str, text: str) -> list[Cells]:
    """Accepted rows of an extract; columns that are not drawn are blank, but for the area and the identifiers."""
    extract = _CONTRACT[name]
    return [_row(extract, number, cells) for number, cells in enumerate(table(text), start=1)]


def _row(extract: Extract, number: int, cells: dict[str, str]) -> Cells:
    drawn = {"service_area": DEFAULT_AREA, "referral_id": "1", **cells}
    row = {column.name: _typed(column, drawn.get(column.name, "")) for column in extract.columns}
    own_key = extract.key[-1] if extract.key else ""
    if own_key and own_key not in cells:
        row[own_key] = str(number)
    if "child_id" in row and row["child_id"] is None:
        row["child_id"] = f"child {number}"
    return row


def _typed(column: Column, cell: str) -> object:
    if cell == "":
        return None
    if column.type in (ColumnType.DATE, ColumnType.MONTH):
        return date.fromisoformat(cell)
    if column.type is ColumnType.BOOLEAN:
        return _TRUTH[cell]
    if column.type is ColumnType.NUMBER:
        return float(cell)
    return int(cell) if column.type is ColumnType.INTEGER else cell


def standards(text: str) -> tuple[Standard, ...]:
    """Entries of standards' histories; an entry without a ``from`` was always in force."""
    return tuple(_standard(cells) for cells in table(text))


def _standard(cells: dict[str, str]) -> Standard:
    keeper, from_on = _kept(cells)
    limits = _number(cells, "within_visits"), _number(cells, "not_before")
    return Standard(keeper, cells["standard"], int(cells["within"]), cells["unit"], from_on, *limits)


def visit_rules(text: str) -> tuple[VisitRule, ...]:
    """Entries of visits' histories."""
    names = ("every_weeks", "typical_minutes")
    return tuple(VisitRule(*_kept(cells), *(_number(cells, name) for name in names)) for cells in table(text))


def leaving_rules(text: str) -> tuple[LeavingRule, ...]:
    """Entries of leaving rules' histories."""
    return tuple(LeavingRule(*_kept(cells), cells["rule"], _number(cells, "years")) for cells in table(text))


def eligibility_rules(text: str) -> tuple[EligibilityRule, ...]:
    """Entries of criteria's histories; ``any_of`` is drawn as ``min_delay_areas=1, has_diagnosis=true; ...``."""
    return tuple(
        EligibilityRule(
            *_kept(cells),
            _number(cells, "max_age_months"),
            _TRUTH[cells.get("before_leaving") or "false"],
            tuple(_conditions(part) for part in cells.get("any_of", "").split(";") if part.strip()),
        )
        for cells in table(text)
    )


def _conditions(drawn: str) -> dict[str, Any]:
    pairs = [pair.strip().split("=") for pair in drawn.split(",")]
    return {key: _TRUTH[value] if value in _TRUTH else int(value) for key, value in pairs}


def _kept(cells: dict[str, str]) -> tuple[str, date]:
    """Whose entry it is, and from when."""
    from_on = date.fromisoformat(cells["from"]) if cells.get("from") else _ALWAYS
    return cells.get("service_area", DEFAULT_AREA), from_on


def _number(cells: dict[str, str], name: str) -> int | None:
    return int(cells[name]) if cells.get(name) else None


def expected(text: str) -> list[dict[str, str]]:
    """A drawn answer; a cell such as ``2/3`` is that number."""
    return [{name: _fraction(cell) for name, cell in row.items()} for row in table(text)]


def _fraction(cell: str) -> str:
    return shown(float(Fraction(cell))) if "/" in cell else cell


def shown(value: object) -> str:
    """A found value as it would be drawn: numbers to twelve digits, which is all but the last few bits."""
    if value is None:
        return ""
    return f"{value:.12g}" if isinstance(value, float) else str(value)
