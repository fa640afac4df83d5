"""Referrals closed after support: how many, why, where to, and what was done before."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

MEASURES = ("closures", "destination_known", "ehcp_requested", "closed_for_non_attendance", "transition_shared")
SHARES = MEASURES[1:]


def closures_are(spec: Spec, number: int) -> None:
    if number:
        spec.figures("closures").are(f"numerator | denominator | value\n{number} | | {number}")
    else:
        spec.figures("closures").are_none()


def test_closures_are_counted_in_the_period_of_the_close(spec: Spec) -> None:
    spec.referrals("""
        received_on | started_on | closed_on
        2025-06-02  | 2025-07-01 | 2025-12-31
        2025-06-02  | 2025-07-01 | 2026-02-01
        2025-06-02  | 2025-07-01 | 2026-02-28
    """)
    spec.figures("closures").are("""
        yardstick | period_start | numerator | denominator | value | lower | upper | symbol
                  | 2025-12-01   | 1         |             | 1     |       |       |
                  | 2026-01-01   | 0         |             | 0     |       |       |
                  | 2026-02-01   | 2         |             | 2     |       |       |
    """)
    spec.figures("destination_known").are("""
        period_start | numerator | denominator | value | symbol
        2025-12-01   | 0         | 1           | 0     |
        2026-01-01   |           |             |       | z
        2026-02-01   | 0         | 2           | 0     |
    """)


@pytest.mark.parametrize(
    ("started_on", "closed_on", "number"),
    [
        ("", "2026-03-02", 0),
        ("2026-03-02", "2026-03-02", 1),
        ("2026-03-03", "2026-03-02", 0),
        ("2025-12-01", "2026-03-31", 1),
        ("2025-12-01", "2026-04-01", 0),
        ("2025-12-01", "", 0),
    ],
)
def test_a_closure_is_by_as_at_and_after_a_start_on_or_before_it(
    spec: Spec, started_on: str, closed_on: str, number: int
) -> None:
    spec.referrals(f"""
        received_on | started_on   | closed_on
        2025-11-03  | {started_on} | {closed_on}
    """)
    closures_are(spec, number)
    if not number:
        for share in SHARES:
            spec.figures(share).are_none()


@pytest.mark.parametrize(
    ("decision", "decided_on", "number"),
    [
        ("declined", "2025-12-10", 0),
        ("withdrawn", "2025-12-10", 0),
        ("declined", "2025-12-15", 1),
        ("withdrawn", "2026-01-05", 1),
        ("accepted", "2025-12-10", 1),
        ("declined", "", 1),
        ("declined", "2026-04-01", 1),
    ],
)
def test_a_start_later_than_the_decision_that_ended_the_referral_is_no_start(
    spec: Spec, decision: str, decided_on: str, number: int
) -> None:
    spec.referrals(f"""
        received_on | started_on | closed_on  | decision   | decided_on
        2025-11-03  | 2025-12-15 | 2026-03-02 | {decision} | {decided_on}
    """)
    closures_are(spec, number)


def test_an_end_by_decision_is_no_closure(spec: Spec) -> None:
    spec.referrals("""
        received_on | started_on | decision  | decided_on
        2025-11-03  | 2025-12-15 | withdrawn | 2026-03-02
    """)
    closures_are(spec, 0)


def test_closures_by_reason_and_by_destination(spec: Spec) -> None:
    spec.referrals("""
        received_on | started_on | closed_on  | closure_reason | destination
        2025-06-02  | 2025-07-01 | 2026-03-02 | progress       | school
        2025-06-02  | 2025-07-01 | 2026-03-02 | progress       | home
        2025-06-02  | 2025-07-01 | 2026-03-02 | age_limit      |
        2025-06-02  | 2025-07-01 | 2026-03-02 |                | school
        2025-06-02  |            | 2026-03-02 | moved_away     | other
    """)
    spec.figures("closures", breakdown="closure_reason").are("""
        category  | value
        age_limit | 1
        progress  | 2
        unknown   | 1
    """)
    spec.figures("closures", breakdown="destination").are("""
        category | value
        home     | 1
        school   | 2
        unknown  | 1
    """)


@pytest.mark.parametrize("share", SHARES)
def test_only_the_count_is_broken_down_by_reason_and_destination(spec: Spec, share: str) -> None:
    spec.referrals("""
        received_on | started_on | closed_on  | closure_reason | destination | sex
        2025-06-02  | 2025-07-01 | 2026-03-02 | progress       | school      | F
    """)
    for breakdown in ("closure_reason", "destination", "area_of_development", "kind", "attendee"):
        spec.figures(share, breakdown=breakdown).are_none()
    for breakdown, category in (("sex", "F"), ("source", "unknown")):
        spec.figures(share, breakdown=breakdown).are(f"category | denominator\n{category} | 1")
        spec.figures("closures", breakdown=breakdown).are(f"category | value\n{category} | 1")


def test_the_shares_are_of_all_closures_whatever_is_unknown(spec: Spec) -> None:
    spec.referrals("""
        received_on | started_on | closed_on  | closure_reason      | destination       | ehcp_requested_on
        2025-06-02  | 2025-07-01 | 2026-03-02 | non_attendance      | home              | 2026-01-05
        2025-06-02  | 2025-07-01 | 2026-03-03 | non_attendance      |                   |
        2025-06-02  | 2025-07-01 | 2026-03-04 | withdrawn_by_family | childminder       |
        2025-06-02  | 2025-07-01 | 2026-03-05 |                     | mainstream_setting |
        2025-06-02  | 2025-07-01 | 2026-03-06 | other               |                   | 2026-03-20
        2025-06-02  |            | 2026-03-06 | non_attendance      | school            | 2026-01-05
    """)
    for share, numerator in (("destination_known", 3), ("ehcp_requested", 2), ("closed_for_non_attendance", 2)):
        spec.figures(share).are(f"""
            yardstick | period_start | numerator   | denominator | value         | symbol
                      | 2026-03-01   | {numerator} | 5           | {numerator}/5 |
        """)


@pytest.mark.parametrize(
    ("share", "column"),
    [
        ("ehcp_requested", "ehcp_requested_on"),
        ("transition_shared", "transition_shared_on"),
    ],
)
@pytest.mark.parametrize(
    ("day", "numerator"),
    [("2025-12-01", 1), ("2026-03-31", 1), ("2026-04-01", 0), ("", 0)],
    ids=["before the close", "on as_at", "after as_at", "never"],
)
def test_a_request_or_sharing_after_as_at_has_not_happened(
    spec: Spec, share: str, column: str, day: str, numerator: int
) -> None:
    spec.referrals(f"""
        received_on | started_on | closed_on  | destination | {column}
        2025-06-02  | 2025-07-01 | 2026-03-02 | school      | {day}
    """)
    spec.figures(share).are(f"numerator | denominator\n{numerator} | 1")


@pytest.mark.parametrize(
    ("destination", "has_next_setting"),
    [
        ("mainstream_setting", True),
        ("special_setting", True),
        ("childminder", True),
        ("school", True),
        ("other", True),
        ("home", False),
        ("", False),
    ],
)
def test_sharing_is_of_those_with_a_known_destination_other_than_home(
    spec: Spec, destination: str, has_next_setting: bool
) -> None:
    spec.referrals(f"""
        received_on | started_on | closed_on  | destination   | transition_shared_on
        2025-06-02  | 2025-07-01 | 2026-03-02 | {destination} | 2026-02-20
    """)
    if has_next_setting:
        spec.figures("transition_shared").are("numerator | denominator\n1 | 1")
    else:
        spec.figures("transition_shared").are_none()


def test_an_earlier_as_at_shows_the_closures_by_then(spec: Spec) -> None:
    spec.referrals("""
        received_on | started_on | closed_on  | destination | transition_shared_on | ehcp_requested_on
        2025-06-02  | 2025-07-01 | 2026-02-02 | school      | 2026-02-03           | 2026-02-03
        2025-06-02  | 2025-07-01 | 2026-02-03 | school      | 2026-02-02           | 2026-02-02
    """)
    spec.as_at("2026-02-02")
    closures_are(spec, 1)
    for share in ("transition_shared", "ehcp_requested"):
        spec.figures(share).are("numerator | denominator\n0 | 1")
    spec.as_at("2026-02-03")
    closures_are(spec, 2)
    for share in ("transition_shared", "ehcp_requested"):
        spec.figures(share).are("numerator | denominator\n2 | 2")


def test_a_child_closed_twice_counts_twice(spec: Spec) -> None:
    spec.referrals("""
        child_id | received_on | started_on | closed_on
        same     | 2025-06-02  | 2025-07-01 | 2026-03-02
        same     | 2026-03-03  | 2026-03-10 | 2026-03-30
    """)
    closures_are(spec, 2)


def test_all_has_the_closures_of_every_area(spec: Spec) -> None:
    spec.referrals("""
        service_area | received_on | started_on | closed_on  | destination
        cornwall     | 2025-06-02  | 2025-07-01 | 2026-03-02 | school
        durham       | 2025-06-02  | 2025-07-01 | 2026-03-02 |
        durham       | 2025-06-02  | 2025-07-01 | 2026-03-02 | other
    """)
    for area, known, number in (("cornwall", 1, 1), ("durham", 1, 2), ("all", 2, 3)):
        spec.figures("closures", service_area=area).are(f"value\n{number}")
        spec.figures("destination_known", service_area=area).are(f"numerator | denominator\n{known} | {number}")


def test_closures_rest_on_referrals_alone(spec: Spec) -> None:
    spec.referrals("""
        received_on | started_on | closed_on  | destination
        2025-06-02  | 2025-07-01 | 2026-03-02 | school
    """)
    for extract in ("targets", "reviews", "assessments", "pauses", "workshops", "term_dates"):
        spec.not_delivered(extract)
    closures_are(spec, 1)
    for share in SHARES:
        spec.figures(share).are("denominator | symbol\n1 |")
