"""Words for the rules of service areas."""

from __future__ import annotations

from datetime import date
from typing import Any

from dashboard import relations, sentences
from dashboard.context import Context

COMMON_NAME = "Common limits"
_LEAVING = {
    "birthday": "On the {years} birthday",
    "start_of_term_after_birthday": "At the start of the term after the {years} birthday",
    "end_of_term_after_birthday": "At the end of the term after the {years} birthday",
    "two_terms_before_school": "Two terms before starting school",
}
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh")


def holders(context: Context) -> dict[str, str]:
    """The names, by code, of the chosen areas whose rules are shown, and of what is common to all."""
    chosen = context.selection.areas
    names = relations.areas(context.warehouse)
    areas = {code: name for code, name in names.items() if code != relations.ALL_AREAS}
    kept = {code: name for code, name in areas.items() if code in chosen or relations.ALL_AREAS in chosen}
    return {**kept, relations.COMMON: COMMON_NAME}


def in_force(from_on: date, until_on: date | None) -> str:
    """The days on which a rule is in force, such as ``from 1 April 2024 to 31 March 2025``."""
    return f"from {sentences.day(from_on)}" + (f" to {sentences.day(until_on)}" if until_on else "")


def leaving(row: dict[str, Any]) -> str:
    """When a child is too old for a service."""
    return _LEAVING[row["rule"]].format(years=_ORDINALS[row["years"] or 0])


def visits(row: dict[str, Any]) -> str:
    """How often and how long a family is visited."""
    weeks, minutes = row["every_weeks"], row["typical_minutes"]
    often = f"every {weeks} weeks" if weeks and weeks > 1 else "every week" if weeks else "how often is not published"
    long = f"{minutes} minutes at home" if minutes else "how long is not published"
    return sentences.capitalised(f"{often}; {long}")


def criteria(rows: list[dict[str, Any]]) -> str:
    """Who may be referred, from the alternatives of one rule."""
    first = rows[0]
    age = f"at most {first['max_age_months']} completed months old when received" if first["max_age_months"] else ""
    leaves = "received before the leaving date" if first["before_leaving"] else ""
    ways = [_alternative(row) for row in rows]
    need = f"with {' or '.join(way for way in ways if way)}" if any(ways) else ""
    told = "; ".join(part for part in (age, leaves, need) if part)
    return sentences.capitalised(told) or "Everyone may be referred"


def _alternative(row: dict[str, Any]) -> str:
    delay, low = row["min_delay_areas"], row["min_asq_low_areas"]
    parts = [
        f"a significant delay in {_areas(delay)}" if delay else "",
        f"an ASQ score of 15 or below in {_areas(low)}" if low else "",
        "a significant sensory loss" if row["has_sensory_loss"] else "",
        "a diagnosed condition" if row["has_diagnosis"] else "",
    ]
    return sentences.listed([part for part in parts if part])


def _areas(number: int) -> str:
    return "one area of development" if number == 1 else f"{number} areas of development"
