"""How many children are supported at the close of a snapshot's day."""

from __future__ import annotations

from tests.spec.conftest import Spec


def test_support_counts_from_the_day_of_the_start_to_the_day_before_the_end(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on | closed_on
        1           | 2025-12-10  | 2026-01-31 | 2026-02-28
        2           | 2025-12-10  | 2026-02-01 | 2026-03-01
    """)
    spec.figures("children_supported").are("""
        period_start | numerator | denominator | value | lower | upper | symbol
        2025-12-01   | 0         |             | 0     |       |       |
        2026-01-01   | 1         |             | 1     |       |       |
        2026-02-01   | 1         |             | 1     |       |       |
        2026-03-01   | 0         |             | 0     |       |       |
    """)


def test_who_never_started_is_not_supported(spec: Spec) -> None:
    spec.referrals("""
        received_on | decision | decided_on | initial_meeting_on
        2026-03-02  | accepted | 2026-03-03 | 2026-03-04
    """)
    spec.figures("children_supported", period_kind="as_at").are("""
        period_start | value
        2026-03-31   | 0
    """)


def test_a_start_later_than_the_end_is_no_start(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | decision | decided_on | started_on
        1           | 2026-02-02  | declined | 2026-02-10 | 2026-02-20
        2           | 2026-02-02  | declined | 2026-03-10 | 2026-02-20
    """)
    spec.figures("children_supported").are("""
        period_start | value
        2026-02-01   | 1
        2026-03-01   | 0
    """)


def test_an_earlier_as_at_shows_the_past(spec: Spec) -> None:
    spec.as_at("2026-02-14")
    spec.referrals("""
        referral_id | received_on | started_on | closed_on
        1           | 2025-12-10  | 2026-01-10 | 2026-02-15
        2           | 2025-12-10  | 2026-02-15 |
        3           | 2025-12-10  | 2026-02-14 |
    """)
    spec.figures("children_supported").are("""
        period_start | value
        2025-12-01   | 0
        2026-01-01   | 1
        2026-02-01   | 2
    """)
    spec.figures("children_supported", period_kind="quarter").are("""
        period_start | value
        2025-10-01   | 0
        2026-01-01   | 2
    """)
    spec.figures("children_supported", period_kind="as_at").are("""
        period_start | value
        2026-02-14   | 2
    """)


def test_all_counts_the_children_of_every_area_from_the_earliest_receipt(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on | started_on | offer
        cornwall     | 1           | 2026-01-10  | 2026-02-10 | home
        durham       | 1           | 2026-02-10  | 2026-03-10 | both
    """)
    spec.figures("children_supported", service_area="all").are("""
        period_start | value
        2026-01-01   | 0
        2026-02-01   | 1
        2026-03-01   | 2
    """)
    spec.figures("children_supported", service_area="all", breakdown="offer").are("""
        period_start | category | value
        2026-02-01   | home     | 1
        2026-03-01   | both     | 1
        2026-03-01   | home     | 1
    """)
    spec.figures("children_supported", service_area="durham").are("""
        period_start | value
        2026-02-01   | 0
        2026-03-01   | 1
    """)
