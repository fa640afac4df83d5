"""What is wrong with a service area's file, in one sentence: the key, what it has to be, the nearest known name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pipelines.rules.rule import (
    Closure,
    Condition,
    Eligibility,
    Leaving,
    LeavingRule,
    Standard,
    StandardName,
    Statement,
    Unit,
    Visits,
)
from pipelines.rules.service_area import ServiceArea

Place = tuple[int | str, ...]

_TOLD_TOGETHER = 4
"""More faults than these in one sentence are not read."""

_TABLES: dict[tuple[str, ...], type[BaseModel]] = {
    (): ServiceArea,
    ("standard",): Standard,
    ("eligibility",): Eligibility,
    ("eligibility", "any_of"): Condition,
    ("visits",): Visits,
    ("leaving",): Leaving,
    ("closure",): Closure,
    ("statement",): Statement,
}
_NAMES: dict[str, Iterable[str]] = {"id": StandardName, "unit": Unit, "rule": LeavingRule}
_HAS_TO_BE = {
    "int_type": "has to be a whole number, without quotes",
    "date_type": "has to be a date, year-month-day without quotes or a time",
    "string_type": "has to be text in quotes",
    "string_too_short": "is blank",
    "bool_type": "has to be true or false, without quotes",
    "tuple_type": "has to be a list of tables",
    "model_type": "has to be a table",
    "too_short": "is empty; give a table in it or leave it out",
}


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like the one given; there is always one, however far."""
    return get_close_matches(name, list(known), n=1, cutoff=0.0)[0]


def sentence(wrong: ValidationError) -> str:
    """All faults of one file as one sentence, without its full stop; beyond a few, only how many more."""
    faults = [_fault(error) for error in wrong.errors(include_url=False)]
    more = len(faults) - _TOLD_TOGETHER
    told = faults[:_TOLD_TOGETHER] + ([f"and {more} more"] if more > 0 else [])
    return "; ".join(told)


def _fault(error: ErrorDetails) -> str:
    place = error["loc"]
    if not place:
        return _what(error)
    if error["type"] == "tuple_type" and len(place) == 1:
        return f"'{place[0]}' has to be written [[{place[0]}]]"
    if isinstance(place[-1], int):
        return f"{_table(place)}: {_what(error)}"
    where = f"{_table(place[:-1])}: " if len(place) > 1 else ""
    return f"{where}'{place[-1]}' {_what(error)}"


def _table(place: Place) -> str:
    """A table as the file's reader finds it, such as ``[[standard]] 2``: numbered as they stand, from 1."""
    name, number, *inside = place
    outer = f"[[{name}]] {int(number) + 1}"
    return f"{outer}, 'any_of' table {int(inside[1]) + 1}" if inside[1:] else outer


def _what(error: ErrorDetails) -> str:
    kind = error["type"]
    if kind == "missing":
        return "is missing"
    if kind == "rule":
        return error["msg"]
    if kind in ("extra_forbidden", "enum"):
        return _unknown(error)
    if kind in ("greater_than_equal", "less_than_equal"):
        return _out_of_bounds(error)
    return _HAS_TO_BE.get(kind, "cannot be used")


def _unknown(error: ErrorDetails) -> str:
    key = str(error["loc"][-1])
    if error["type"] == "enum":
        given = str(error["input"])
        return f"'{given}' is not known; the nearest known is '{nearest(given, _NAMES[key])}'"
    return f"is not a known key; the nearest known is '{nearest(key, _keys(error['loc'][:-1]))}'"


def _keys(place: Place) -> list[str]:
    table = _TABLES[tuple(part for part in place if isinstance(part, str))]
    return [field.alias or name for name, field in table.model_fields.items()]


def _out_of_bounds(error: ErrorDetails) -> str:
    bounds = error["ctx"]
    return f"has to be {bounds['ge']} or more" if "ge" in bounds else f"has to be {bounds['le']} or less"
