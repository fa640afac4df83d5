-- One row per referral and day on which a review clock starts.
-- The first is the day its first target was set, the others the days after it on which a review was held.
WITH first_target AS (
    SELECT
        targets.service_area,
        targets.referral_id,
        min(targets.set_on) AS set_on
    FROM accepted.targets
    CROSS JOIN as_at
    WHERE targets.set_on <= as_at.as_at
    GROUP BY targets.service_area, targets.referral_id
),

held AS (
    SELECT DISTINCT
        reviews.service_area,
        reviews.referral_id,
        reviews.held_on
    FROM accepted.reviews
    CROSS JOIN as_at
    INNER JOIN first_target
        ON reviews.service_area = first_target.service_area
        AND reviews.referral_id = first_target.referral_id
    WHERE reviews.held_on > first_target.set_on AND reviews.held_on <= as_at.as_at
)

SELECT service_area, referral_id, set_on AS review_on FROM first_target
UNION ALL
SELECT service_area, referral_id, held_on AS review_on FROM held
