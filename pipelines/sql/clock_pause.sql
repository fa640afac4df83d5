-- One row per service area, referral, standard, sequence and yardstick with a pause: the days its limit moves.
-- Days are of the kind the limit counts. A run of paused days moves the limit if fewer than the allowed days were
-- counted before it; the days counted before it leave out all earlier paused ones.
WITH paused AS (
    SELECT
        clock_limit.service_area,
        clock_limit.referral_id,
        clock_limit.standard,
        clock_limit.sequence,
        clock_limit.yardstick,
        clock_limit.starts_on,
        clock_limit.is_in_working_days,
        clock_limit.starts_after_working_day,
        clock_limit.allowed_days,
        greatest(pause.from_on, clock_limit.starts_on + 1) AS from_on,
        pause.to_on
    FROM clock_limit
    INNER JOIN pause
        ON clock_limit.service_area = pause.service_area
        AND clock_limit.referral_id = pause.referral_id
        AND clock_limit.standard = pause.standard
        AND clock_limit.starts_on < pause.to_on
),

measured AS (
    SELECT
        paused.*,
        CASE
            WHEN paused.is_in_working_days THEN last_day.working_day_number - day_before.working_day_number
            ELSE paused.to_on - paused.from_on + 1
        END AS paused_days,
        CASE
            WHEN paused.is_in_working_days THEN day_before.working_day_number - paused.starts_after_working_day
            ELSE paused.from_on - 1 - paused.starts_on
        END AS days_before
    FROM paused
    INNER JOIN calendar AS day_before
        ON paused.service_area = day_before.service_area
        AND paused.from_on - 1 = day_before.day_on
    INNER JOIN calendar AS last_day
        ON paused.service_area = last_day.service_area
        AND paused.to_on = last_day.day_on
),

counted AS (
    SELECT
        *,
        days_before - coalesce(sum(paused_days) OVER (
            PARTITION BY service_area, referral_id, standard, sequence, yardstick
            ORDER BY from_on
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS counted_before
    FROM measured
)

SELECT
    service_area,
    referral_id,
    standard,
    sequence,
    yardstick,
    CAST(sum(CASE WHEN counted_before < allowed_days THEN paused_days ELSE 0 END) AS BIGINT) AS moved_days
FROM counted
GROUP BY service_area, referral_id, standard, sequence, yardstick
