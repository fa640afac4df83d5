"""What is overdue now, and what falls due within ten working days."""

from __future__ import annotations

from tests.spec.conftest import Spec


def test_overdue_clocks_of_every_standard_are_counted_on_each_yardstick(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on | first_contact_on
        cornwall     | 1           | 2026-03-02  |
        cornwall     | 2           | 2026-03-02  | 2026-03-03
        cornwall     | 3           | 2026-03-30  |
        durham       | 1           | 2026-03-02  |
    """)
    spec.figures("clocks_overdue", period_kind="as_at").are("""
        period_start | category | numerator | denominator | value | lower | upper | symbol
        2026-03-31   |          | 3         |             | 3     |       |       |
    """)
    spec.figures("clocks_overdue", period_kind="as_at", yardstick="common", service_area="all").are("""
        period_start | value
        2026-03-31   | 5
    """)
    spec.figures("clocks_overdue", period_kind="as_at", breakdown="standard").are("""
        category        | value
        first_contact   | 1
        initial_meeting | 2
    """)


def test_they_are_given_at_as_at_only(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-03-02
    """)
    for kind in ("month", "quarter", "financial_year", "academic_year", "rolling_12_months"):
        spec.figures("clocks_overdue", period_kind=kind).are_none()
        spec.figures("clocks_due_soon", period_kind=kind).are_none()


def test_none_overdue_is_a_count_of_nought(spec: Spec) -> None:
    spec.referrals("""
        received_on | first_contact_on | initial_meeting_on | closed_on
        2026-03-02  | 2026-03-03       | 2026-03-04         | 2026-03-05
    """)
    for measure in ("clocks_overdue", "clocks_due_soon"):
        spec.figures(measure, period_kind="as_at").are("""
            period_start | numerator | denominator | value | symbol
            2026-03-31   | 0         |             | 0     |
        """)
        spec.figures(measure, period_kind="as_at", breakdown="sex").are_none()
        spec.figures(measure, period_kind="as_at", breakdown="standard").are_none()


def test_due_soon_reaches_to_the_tenth_working_day_after_as_at(spec: Spec) -> None:
    spec.standards("""
        standard      | within | unit
        first_contact | 30     | calendar_days
    """)
    spec.referrals("""
        referral_id     | received_on
        due on as at    | 2026-03-01
        due next day    | 2026-03-02
        due on the 10th | 2026-03-17
        due a day after | 2026-03-18
    """)
    spec.figures("clocks_due_soon", period_kind="as_at").are("""
        value
        2
    """)
    spec.as_at("2026-03-30")
    spec.figures("clocks_due_soon", period_kind="as_at").are("""
        value
        2
    """)


def test_the_ten_working_days_leave_out_the_areas_closed_days(spec: Spec) -> None:
    spec.standards("""
        service_area | standard      | within | unit
        cornwall     | first_contact | 30     | calendar_days
        durham       | first_contact | 30     | calendar_days
    """)
    spec.referrals("""
        service_area | received_on
        cornwall     | 2026-02-15
        durham       | 2026-02-15
    """)
    spec.as_at("2026-03-02")
    spec.closed("cornwall", "2026-03-03")
    spec.figures("clocks_due_soon", period_kind="as_at").are("""
        value
        1
    """)
    spec.figures("clocks_due_soon", period_kind="as_at", service_area="durham").are("""
        value
        0
    """)
    spec.figures("clocks_due_soon", period_kind="as_at", service_area="all").are("""
        value
        1
    """)


def test_only_running_clocks_are_due_soon(spec: Spec) -> None:
    spec.standards("""
        standard      | within | unit
        first_contact | 30     | calendar_days
    """)
    spec.referrals("""
        referral_id | received_on | first_contact_on | closed_on
        met         | 2026-03-10  | 2026-03-11       |
        void        | 2026-03-10  |                  | 2026-03-11
        running     | 2026-03-10  |                  |
    """)
    spec.figures("clocks_due_soon", period_kind="as_at").are("""
        value
        1
    """)


def test_a_paused_clock_is_judged_with_its_pause(spec: Spec) -> None:
    spec.referrals("""
        received_on | initial_meeting_on
        2026-03-02  | 2026-03-03
    """)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-03-03 | 2026-04-01
    """)
    spec.figures("clocks_overdue", period_kind="as_at", breakdown="standard").are_none()
    spec.figures("clocks_due_soon", period_kind="as_at", breakdown="standard").are("""
        category      | value
        first_contact | 1
    """)
