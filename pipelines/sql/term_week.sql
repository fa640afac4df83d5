-- One row per service area with referrals and week of its school terms that is over by the day of the figures.
-- A term week is a Monday to Sunday with enough school days; it is over with its Friday. An area that delivered no term
-- dates goes by the illustrative ones.
WITH chosen AS (
    SELECT max(value) FILTER (WHERE name = 'school_days_of_term_week') AS school_days
    FROM threshold
),

area AS (
    SELECT
        service_area,
        min(received_on) AS first_on
    FROM referral
    GROUP BY service_area
),

delivered_area AS (
    SELECT DISTINCT service_area FROM accepted.term_dates
),

span AS (
    SELECT
        service_area,
        starts_on,
        ends_on
    FROM accepted.term_dates
    UNION ALL
    SELECT
        area.service_area,
        illustrative_term.starts_on,
        illustrative_term.ends_on
    FROM area
    CROSS JOIN illustrative_term
    LEFT JOIN delivered_area
        ON area.service_area = delivered_area.service_area
    WHERE delivered_area.service_area IS NULL
),

reached AS (
    SELECT
        span.service_area,
        greatest(span.starts_on, area.first_on) AS starts_on,
        least(span.ends_on, as_at.as_at) AS ends_on
    FROM span
    INNER JOIN area
        ON span.service_area = area.service_area
    CROSS JOIN as_at
),

term_day AS (
    SELECT
        service_area,
        CAST(unnest(generate_series(
            CAST(starts_on AS TIMESTAMP), CAST(ends_on AS TIMESTAMP), INTERVAL 1 DAY
        )) AS DATE) AS day_on
    FROM reached
),

school_day AS (
    SELECT DISTINCT
        service_area,
        day_on,
        CAST(date_trunc('week', day_on) AS DATE) AS monday_on
    FROM term_day
    WHERE isodow(day_on) <= 5
),

week AS (
    SELECT
        school_day.service_area,
        school_day.monday_on,
        school_day.monday_on + 4 AS friday_on
    FROM school_day
    GROUP BY school_day.service_area, school_day.monday_on
    HAVING count(*) >= (SELECT school_days FROM chosen)
)

SELECT
    week.service_area,
    week.monday_on,
    week.friday_on,
    CAST(
        date_trunc('month', week.monday_on)
        - (extract('month' FROM week.monday_on) - statutory_term.first_month) * INTERVAL 1 MONTH AS DATE
    ) AS term_starts_on
FROM week
CROSS JOIN as_at
INNER JOIN statutory_term
    ON extract('month' FROM week.monday_on) BETWEEN statutory_term.first_month AND statutory_term.last_month
WHERE week.friday_on <= as_at.as_at
