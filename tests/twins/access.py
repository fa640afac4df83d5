"""Who is accepted, by what criteria and at what age, referral by referral."""

from __future__ import annotations

from collections.abc import Iterator

from tests.twins import counting, criteria
from tests.twins.counting import Item, PlainMeasure
from tests.twins.figures import Figure
from tests.twins.periods import KINDS
from tests.twins.submission import Cells, Rules, Submission

MEASURES = (
    PlainMeasure("referrals_accepted", "proportion", KINDS),
    PlainMeasure("accepted_within_criteria", "proportion", KINDS),
    PlainMeasure("accepted_criteria_unknown", "proportion", KINDS),
    PlainMeasure("consent_to_share", "proportion", KINDS),
    PlainMeasure("median_age_at_referral_months", "median", KINDS),
)
BY_CRITERIA = ("accepted_within_criteria", "accepted_criteria_unknown")


def figures(rules: Rules, submission: Submission, only: str = "") -> list[Figure]:
    """Every figure of these measures, or of one of them."""
    asked = [measure for measure in MEASURES if only in ("", measure.name)]
    return [figure for measure in asked for figure in _of_measure(rules, submission, measure)]


def _of_measure(rules: Rules, submission: Submission, measure: PlainMeasure) -> list[Figure]:
    def has_rule(area: str) -> bool:
        return measure.name not in BY_CRITERIA or rules.eligibility_on(area, submission.as_at) is not None

    areas, referrals = submission.areas(), submission.referrals()
    items = [item for row in referrals for item in _items(rules, submission, measure.name, row)]
    standing = counting.standing(areas, lambda area: submission.supplies(area, "referrals"), has_rule)
    return counting.tabulate(measure, items, areas, standing, counting.first_received(referrals), submission.as_at)


def _items(rules: Rules, submission: Submission, measure: str, referral: Cells) -> Iterator[Item]:
    """The referral as it counts for a measure; nothing where it does not."""
    if measure == "median_age_at_referral_months":
        counts_on, amount = referral["received_on"], criteria.age_in_months(referral)
    else:
        counts_on, amount = referral.get("decided_on"), _decided(rules, measure, referral)
    if counts_on is not None and counts_on <= submission.as_at and amount is not None:
        yield Item(referral["service_area"], counts_on, counting.categories(referral), amount)


def _decided(rules: Rules, measure: str, referral: Cells) -> int | None:
    decision = referral.get("decision")
    if measure == "referrals_accepted":
        return int(decision == "accepted") if decision in ("accepted", "declined") else None
    if decision != "accepted":
        return None
    if measure == "consent_to_share":
        consent = referral.get("consent_to_share")
        return None if consent is None else int(consent)
    had_rule, meets = criteria.meets_criteria(rules, referral)
    if measure == "accepted_criteria_unknown":
        return int(meets is None) if had_rule else None
    return None if meets is None else int(meets)
