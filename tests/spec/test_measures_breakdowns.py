"""One breakdown at a time; a blank cell is ``unknown``."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec


@pytest.mark.parametrize(
    ("breakdown", "one", "other"),
    [
        ("source", "health", "parent"),
        ("sex", "F", "M"),
        ("ethnicity", "asian", "mixed"),
        ("primary_need", "ASD", "SLCN"),
        ("priority", "high", "low"),
        ("offer", "both", "home"),
    ],
)
def test_each_column_of_the_referral_breaks_the_figures_down(spec: Spec, breakdown: str, one: str, other: str) -> None:
    spec.referrals(f"""
        referral_id | received_on | first_contact_on | {breakdown}
        a           | 2026-03-02  | 2026-03-03       | {one}
        b           | 2026-03-02  |                  | {one}
        c           | 2026-03-02  | 2026-03-03       | {other}
        d           | 2026-03-02  | 2026-03-03       |
    """)
    spec.figures("first_contact_on_time", breakdown=breakdown).are(f"""
        category | numerator | denominator
        {one}    | 1         | 2
        {other}  | 1         | 1
        unknown  | 1         | 1
    """)


def test_two_deciles_make_a_quintile(spec: Spec) -> None:
    deciles = "\n".join(f"d{n} | 2026-03-02 | {n}" for n in range(1, 11))
    spec.referrals(f"referral_id | received_on | imd_decile\n{deciles}\nblank | 2026-03-02 |")
    spec.figures("first_contact_on_time", breakdown="imd_quintile").are("""
        category | denominator
        1        | 2
        2        | 2
        3        | 2
        4        | 2
        5        | 2
        unknown  | 1
    """)


def test_a_category_with_nothing_to_count_has_no_row_not_even_between_two_that_have(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | first_contact_on | sex
        a           | 2026-01-05  | 2026-01-06       | F
        b           | 2026-02-02  | 2026-02-03       | M
        c           | 2026-03-02  | 2026-03-03       | F
    """)
    spec.figures("first_contact_on_time", breakdown="sex").are("""
        period_start | category
        2026-01-01   | F
        2026-02-01   | M
        2026-03-01   | F
    """)


def test_shares_and_medians_are_not_broken_down_by_standard(spec: Spec) -> None:
    spec.referrals("""
        received_on | first_contact_on
        2026-03-02  | 2026-03-03
    """)
    spec.figures("first_contact_on_time", breakdown="standard").are_none()
    spec.figures("median_working_days_to_contact", breakdown="standard", yardstick="common").are_none()
