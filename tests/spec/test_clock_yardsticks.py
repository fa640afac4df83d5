"""Every clock is measured twice: by the area's own rule, and by the one set of rules for all."""

from __future__ import annotations

from tests.spec.conftest import Spec

TWO = """
    service_area | referral_id | received_on | first_contact_on
    cornwall     | 1           | 2026-03-02  | 2026-03-10
    durham       | 1           | 2026-03-02  | 2026-03-09
"""
RULES = """
    service_area | standard      | within | unit         | from
    cornwall     | first_contact | 2      | weeks        | 2000-01-01
    common       | first_contact | 5      | working_days | 2000-01-01
"""


def test_own_and_common_may_differ(spec: Spec) -> None:
    spec.standards(RULES)
    spec.referrals(TWO)
    spec.clocks("first_contact").are("""
        service_area | yardstick | due_on     | status
        cornwall     | own       | 2026-03-16 | met
    """)
    spec.clocks("first_contact", yardstick="common").are("""
        service_area | yardstick | due_on     | status
        cornwall     | common    | 2026-03-09 | missed
        durham       | common    | 2026-03-09 | met
    """)


def test_an_area_without_the_standard_has_common_clocks_only(spec: Spec) -> None:
    spec.referrals("""
        service_area | received_on
        durham       | 2026-03-02
    """)
    spec.clocks("first_contact").are_none()
    spec.clocks("first_contact", yardstick="common").are("""
        service_area | due_on
        durham       | 2026-03-09
    """)


def test_a_standard_that_common_lacks_has_own_clocks_only(spec: Spec) -> None:
    spec.standards("""
        service_area | standard        | within | unit
        cornwall     | initial_meeting | 3      | weeks
        common       | first_contact   | 5      | working_days
    """)
    spec.referrals("""
        received_on
        2026-03-02
    """)
    spec.clocks("initial_meeting", yardstick="common").are_none()
    spec.clocks("initial_meeting").are("""
        due_on
        2026-03-23
    """)


def test_the_rules_of_one_area_are_not_anothers(spec: Spec) -> None:
    spec.standards("""
        service_area | standard      | within | unit          | from
        cornwall     | first_contact | 5      | calendar_days | 2000-01-01
        durham       | first_contact | 6      | calendar_days | 2000-01-01
        durham       | first_contact | 7      | calendar_days | 2026-03-02
    """)
    spec.referrals(TWO)
    spec.clocks("first_contact").are("""
        service_area | due_on
        cornwall     | 2026-03-07
        durham       | 2026-03-09
    """)
