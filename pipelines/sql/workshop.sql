-- One row per person enrolled on a workshop that had begun by the day of the figures.
WITH chosen AS (
    SELECT CAST(max(value) FILTER (WHERE name = 'workshop_over_days') AS INTEGER) AS over_days
    FROM threshold
)

SELECT
    workshops.service_area,
    workshops.enrolment_id,
    workshops.first_day_on,
    workshops.first_day_on + chosen.over_days <= as_at.as_at AS is_over,
    coalesce(
        workshops.attended_day_1 AND workshops.attended_day_2 AND workshops.attended_follow_up,
        FALSE
    ) AS is_completed,
    coalesce(workshops.attendee, 'unknown') AS attendee
FROM accepted.workshops
CROSS JOIN as_at
CROSS JOIN chosen
WHERE workshops.first_day_on <= as_at.as_at
