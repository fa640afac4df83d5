"""Referrals: what a row says and what must hold of it."""

from __future__ import annotations

from dataclasses import replace

from expectations import codes
from expectations.check import Check, Consequence, before
from expectations.extract import Column, ColumnType, Extract

_NAME = "referrals"
_AS_AT = "(SELECT as_at FROM as_at)"


def ended_on(row: str) -> str:
    """SQL for the day on which a referral ended: closed, declined or withdrawn; NULL where it has not.

    Args:
        row: what the referral's row goes by.
    """
    return f"least({row}.closed_on, CASE WHEN {row}.decision IN ('declined', 'withdrawn') THEN {row}.decided_on END)"


def _remarkable(column: str, name: str, sentence: str, fails: str, mend: str) -> Check:
    return Check(f"{_NAME}.{column}.{name}", _NAME, column, Consequence.NOTE, sentence, fails, mend)


_ORDER = tuple(
    before(_NAME, column, "received_on")
    for column in (
        "decided_on",
        "first_contact_on",
        "initial_meeting_on",
        "started_on",
        "transition_shared_on",
        "closed_on",
    )
)

_REMARKABLE = (
    _remarkable(
        "received_on",
        "after_as_at",
        "received_on is after the day of the figures; the referral is not there yet.",
        f"candidate.received_on > {_AS_AT}",
        "Correct received_on; or, if the extract is later than its submission.toml says, correct as_at there.",
    ),
    _remarkable(
        "started_on",
        "after_end",
        "started_on is after the referral ended; it counts as not started.",
        f"candidate.started_on > {ended_on('candidate')}",
        "Look up when support began and when the referral ended, and correct the date that is wrong.",
    ),
    _remarkable(
        "initial_meeting_on",
        "before_first_contact_on",
        "initial_meeting_on is before first_contact_on; the family was met before the first contact.",
        "candidate.initial_meeting_on < candidate.first_contact_on",
        "Look up both dates; if they are right, nothing need be done.",
    ),
    _remarkable(
        "birth_month",
        "after_receipt",
        "birth_month is after the referral was received.",
        "candidate.birth_month > candidate.received_on",
        "Correct birth_month or received_on; for a child yet to be born, leave birth_month blank.",
    ),
    _remarkable(
        "decided_on",
        "decision_without_date",
        "decision is given without decided_on; it counts in no period.",
        "candidate.decision IN ('accepted', 'declined', 'withdrawn') AND candidate.decided_on IS NULL "
        "AND NOT candidate.is_unreadable_decided_on",
        "Fill decided_on with the day of the decision.",
    ),
)

_ALONE = Extract(
    name=_NAME,
    grain="one row per referral",
    is_required=True,
    key=("service_area", "referral_id"),
    columns=(
        Column("referral_id", ColumnType.TEXT, "The referral's pseudonym.", is_required=True),
        Column(
            "child_id",
            ColumnType.TEXT,
            "The child's pseudonym; the same child may be referred again later.",
            is_required=True,
        ),
        Column("service_area", ColumnType.AREA, "The service area's code.", is_required=True),
        Column(
            "received_on",
            ColumnType.DATE,
            "When the Portage service received the request.",
            is_required=True,
        ),
        Column("source", ColumnType.CODE, "Who asked for support.", codes=codes.SOURCE),
        Column("birth_month", ColumnType.MONTH, "The month of birth; never a full date of birth."),
        Column("sex", ColumnType.CODE, "The child's sex.", codes=codes.SEX),
        Column("ethnicity", ColumnType.CODE, "The child's ethnic group.", codes=codes.ETHNICITY),
        Column("primary_need", ColumnType.CODE, "The main type of need.", codes=codes.PRIMARY_NEED),
        Column("imd_decile", ColumnType.INTEGER, "Deprivation decile; 1 is most deprived.", least=1, most=10),
        Column("priority", ColumnType.CODE, "The service's own priority.", codes=codes.PRIORITY),
        Column("delay_areas", ColumnType.INTEGER, "Areas with a significant delay.", least=0, most=5),
        Column("asq_low_areas", ColumnType.INTEGER, "Areas scored 15 or below by ASQ.", least=0, most=5),
        Column("has_sensory_loss", ColumnType.BOOLEAN, "Whether there is a significant sensory loss."),
        Column("has_diagnosis", ColumnType.BOOLEAN, "Whether a condition has been diagnosed."),
        Column("decision", ColumnType.CODE, "What was decided on the request.", codes=codes.DECISION),
        Column("decided_on", ColumnType.DATE, "When it was decided."),
        Column("first_contact_on", ColumnType.DATE, "When the worker first spoke with the family."),
        Column("initial_meeting_on", ColumnType.DATE, "When the first meeting was held."),
        Column("started_on", ColumnType.DATE, "When regular support began."),
        Column("offer", ColumnType.CODE, "What is offered.", codes=codes.OFFER),
        Column(
            "visit_interval_weeks",
            ColumnType.INTEGER,
            "Agreed interval between visits; 1 is weekly, 2 fortnightly.",
            least=1,
            most=13,
        ),
        Column("consent_to_share", ColumnType.BOOLEAN, "Whether the family agrees to information being shared."),
        Column("ehcp_requested_on", ColumnType.DATE, "When an education, health and care plan was requested."),
        Column("transition_shared_on", ColumnType.DATE, "When progress was shared with the next setting."),
        Column("closed_on", ColumnType.DATE, "When the referral was closed."),
        Column("closure_reason", ColumnType.CODE, "Why it was closed.", codes=codes.CLOSURE_REASON),
        Column("destination", ColumnType.CODE, "Where the child went.", codes=codes.DESTINATION),
    ),
    row_checks=(*_ORDER, before(_NAME, "closed_on", "started_on"), *_REMARKABLE),
)


def _several_open(usable: str) -> Check:
    is_open = f"received_on <= {_AS_AT} AND coalesce({ended_on('candidate')} > {_AS_AT}, TRUE)"
    return _remarkable(
        "child_id",
        "several_open",
        "child_id has more than one open referral in the service area; each is counted.",
        "candidate.row_id IN (SELECT row_id FROM ("
        "SELECT row_id, count(*) OVER (PARTITION BY service_area, child_id) AS open_referrals "
        f"FROM delivered.referrals AS candidate WHERE {is_open} AND {usable}) AS usable WHERE open_referrals > 1)",
        "Close the referral that is over; or, if the children are two, give each a child_id of its own.",
    )


def _is_usable(extract: Extract) -> str:
    """SQL for a row that no check sets aside; a check that cannot be answered does not."""
    conditions = (check.fails for check in extract.checks if check.consequence is Consequence.SET_ASIDE)
    return " AND ".join(f"NOT coalesce({condition}, FALSE)" for condition in conditions)


REFERRALS = replace(_ALONE, row_checks=(*_ALONE.row_checks, _several_open(_is_usable(_ALONE))))
