-- One row per attended visit planned by the day of the figures, numbered within its referral.
SELECT
    visits.service_area,
    visits.referral_id,
    visits.visit_id,
    visits.planned_on,
    row_number() OVER (
        PARTITION BY visits.service_area, visits.referral_id
        ORDER BY visits.planned_on, visits.visit_id
    ) AS visit_number
FROM accepted.visits
CROSS JOIN as_at
WHERE visits.status = 'attended' AND visits.planned_on <= as_at.as_at
