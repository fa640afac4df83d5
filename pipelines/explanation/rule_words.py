"""What a dated rule says, in words."""

from __future__ import annotations

from pipelines.explanation.asking import Row

_WORDED = {"working_days": "working days", "calendar_days": "days"}
_LEAVING = {
    "birthday": "on the {years} birthday",
    "start_of_term_after_birthday": "at the start of the term after the {years} birthday",
    "end_of_term_after_birthday": "at the end of the term after the {years} birthday",
    "two_terms_before_school": "two terms before starting school",
}
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_ANYBODY = "everyone may be referred"


def rule_words(rule: Row) -> str:
    """What a rule says, such as ``within 5 working days`` or ``a visit every 2 weeks``.

    Args:
        rule: a row of ``standard``, ``visit_rule``, ``leaving_rule`` or ``eligibility``.
    """
    if "unit" in rule:
        return _limit(rule)
    if "every_weeks" in rule:
        return _visits(rule)
    if "rule" in rule:
        return f"a child leaves {_LEAVING[rule['rule']].format(years=_ORDINALS[rule['years'] or 0])}"
    return _criteria(rule)


def _limit(rule: Row) -> str:
    unit = str(_WORDED.get(rule["unit"], rule["unit"]))
    unit = unit.removesuffix("s") if rule["within"] == 1 else unit
    early = f", not before {rule['not_before']} {unit}" if rule["not_before"] else ""
    visits = f", and by visit {rule['within_visits']}" if rule["within_visits"] else ""
    return f"within {rule['within']} {unit}{visits}{early}"


def _visits(rule: Row) -> str:
    weeks, minutes = rule["every_weeks"], rule["typical_minutes"]
    often = f"a visit every {_many(weeks, 'week')}".replace(" 1 ", " ") if weeks else "how often is not published"
    long = f"{_many(minutes, 'minute')} at home" if minutes else "how long is not published"
    return f"{often}; {long}"


def _criteria(rule: Row) -> str:
    """Who may be referred, by one of the ways to meet the criteria."""
    age, delay, low = rule["max_age_months"], rule["min_delay_areas"], rule["min_asq_low_areas"]
    parts = (
        f"at most {_many(age, 'completed month')} old when received" if age else "",
        "received before the leaving date" if rule["before_leaving"] else "",
        f"a significant delay in {_many(delay, 'area')} of development" if delay else "",
        f"a low ASQ score in {_many(low, 'area')} of development" if low else "",
        "a significant sensory loss" if rule["has_sensory_loss"] else "",
        "a diagnosed condition" if rule["has_diagnosis"] else "",
    )
    words = " and ".join(filter(None, parts)) or _ANYBODY
    return f"or {words}" if rule["alternative"] > 1 else words


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
