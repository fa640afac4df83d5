"""``z`` where an area has no such standard, ``x`` where an extract it rests on was not supplied."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

DURHAM = """
    service_area | referral_id | received_on | first_contact_on
    durham       | 1           | 2026-01-20  | 2026-01-21
    durham       | 2           | 2026-03-02  | 2026-03-03
"""
CORNWALL = """
    referral_id | received_on | initial_meeting_on
    1           | 2026-01-20  | 2026-01-21
    2           | 2026-03-02  | 2026-03-03
"""


@pytest.mark.parametrize(
    ("kind", "starts"),
    [
        ("month", ("2026-01-01", "2026-02-01", "2026-03-01")),
        ("quarter", ("2026-01-01",)),
        ("financial_year", ("2025-04-01",)),
        ("academic_year", ("2025-09-01",)),
        ("rolling_12_months", ("2025-04-01",)),
    ],
)
def test_without_the_standard_each_period_from_the_first_receipt_to_as_at_is_z(
    spec: Spec, kind: str, starts: tuple[str, ...]
) -> None:
    spec.referrals(DURHAM)
    rows = "\n".join(f"{start} | | | | | | z" for start in starts)
    spec.figures("first_contact_on_time", service_area="durham", period_kind=kind).are(
        f"period_start | numerator | denominator | value | lower | upper | symbol\n{rows}"
    )


def test_an_area_without_the_standard_has_no_broken_down_rows(spec: Spec) -> None:
    spec.referrals(DURHAM)
    spec.figures("first_contact_on_time", service_area="durham", breakdown="sex").are_none()


def test_all_covers_the_areas_that_have_the_standard(spec: Spec) -> None:
    spec.referrals("""
        service_area | received_on | first_contact_on
        cornwall     | 2026-02-02  | 2026-02-03
        durham       | 2026-01-20  | 2026-01-21
    """)
    spec.figures("first_contact_on_time", service_area="all").are("""
        period_start | denominator | symbol
        2026-02-01   | 1           |
    """)


def test_each_area_starts_with_its_own_first_receipt_and_all_with_the_earliest(spec: Spec) -> None:
    spec.standards("""
        service_area | standard        | within | unit
        cornwall     | initial_meeting | 10     | working_days
    """)
    spec.referrals("""
        service_area | received_on
        cornwall     | 2026-01-20
        durham       | 2026-02-28
    """)
    for area, starts in (
        ("cornwall", ("2026-01-01", "2026-02-01", "2026-03-01")),
        ("durham", ("2026-02-01", "2026-03-01")),
        ("all", ("2026-01-01", "2026-02-01", "2026-03-01")),
    ):
        rows = "\n".join(f"{start} | z" for start in starts)
        spec.figures("first_contact_on_time", service_area=area).are(f"period_start | symbol\n{rows}")


def test_all_is_z_where_no_area_has_the_standard(spec: Spec) -> None:
    spec.referrals(DURHAM)
    spec.figures("first_contact_on_time", service_area="all").are("""
        period_start | symbol
        2026-01-01   | z
        2026-02-01   | z
        2026-03-01   | z
    """)


def test_an_area_that_sent_nothing_has_no_rows(spec: Spec) -> None:
    spec.referrals(DURHAM)
    spec.figures("first_contact_on_time", service_area="cornwall").are_none()
    spec.figures("clocks_overdue", service_area="cornwall", period_kind="as_at").are_none()


def test_an_area_without_any_standard_has_no_count_of_overdue_clocks_either(spec: Spec) -> None:
    spec.referrals(DURHAM)
    spec.figures("clocks_overdue", service_area="durham", period_kind="as_at").are("""
        period_start | value | symbol
        2026-03-31   |       | z
    """)


def test_a_standard_not_yet_in_force_at_as_at_is_none(spec: Spec) -> None:
    spec.standards("""
        standard      | within | unit         | from
        first_contact | 5      | working_days | 2026-04-01
    """)
    spec.referrals(CORNWALL)
    spec.figures("first_contact_on_time", period_kind="quarter").are("""
        period_start | symbol
        2026-01-01   | z
    """)


@pytest.mark.parametrize("yardstick", ["own", "common"])
@pytest.mark.parametrize(
    ("missing", "measures"),
    [
        (("targets",), ("first_targets_on_time", "reviews_on_time", "reviews_on_time_ignoring_pauses")),
        (("reviews",), ("reviews_on_time", "reviews_on_time_ignoring_pauses")),
        (("targets", "reviews"), ("first_targets_on_time", "first_targets_on_time_ignoring_pauses")),
    ],
)
def test_without_an_extract_each_period_from_the_first_receipt_to_as_at_is_x(
    spec: Spec, missing: tuple[str, ...], measures: tuple[str, ...], yardstick: str
) -> None:
    spec.referrals(CORNWALL)
    for extract in missing:
        spec.not_delivered(extract)
    for measure in measures:
        for area in ("cornwall", "all"):
            spec.figures(measure, yardstick=yardstick, service_area=area).are("""
                period_start | numerator | denominator | value | symbol
                2026-01-01   |           |             |       | x
                2026-02-01   |           |             |       | x
                2026-03-01   |           |             |       | x
            """)


def test_without_reviews_first_targets_have_figures(spec: Spec) -> None:
    spec.referrals(CORNWALL)
    spec.not_delivered("reviews")
    spec.figures("first_targets_on_time").are("""
        period_start | numerator | denominator
        2026-03-01   | 0         | 1
    """)


def test_overdue_is_counted_over_the_standards_that_the_delivered_extracts_allow(spec: Spec) -> None:
    spec.referrals(CORNWALL)
    spec.as_at("2026-05-04")
    spec.not_delivered("targets")
    spec.figures("clocks_overdue", period_kind="as_at", breakdown="standard").are("""
        category      | value
        first_contact | 2
    """)


def test_overdue_is_x_where_the_extracts_allow_none_of_an_areas_standards(spec: Spec) -> None:
    spec.standards("""
        standard | within | unit
        review   | 4      | months
    """)
    spec.referrals(CORNWALL)
    spec.not_delivered("reviews")
    spec.figures("clocks_overdue", period_kind="as_at").are("""
        value | symbol
              | x
    """)


def test_without_pauses_delivered_there_are_none(spec: Spec) -> None:
    spec.referrals(CORNWALL)
    spec.not_delivered("pauses")
    spec.figures("initial_meeting_on_time", period_kind="quarter").are("""
        numerator | denominator | symbol
        2         | 2           |
    """)


def test_all_covers_the_areas_that_sent_the_extract(spec: Spec) -> None:
    spec.referrals("""
        service_area | received_on | initial_meeting_on
        cornwall     | 2026-01-05  | 2026-01-12
        durham       | 2026-01-05  | 2026-01-12
    """)
    spec.not_delivered("targets", area="durham")
    for area, denominator, symbol in (("cornwall", "1", ""), ("all", "1", "")):
        spec.figures("first_targets_on_time", yardstick="common", service_area=area).are(f"""
            period_start | denominator   | symbol
            2026-03-01   | {denominator} | {symbol}
        """)
    spec.figures("first_targets_on_time", yardstick="common", service_area="durham", period_kind="quarter").are("""
        denominator | symbol
                    | x
    """)


def test_all_is_z_where_no_area_has_the_standard_though_one_did_not_send_the_extract(spec: Spec) -> None:
    spec.standards("""
        standard      | within | unit
        first_contact | 5      | working_days
    """)
    spec.referrals("""
        service_area | received_on
        cornwall     | 2026-03-02
        durham       | 2026-03-02
    """)
    spec.not_delivered("targets", area="durham")
    for area, symbol in (("cornwall", "z"), ("durham", "x"), ("all", "z")):
        spec.figures("first_targets_on_time", service_area=area).are(f"""
            symbol
            {symbol}
        """)


def test_early_reviews_are_z_where_the_rule_has_no_window(spec: Spec) -> None:
    spec.referrals(CORNWALL)
    spec.figures("reviews_held_early", period_kind="quarter").are("""
        period_start | symbol
        2026-01-01   | z
    """)
