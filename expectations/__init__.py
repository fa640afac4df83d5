"""What every extract has to hold: the data contract and its checks, one module per extract."""

from __future__ import annotations

from expectations.assessments import ASSESSMENTS
from expectations.extract import Extract
from expectations.pauses import PAUSES
from expectations.referrals import REFERRALS
from expectations.reviews import REVIEWS
from expectations.targets import TARGETS
from expectations.term_dates import TERM_DATES
from expectations.visits import VISITS
from expectations.workshops import WORKSHOPS

EXTRACTS: tuple[Extract, ...] = (
    REFERRALS,
    VISITS,
    TARGETS,
    REVIEWS,
    ASSESSMENTS,
    PAUSES,
    WORKSHOPS,
    TERM_DATES,
)
"""Every extract of the contract; referrals first, for the others are checked against the accepted ones."""
