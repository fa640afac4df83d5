"""Whether those accepted met the area's own criteria, and for how many it cannot be told."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

LIKE_CORNWALL = """
    max_age_months | any_of
    28             | min_delay_areas=2; min_asq_low_areas=2; has_sensory_loss=true, min_delay_areas=1
"""
MET, NOT_MET, UNKNOWN = "1 | 1", "0 | 1", ""


def _is(spec: Spec, answer: str) -> None:
    """One accepted referral meets the criteria, does not, or cannot be told."""
    within = spec.figures("accepted_within_criteria")
    if answer:
        within.are(f"period_start | numerator | denominator\n2026-03-01 | {answer}")
    else:
        within.are_none()
    spec.figures("accepted_criteria_unknown").are(f"""
        period_start | numerator          | denominator | symbol
        2026-03-01   | {int(not answer)} | 1           |
    """)


@pytest.mark.parametrize(("received_on", "answer"), [("2026-01-31", MET), ("2026-02-01", NOT_MET), ("2026-01-01", MET)])
def test_the_highest_age_is_in_completed_months_and_included(spec: Spec, received_on: str, answer: str) -> None:
    spec.eligibility_rules("max_age_months\n28")
    spec.referrals(f"""
        received_on   | decision | decided_on | birth_month
        {received_on} | accepted | 2026-03-02 | 2023-09-01
    """)
    _is(spec, answer)


@pytest.mark.parametrize(
    ("table", "column", "cell", "answer"),
    [
        ("min_delay_areas=2", "delay_areas", "2", MET),
        ("min_delay_areas=2", "delay_areas", "1", NOT_MET),
        ("min_delay_areas=2", "delay_areas", "5", MET),
        ("min_delay_areas=2", "delay_areas", "", UNKNOWN),
        ("min_asq_low_areas=1", "asq_low_areas", "1", MET),
        ("min_asq_low_areas=1", "asq_low_areas", "0", NOT_MET),
        ("min_asq_low_areas=1", "asq_low_areas", "", UNKNOWN),
        ("has_sensory_loss=true", "has_sensory_loss", "true", MET),
        ("has_sensory_loss=true", "has_sensory_loss", "false", NOT_MET),
        ("has_sensory_loss=true", "has_sensory_loss", "", UNKNOWN),
        ("has_diagnosis=true", "has_diagnosis", "true", MET),
        ("has_diagnosis=true", "has_diagnosis", "false", NOT_MET),
        ("has_diagnosis=true", "has_diagnosis", "", UNKNOWN),
    ],
)
def test_each_condition_at_its_edge_and_blank(spec: Spec, table: str, column: str, cell: str, answer: str) -> None:
    spec.eligibility_rules(f"any_of\n{table}")
    spec.referrals(f"""
        received_on | decision | decided_on | {column}
        2026-03-02  | accepted | 2026-03-02 | {cell}
    """)
    _is(spec, answer)


@pytest.mark.parametrize(
    ("delay", "asq", "sensory", "answer"),
    [
        ("2", "0", "false", MET),
        ("0", "2", "false", MET),
        ("1", "0", "true", MET),
        ("0", "1", "true", NOT_MET),
        ("1", "1", "false", NOT_MET),
    ],
)
def test_any_of_holds_if_one_of_its_tables_does_and_a_table_if_all_its_keys_do(
    spec: Spec, delay: str, asq: str, sensory: str, answer: str
) -> None:
    _cornish_child(spec, "2024-03-01", delay, asq, sensory)
    _is(spec, answer)


@pytest.mark.parametrize(
    ("delay", "asq", "sensory"),
    [
        ("", "0", "false"),
        ("", "0", "true"),
        ("", "", ""),
        ("0", "", "false"),
        ("1", "0", ""),
        ("1", "", "false"),
        ("", "1", ""),
    ],
)
def test_a_blank_that_decides_makes_it_unknown(spec: Spec, delay: str, asq: str, sensory: str) -> None:
    _cornish_child(spec, "2024-03-01", delay, asq, sensory)
    _is(spec, UNKNOWN)


@pytest.mark.parametrize(
    ("birth_month", "delay", "asq", "sensory", "answer"),
    [
        ("2024-03-01", "2", "", "", MET),
        ("2024-03-01", "", "2", "", MET),
        ("2024-03-01", "1", "", "true", MET),
        ("2024-03-01", "0", "1", "", NOT_MET),
        ("2023-03-01", "", "", "", NOT_MET),
        ("2023-03-01", "", "0", "false", NOT_MET),
        ("", "1", "1", "false", NOT_MET),
        ("", "0", "0", "", NOT_MET),
    ],
)
def test_a_blank_that_does_not_decide_leaves_it_known(
    spec: Spec, birth_month: str, delay: str, asq: str, sensory: str, answer: str
) -> None:
    _cornish_child(spec, birth_month, delay, asq, sensory)
    _is(spec, answer)


def test_a_blank_age_decides_where_all_else_holds(spec: Spec) -> None:
    _cornish_child(spec, "", "2", "2", "true")
    _is(spec, UNKNOWN)


def _cornish_child(spec: Spec, birth_month: str, delay: str, asq: str, sensory: str) -> None:
    spec.eligibility_rules(LIKE_CORNWALL)
    spec.referrals(f"""
        received_on | decision | decided_on | birth_month   | delay_areas | asq_low_areas | has_sensory_loss
        2026-03-02  | accepted | 2026-03-02 | {birth_month} | {delay}     | {asq}         | {sensory}
    """)


def test_every_part_that_is_given_has_to_hold(spec: Spec) -> None:
    spec.leaving_rules("rule | years\nbirthday | 3")
    spec.eligibility_rules("""
        max_age_months | before_leaving | any_of
        40             | true           | has_diagnosis=true
    """)
    spec.referrals("""
        referral_id | received_on | decision | decided_on | birth_month | has_diagnosis
        1           | 2026-02-28  | accepted | 2026-03-02 | 2023-03-01  | true
        2           | 2026-02-28  | accepted | 2026-03-02 | 2023-03-01  | false
        3           | 2026-03-01  | accepted | 2026-03-02 | 2023-03-01  | true
        4           | 2026-02-28  | accepted | 2026-03-02 | 2022-03-01  | true
        5           | 2026-02-28  | accepted | 2026-03-02 |             | true
        6           | 2026-02-28  | accepted | 2026-03-02 |             | false
    """)
    spec.figures("accepted_within_criteria").are("""
        numerator | denominator | value
        1         | 5           | 0.2
    """)
    spec.figures("accepted_criteria_unknown").are("""
        numerator | denominator | value
        1         | 6           | 1/6
    """)


@pytest.mark.parametrize(
    ("rule", "birth_month", "received_on", "answer"),
    [
        ("birthday | 3", "2023-02-01", "2026-01-31", MET),
        ("birthday | 3", "2023-02-01", "2026-02-01", NOT_MET),
        ("start_of_term_after_birthday | 3", "2022-12-01", "2025-12-31", MET),
        ("start_of_term_after_birthday | 3", "2022-12-01", "2026-01-01", NOT_MET),
        ("start_of_term_after_birthday | 3", "2022-08-01", "2025-08-31", MET),
        ("start_of_term_after_birthday | 3", "2022-08-01", "2025-09-01", NOT_MET),
        ("start_of_term_after_birthday | 3", "2022-09-01", "2025-12-31", MET),
        ("start_of_term_after_birthday | 3", "2022-09-01", "2026-01-01", NOT_MET),
        ("end_of_term_after_birthday | 3", "2022-04-01", "2025-12-30", MET),
        ("end_of_term_after_birthday | 3", "2022-04-01", "2025-12-31", NOT_MET),
        ("two_terms_before_school |", "2021-09-01", "2025-12-31", MET),
        ("two_terms_before_school |", "2021-09-01", "2026-01-01", NOT_MET),
        ("two_terms_before_school |", "2021-08-01", "2024-12-31", MET),
        ("two_terms_before_school |", "2021-08-01", "2025-01-01", NOT_MET),
    ],
)
def test_before_leaving_is_earlier_than_the_leaving_date(
    spec: Spec, rule: str, birth_month: str, received_on: str, answer: str
) -> None:
    spec.leaving_rules(f"rule | years\n{rule}")
    spec.eligibility_rules("before_leaving\ntrue")
    spec.referrals(f"""
        received_on   | decision | decided_on | birth_month
        {received_on} | accepted | 2026-03-02 | {birth_month}
    """)
    _is(spec, answer)


def test_before_leaving_cannot_be_told_without_the_birth_month(spec: Spec) -> None:
    spec.leaving_rules("rule | years\nbirthday | 3")
    spec.eligibility_rules("before_leaving\ntrue")
    spec.referrals("""
        received_on | decision | decided_on
        2026-03-02  | accepted | 2026-03-02
    """)
    _is(spec, UNKNOWN)


def test_the_leaving_rule_is_the_one_in_force_on_the_day_of_receipt(spec: Spec) -> None:
    spec.leaving_rules("""
        from       | rule     | years
        2000-01-01 | birthday | 5
        2026-02-01 | birthday | 2
    """)
    spec.eligibility_rules("before_leaving\ntrue")
    spec.referrals("""
        referral_id | received_on | decision | decided_on | birth_month | sex
        1           | 2026-01-31  | accepted | 2026-03-02 | 2023-01-01  | F
        2           | 2026-02-01  | accepted | 2026-03-02 | 2023-01-01  | M
    """)
    spec.figures("accepted_within_criteria", breakdown="sex").are("""
        category | numerator | denominator
        F        | 1         | 1
        M        | 0         | 1
    """)


def test_the_criteria_are_those_in_force_on_the_day_of_receipt(spec: Spec) -> None:
    spec.eligibility_rules("""
        from       | max_age_months
        2000-01-01 | 24
        2026-02-01 | 36
    """)
    spec.referrals("""
        referral_id | received_on | decision | decided_on | birth_month | sex
        1           | 2026-01-31  | accepted | 2026-03-02 | 2023-09-01  | F
        2           | 2026-02-01  | accepted | 2026-03-02 | 2023-09-01  | M
    """)
    spec.figures("accepted_within_criteria", breakdown="sex").are("""
        category | numerator | denominator
        F        | 0         | 1
        M        | 1         | 1
    """)


def test_who_was_received_before_there_were_criteria_is_in_neither_share(spec: Spec) -> None:
    spec.eligibility_rules("""
        from       | max_age_months
        2026-02-01 | 36
    """)
    spec.referrals("""
        referral_id | received_on | decision | decided_on | birth_month
        1           | 2026-01-31  | accepted | 2026-03-02 | 2023-09-01
        2           | 2026-01-31  | accepted | 2026-03-02 |
        3           | 2026-02-01  | accepted | 2026-03-02 |
        4           | 2026-02-01  | accepted | 2026-03-02 | 2025-09-01
    """)
    spec.figures("accepted_within_criteria").are("""
        numerator | denominator
        1         | 1
    """)
    spec.figures("accepted_criteria_unknown").are("""
        numerator | denominator
        1         | 2
    """)


def test_only_the_accepted_are_judged_in_the_period_of_the_decision(spec: Spec) -> None:
    spec.eligibility_rules("max_age_months\n36")
    spec.referrals("""
        referral_id | received_on | decision  | decided_on | birth_month
        1           | 2026-01-05  | accepted  | 2026-01-31 | 2025-09-01
        2           | 2026-01-05  | declined  | 2026-02-02 | 2025-09-01
        3           | 2026-01-05  | withdrawn | 2026-02-02 |
        4           | 2026-01-05  |           | 2026-02-02 | 2025-09-01
        5           | 2026-01-05  | accepted  | 2026-03-31 | 2020-09-01
        6           | 2026-01-05  | accepted  | 2026-04-01 | 2020-09-01
        7           | 2026-01-05  | accepted  |            |
    """)
    spec.figures("accepted_within_criteria").are("""
        period_start | numerator | denominator | value | symbol
        2026-01-01   | 1         | 1           | 1     |
        2026-02-01   |           |             |       | z
        2026-03-01   | 0         | 1           | 0     |
    """)
    spec.figures("accepted_criteria_unknown").are("""
        period_start | numerator | denominator | value | symbol
        2026-01-01   | 0         | 1           | 0     |
        2026-02-01   |           |             |       | z
        2026-03-01   | 0         | 1           | 0     |
    """)


def test_an_area_without_criteria_is_z_and_all_covers_those_that_have_them(spec: Spec) -> None:
    spec.eligibility_rules("max_age_months\n36")
    spec.referrals("""
        service_area | referral_id | received_on | decision | decided_on | birth_month
        cornwall     | 1           | 2026-02-02  | accepted | 2026-03-02 | 2025-09-01
        durham       | 1           | 2026-02-02  | accepted | 2026-03-02 |
    """)
    for measure, numerator in (("accepted_within_criteria", "1"), ("accepted_criteria_unknown", "0")):
        for area in ("cornwall", "all"):
            spec.figures(measure, service_area=area).are(f"""
                period_start | numerator   | denominator | symbol
                2026-03-01   | {numerator} | 1           |
            """)
        spec.figures(measure, service_area="durham").are("""
            period_start | numerator | denominator | value | lower | upper | symbol
            2026-02-01   |           |             |       |       |       | z
            2026-03-01   |           |             |       |       |       | z
        """)
        spec.figures(measure, service_area="durham", breakdown="sex").are_none()


def test_all_is_z_where_no_area_has_criteria_by_as_at(spec: Spec) -> None:
    spec.eligibility_rules("""
        from       | max_age_months
        2026-04-01 | 36
    """)
    spec.referrals("""
        service_area | referral_id | received_on | decision | decided_on
        cornwall     | 1           | 2026-03-02  | accepted | 2026-03-02
        durham       | 1           | 2026-02-02  | accepted | 2026-03-02
    """)
    for measure in ("accepted_within_criteria", "accepted_criteria_unknown"):
        spec.figures(measure, service_area="all").are("""
            period_start | symbol
            2026-02-01   | z
            2026-03-01   | z
        """)
        spec.figures(measure, service_area="cornwall").are("""
            period_start | symbol
            2026-03-01   | z
        """)
        spec.figures("referrals_accepted", service_area="cornwall").are("""
            numerator | denominator | symbol
            1         | 1           |
        """)


def test_criteria_of_one_area_are_not_those_of_another(spec: Spec) -> None:
    spec.eligibility_rules("""
        service_area | max_age_months
        cornwall     | 28
        durham       | 35
    """)
    spec.referrals("""
        service_area | referral_id | received_on | decision | decided_on | birth_month
        cornwall     | 1           | 2026-03-02  | accepted | 2026-03-02 | 2023-09-01
        durham       | 1           | 2026-03-02  | accepted | 2026-03-02 | 2023-09-01
    """)
    for area, numerator, denominator in (("cornwall", "0", "1"), ("durham", "1", "1"), ("all", "1", "2")):
        spec.figures("accepted_within_criteria", service_area=area).are(f"""
            numerator   | denominator
            {numerator} | {denominator}
        """)
