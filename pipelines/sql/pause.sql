-- One row per referral, standard and unbroken run of paused days.
-- A pause that begins after the day of the figures has not happened; one begun by then counts whole, as far as
-- the calendar reaches.
WITH begun AS (
    SELECT
        pauses.service_area,
        pauses.referral_id,
        pauses.standard,
        pauses.from_on,
        least(pauses.to_on, horizon.last_pause_on) AS to_on
    FROM accepted.pauses
    CROSS JOIN as_at
    CROSS JOIN horizon
    WHERE pauses.from_on <= as_at.as_at
),

reached AS (
    SELECT
        *,
        max(to_on) OVER (
            PARTITION BY service_area, referral_id, standard
            ORDER BY from_on, to_on
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS reached_on
    FROM begun
),

numbered AS (
    SELECT
        *,
        sum(CASE WHEN from_on <= reached_on THEN 0 ELSE 1 END) OVER (
            PARTITION BY service_area, referral_id, standard
            ORDER BY from_on, to_on
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS run
    FROM reached
)

SELECT
    service_area,
    referral_id,
    standard,
    min(from_on) AS from_on,
    max(to_on) AS to_on
FROM numbered
GROUP BY service_area, referral_id, standard, run
