-- One row per referral that has not ended and was visited: its last attended visit by the day of the figures.
-- Of several on one day it is the last by identifier, as attended visits are numbered; the worker is that visit's alone.
WITH numbered AS (
    SELECT
        visits.service_area,
        visits.referral_id,
        visits.planned_on,
        visits.worker_id,
        row_number() OVER (
            PARTITION BY visits.service_area, visits.referral_id
            ORDER BY visits.planned_on DESC, visits.visit_id DESC
        ) AS number_from_last
    FROM accepted.visits
    CROSS JOIN as_at
    INNER JOIN referral
        ON visits.service_area = referral.service_area
        AND visits.referral_id = referral.referral_id
    WHERE visits.status = 'attended' AND visits.planned_on <= as_at.as_at AND referral.ended_on IS NULL
)

SELECT
    service_area,
    referral_id,
    planned_on AS last_visit_on,
    coalesce(worker_id, '') AS worker_id
FROM numbered
WHERE number_from_last = 1
