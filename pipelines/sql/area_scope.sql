-- One row per service area with referrals: which rules it has published by the day of the figures, and whether its
-- own term dates were delivered.
WITH area AS (
    SELECT DISTINCT service_area FROM referral
),

own_calendar AS (
    SELECT DISTINCT service_area FROM accepted.term_dates
),

published AS (
    SELECT
        service_area,
        'leaving' AS rule,
        from_on
    FROM leaving_rule
    UNION ALL
    SELECT
        service_area,
        'eligibility' AS rule,
        from_on
    FROM eligibility
    UNION ALL
    SELECT
        service_area,
        'typical_minutes' AS rule,
        from_on
    FROM visit_rule
    WHERE typical_minutes IS NOT NULL
)

SELECT
    area.service_area,
    coalesce(bool_or(published.rule = 'leaving'), FALSE) AS has_leaving_rule,
    coalesce(bool_or(published.rule = 'eligibility'), FALSE) AS has_eligibility_rule,
    coalesce(bool_or(published.rule = 'typical_minutes'), FALSE) AS has_typical_minutes,
    bool_or(own_calendar.service_area IS NOT NULL) AS has_term_dates
FROM area
CROSS JOIN as_at
LEFT JOIN own_calendar
    ON area.service_area = own_calendar.service_area
LEFT JOIN published
    ON area.service_area = published.service_area
    AND published.from_on <= as_at.as_at
GROUP BY area.service_area
