-- One row per day at whose close lists are taken: the last of each month with referrals or after it, and the day of the
-- figures for its own month.
WITH reach AS (
    SELECT
        date_trunc('month', min(referral.received_on)) AS first_month,
        max(as_at.as_at) AS as_at
    FROM referral
    CROSS JOIN as_at
),

month_start AS (
    SELECT
        reach.as_at,
        unnest(generate_series(reach.first_month, CAST(reach.as_at AS TIMESTAMP), INTERVAL 1 MONTH)) AS starts_at
    FROM reach
)

SELECT least(CAST(starts_at + INTERVAL 1 MONTH AS DATE) - 1, as_at) AS snapshot_on
FROM month_start
