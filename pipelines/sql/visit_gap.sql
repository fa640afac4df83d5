-- One row per referral supported at the close of the day of the figures: its last visit, and the term weeks since.
-- A term week counts if it is over, was one of support from its Monday on, and began after the last attended visit.
WITH chosen AS (
    SELECT max(value) FILTER (WHERE name = 'unvisited_term_weeks') AS most_weeks
    FROM threshold
),

counted AS (
    SELECT
        referral.service_area,
        referral.referral_id,
        referral.started_on,
        last_visit.last_visit_on,
        last_visit.worker_id,
        referral.priority,
        count(term_week.monday_on) AS term_weeks
    FROM referral
    LEFT JOIN last_visit
        ON referral.service_area = last_visit.service_area
        AND referral.referral_id = last_visit.referral_id
    LEFT JOIN term_week
        ON referral.service_area = term_week.service_area
        AND referral.started_on <= term_week.monday_on
        AND coalesce(last_visit.last_visit_on < term_week.monday_on, TRUE)
    WHERE referral.started_on IS NOT NULL AND referral.ended_on IS NULL
    GROUP BY
        referral.service_area,
        referral.referral_id,
        referral.started_on,
        last_visit.last_visit_on,
        last_visit.worker_id,
        referral.priority
)

SELECT
    counted.service_area,
    counted.referral_id,
    counted.started_on,
    counted.last_visit_on,
    counted.term_weeks,
    counted.term_weeks > chosen.most_weeks AS is_unvisited,
    coalesce(counted.worker_id, '') AS worker_id,
    counted.priority
FROM counted
CROSS JOIN chosen
