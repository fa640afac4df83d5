-- One row per target set by the day of the figures.
-- It is reviewed if an outcome was given by then, and withdrawn, which may have no date, if that outcome says so.
WITH happened AS (
    SELECT
        targets.*,
        as_at.as_at,
        coalesce(targets.outcome = 'withdrawn', FALSE)
        AND coalesce(targets.reviewed_on <= as_at.as_at, TRUE) AS is_withdrawn,
        targets.outcome IS NOT NULL
        AND coalesce(targets.reviewed_on <= as_at.as_at, FALSE) AS is_reviewed
    FROM accepted.targets
    CROSS JOIN as_at
    WHERE targets.set_on <= as_at.as_at
)

SELECT
    happened.service_area,
    happened.target_id,
    happened.referral_id,
    happened.set_on,
    happened.review_due_on,
    happened.reviewed_on,
    happened.review_due_on <= happened.as_at AND NOT happened.is_withdrawn AS is_due,
    happened.is_reviewed AND coalesce(happened.outcome = 'achieved', FALSE) AS is_achieved,
    happened.is_reviewed AND coalesce(happened.outcome = 'partly_achieved', FALSE) AS is_partly_achieved,
    happened.is_reviewed AND coalesce(happened.outcome = 'not_achieved', FALSE) AS is_not_achieved,
    NOT happened.is_reviewed AS is_not_reviewed,
    happened.reviewed_on - happened.set_on AS days_to_achieve,
    coalesce(happened.area_of_development, 'unknown') AS area_of_development,
    referral.source,
    referral.sex,
    referral.ethnicity,
    referral.primary_need,
    referral.priority,
    referral.offer,
    referral.imd_quintile
FROM happened
INNER JOIN referral
    ON happened.service_area = referral.service_area
    AND happened.referral_id = referral.referral_id
