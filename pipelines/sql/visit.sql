-- One row per visit planned by the day of the figures whose outcome is known.
WITH chosen AS (
    SELECT max(value) FILTER (WHERE name = 'typical_minutes_tolerance') AS tolerance
    FROM threshold
),

happened AS (
    SELECT
        visits.*,
        chosen.tolerance
    FROM accepted.visits
    CROSS JOIN as_at
    CROSS JOIN chosen
    WHERE visits.planned_on <= as_at.as_at AND visits.status <> 'planned'
)

SELECT
    happened.service_area,
    happened.visit_id,
    happened.referral_id,
    happened.planned_on,
    happened.minutes,
    happened.status = 'attended' AS is_attended,
    happened.status = 'not_brought' AS is_not_brought,
    happened.status = 'cancelled_by_family' AS is_cancelled_by_family,
    happened.status = 'cancelled_by_service' AS is_cancelled_by_service,
    happened.is_joint IS NOT NULL AS is_joint_known,
    coalesce(happened.is_joint, FALSE) AS is_joint,
    happened.practised IS NOT NULL AS is_practice_known,
    coalesce(happened.practised, FALSE) AS is_practised,
    coalesce(happened.kind = 'home', FALSE) AS is_home,
    happened.minutes IS NOT NULL AS has_minutes,
    visit_rule.typical_minutes IS NOT NULL AS has_typical_minutes,
    coalesce(abs(happened.minutes - visit_rule.typical_minutes) <= happened.tolerance, FALSE) AS is_typical_length,
    coalesce(happened.kind, 'unknown') AS kind,
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
LEFT JOIN visit_rule
    ON happened.service_area = visit_rule.service_area
    AND happened.planned_on >= visit_rule.from_on
    AND happened.planned_on <= coalesce(visit_rule.until_on, happened.planned_on)
