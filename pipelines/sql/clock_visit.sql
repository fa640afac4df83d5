-- One row per service area, referral, standard, sequence and yardstick whose limit is also a number of visits that
-- were made: the day of the last visit that is on time.
WITH made_by_start AS (
    SELECT
        clock_limit.service_area,
        clock_limit.referral_id,
        clock_limit.standard,
        clock_limit.sequence,
        clock_limit.yardstick,
        clock_limit.within_visits,
        count(attended_visit.visit_id) AS visits
    FROM clock_limit
    LEFT JOIN attended_visit
        ON clock_limit.service_area = attended_visit.service_area
        AND clock_limit.referral_id = attended_visit.referral_id
        AND attended_visit.planned_on <= clock_limit.starts_on
    WHERE clock_limit.within_visits IS NOT NULL
    GROUP BY
        clock_limit.service_area,
        clock_limit.referral_id,
        clock_limit.standard,
        clock_limit.sequence,
        clock_limit.yardstick,
        clock_limit.within_visits
)

SELECT
    made_by_start.service_area,
    made_by_start.referral_id,
    made_by_start.standard,
    made_by_start.sequence,
    made_by_start.yardstick,
    attended_visit.planned_on AS visit_limit_on
FROM made_by_start
INNER JOIN attended_visit
    ON made_by_start.service_area = attended_visit.service_area
    AND made_by_start.referral_id = attended_visit.referral_id
    AND made_by_start.visits + made_by_start.within_visits = attended_visit.visit_number
