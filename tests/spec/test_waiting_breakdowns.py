"""The waiting list by stage and by what is known of the referral."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

ON_THE_LIST = (
    "children_waiting",
    "median_wait_days",
    "longest_wait_days",
    "p92_wait_days",
    "waiting_over_12_weeks",
    "waiting_over_18_weeks",
)


@pytest.mark.parametrize(
    ("contact_on", "meeting_on", "stage"),
    [
        ("", "", "first_contact"),
        ("2026-04-01", "", "first_contact"),
        ("2026-04-01", "2026-04-01", "first_contact"),
        ("2026-03-31", "", "initial_meeting"),
        ("2026-03-31", "2026-04-01", "initial_meeting"),
        ("2026-03-20", "2026-03-31", "start"),
        ("", "2026-03-31", "start"),
        ("2026-04-01", "2026-03-31", "start"),
    ],
)
def test_the_stage_is_what_the_family_still_waits_for(spec: Spec, contact_on: str, meeting_on: str, stage: str) -> None:
    spec.referrals(f"""
        received_on | first_contact_on | initial_meeting_on
        2026-03-10  | {contact_on}     | {meeting_on}
    """)
    spec.figures("children_waiting", breakdown="stage").are(f"""
        category | value
        {stage}  | 1
    """)


def test_the_stage_is_that_of_the_snapshots_day(spec: Spec) -> None:
    spec.referrals("""
        received_on | first_contact_on | initial_meeting_on
        2026-01-10  | 2026-02-28       | 2026-03-01
    """)
    spec.figures("children_waiting", breakdown="stage").are("""
        period_start | category        | value
        2026-01-01   | first_contact   | 1
        2026-02-01   | initial_meeting | 1
        2026-03-01   | start           | 1
    """)


@pytest.mark.parametrize("measure", ON_THE_LIST)
def test_every_measure_of_the_list_is_given_by_stage_at_each_snapshot_with_somebody_in_it(
    spec: Spec, measure: str
) -> None:
    spec.referrals("""
        referral_id | received_on | first_contact_on
        1           | 2026-02-10  |
        2           | 2026-02-10  | 2026-03-02
    """)
    for kind, starts in (("month", ("2026-02-01", "2026-03-01")), ("quarter", ("2026-01-01",))):
        first = [f"{start} | first_contact" for start in starts]
        spec.figures(measure, period_kind=kind, breakdown="stage").are(
            "\n".join(["period_start | category", *first, f"{starts[-1]} | initial_meeting"])
        )


def test_the_wait_by_stage_is_the_wait_since_receipt(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | first_contact_on | initial_meeting_on
        1           | 2026-03-01  |                  |
        2           | 2026-03-11  | 2026-03-30       |
        3           | 2026-03-21  | 2026-03-22       | 2026-03-30
    """)
    spec.figures("median_wait_days", period_kind="as_at", breakdown="stage").are("""
        category        | denominator | value
        first_contact   | 1           | 30
        initial_meeting | 1           | 20
        start           | 1           | 10
    """)


@pytest.mark.parametrize(
    "measure", ["children_supported", "referrals_received", "waits_started", "waits_ended", "started_within_12_weeks"]
)
def test_what_is_no_list_is_not_given_by_stage(spec: Spec, measure: str) -> None:
    spec.referrals("""
        referral_id | received_on | started_on | closed_on
        1           | 2026-03-01  | 2026-03-05 |
        2           | 2026-03-01  |            | 2026-03-06
    """)
    for kind in ("month", "as_at"):
        spec.figures(measure, period_kind=kind, breakdown="stage").are_none()
        spec.figures(measure, period_kind=kind, breakdown="band").are_none()


@pytest.mark.parametrize(
    ("breakdown", "column", "codes"),
    [
        ("source", "source", ("health", "parent")),
        ("sex", "sex", ("F", "M")),
        ("ethnicity", "ethnicity", ("asian", "other")),
        ("primary_need", "primary_need", ("ASD", "SLCN")),
        ("priority", "priority", ("high", "low")),
        ("offer", "offer", ("group", "home")),
    ],
)
def test_the_list_by_what_is_known_of_the_referral(
    spec: Spec, breakdown: str, column: str, codes: tuple[str, str]
) -> None:
    spec.referrals(f"""
        referral_id | received_on | {column}
        1           | 2026-03-02  | {codes[0]}
        2           | 2026-03-02  | {codes[1]}
        3           | 2026-03-02  | {codes[1]}
        4           | 2026-03-02  |
    """)
    counts = f"{codes[0]} | 1\n{codes[1]} | 2\nunknown | 1"
    for measure, number in (("children_waiting", "value"), ("median_wait_days", "denominator")):
        spec.figures(measure, period_kind="as_at", breakdown=breakdown).are(f"category | {number}\n{counts}")
    spec.figures("started_within_12_weeks", period_kind="as_at", breakdown=breakdown).are(
        f"category | denominator\n{counts}"
    )


def test_a_quintile_is_two_deciles(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | imd_decile
        1           | 2026-03-02  | 1
        2           | 2026-03-02  | 2
        3           | 2026-03-02  | 3
        4           | 2026-03-02  | 10
        5           | 2026-03-02  |
    """)
    spec.figures("children_waiting", breakdown="imd_quintile").are("""
        category | value
        1        | 2
        2        | 1
        5        | 1
        unknown  | 1
    """)


def test_a_category_in_which_nobody_waits_any_longer_has_no_row(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on | sex
        1           | 2026-01-02  | 2026-02-02 | F
        2           | 2026-01-02  |            | M
    """)
    spec.figures("children_waiting", breakdown="sex").are("""
        period_start | category | value
        2026-01-01   | F        | 1
        2026-01-01   | M        | 1
        2026-02-01   | M        | 1
        2026-03-01   | M        | 1
    """)


def test_all_is_broken_down_too(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on | first_contact_on
        cornwall     | 1           | 2026-03-02  |
        durham       | 1           | 2026-03-02  |
        durham       | 2           | 2026-03-02  | 2026-03-03
    """)
    spec.figures("children_waiting", service_area="all", breakdown="stage").are("""
        category        | value
        first_contact   | 2
        initial_meeting | 1
    """)
