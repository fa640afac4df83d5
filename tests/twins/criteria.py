"""Leaving dates, ages and criteria, each spelled out for one child; ``None`` is what cannot be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tests.twins.submission import Cells, EligibilityRule, LeavingRule, Rules

Told = bool | None
SCHOOL_AGE = 4


def leaving_date(rule: LeavingRule, born_on: date) -> date:
    """The day on which a child is too old, by one rule."""
    if rule.rule == "two_terms_before_school":
        starts_school_on = date(born_on.year + SCHOOL_AGE, 9, 1)
        if not starts_school_on > _birthday(born_on, SCHOOL_AGE):
            starts_school_on = date(born_on.year + SCHOOL_AGE + 1, 9, 1)
        return date(starts_school_on.year, 1, 1)
    assert rule.years is not None
    birthday = _birthday(born_on, rule.years)
    return {
        "birthday": birthday,
        "start_of_term_after_birthday": next_term_starts_on(birthday),
        "end_of_term_after_birthday": term_ends_on(next_term_starts_on(birthday)),
    }[rule.rule]


def _birthday(born_on: date, years: int) -> date:
    return date(born_on.year + years, born_on.month, 1)


def next_term_starts_on(birthday: date) -> date:
    """The first day of the statutory term that follows a birthday."""
    if birthday.month in (9, 10, 11, 12):
        return date(birthday.year + 1, 1, 1)
    return date(birthday.year, 4, 1) if birthday.month in (1, 2, 3) else date(birthday.year, 9, 1)


def term_ends_on(term_starts_on: date) -> date:
    """The last day of the statutory term that starts on a day."""
    month, day = {1: (3, 31), 4: (8, 31), 9: (12, 31)}[term_starts_on.month]
    return date(term_starts_on.year, month, day)


def age_in_months(referral: Cells) -> int | None:
    """Completed months at receipt, the birthday being the 1st of its month."""
    born_on, received_on = referral.get("birth_month"), referral["received_on"]
    if born_on is None:
        return None
    months: int = (received_on.year - born_on.year) * 12 + received_on.month - born_on.month
    return months


def meets_criteria(rules: Rules, referral: Cells) -> tuple[bool, Told]:
    """Whether a rule was in force when it was received, and whether the referral meets it."""
    rule = rules.eligibility_on(referral["service_area"], referral["received_on"])
    if rule is None:
        return False, None
    return True, _all(_parts(rules, rule, referral))


def _parts(rules: Rules, rule: EligibilityRule, referral: Cells) -> list[Told]:
    parts: list[Told] = []
    if rule.max_age_months is not None:
        age = age_in_months(referral)
        parts.append(None if age is None else age <= rule.max_age_months)
    if rule.before_leaving:
        parts.append(_before_leaving(rules, referral))
    if rule.any_of:
        parts.append(_any(_all(_holds(referral, *key) for key in table.items()) for table in rule.any_of))
    return parts


def _before_leaving(rules: Rules, referral: Cells) -> Told:
    received_on: date = referral["received_on"]
    leaving = rules.leaving_on(referral["service_area"], received_on)
    assert leaving is not None, "the loader refuses criteria by a leaving rule that is not there"
    born_on = referral.get("birth_month")
    return None if born_on is None else received_on < leaving_date(leaving, born_on)


def _holds(referral: Cells, key: str, wanted: Any) -> Told:
    found = referral.get(key.removeprefix("min_"))
    if found is None:
        return None
    return bool(found >= wanted) if key.startswith("min_") else bool(found == wanted)


def _all(parts: Iterable[Told]) -> Told:
    told = list(parts)
    if False in told:
        return False
    return None if None in told else True


def _any(parts: Iterable[Told]) -> Told:
    told = list(parts)
    if True in told:
        return True
    return None if None in told else False
