-- One row per referral and term week in which it was supported from the Monday to the Friday.
SELECT
    referral.service_area,
    referral.referral_id,
    term_week.monday_on,
    term_week.term_starts_on
FROM referral
INNER JOIN term_week
    ON referral.service_area = term_week.service_area
    AND referral.started_on <= term_week.monday_on
    AND term_week.friday_on < coalesce(referral.ended_on, term_week.friday_on + 1)
