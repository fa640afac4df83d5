-- One row per service area, referral, standard, sequence and yardstick: the rule that judges a clock and its limit.
-- The rule in force on the clock's start decides; with none in force there is no clock. Day N of a limit in working
-- days is the Nth working day after the start; a limit in months falls on the same day of the month or on its last.
WITH yardstick_rule AS (
    SELECT
        'own' AS yardstick,
        service_area.service_area,
        standard.* EXCLUDE (service_area)
    FROM standard
    INNER JOIN service_area
        ON standard.service_area = service_area.service_area
    UNION ALL
    SELECT
        'common' AS yardstick,
        service_area.service_area,
        standard.* EXCLUDE (service_area)
    FROM standard
    CROSS JOIN service_area
    WHERE standard.service_area = 'common'
),

ruled AS (
    SELECT
        clock_run.*,
        rule.yardstick,
        rule.unit,
        CAST(rule.within AS INTEGER) AS within,
        rule.within_visits,
        CAST(rule.not_before AS INTEGER) AS not_before,
        rule.unit = 'working_days' AS is_in_working_days,
        start_day.working_day_number AS starts_after_working_day
    FROM clock_run
    INNER JOIN yardstick_rule AS rule
        ON clock_run.service_area = rule.service_area
        AND clock_run.standard = rule.standard
        AND clock_run.starts_on >= rule.from_on
        AND clock_run.starts_on <= coalesce(rule.until_on, clock_run.starts_on)
    INNER JOIN calendar AS start_day
        ON clock_run.service_area = start_day.service_area
        AND clock_run.starts_on = start_day.day_on
),

numbered AS (
    SELECT
        *,
        CASE WHEN is_in_working_days THEN starts_after_working_day + within END AS limit_number,
        CASE WHEN is_in_working_days THEN starts_after_working_day + not_before END AS not_before_number
    FROM ruled
),

dated AS (
    SELECT
        numbered.*,
        CASE numbered.unit
            WHEN 'working_days' THEN limit_day.day_on
            WHEN 'calendar_days' THEN numbered.starts_on + numbered.within
            WHEN 'weeks' THEN numbered.starts_on + 7 * numbered.within
            WHEN 'months' THEN CAST(numbered.starts_on + numbered.within * INTERVAL 1 MONTH AS DATE)
        END AS limit_on,
        CASE numbered.unit
            WHEN 'working_days' THEN early_day.day_on
            WHEN 'calendar_days' THEN numbered.starts_on + numbered.not_before
            WHEN 'weeks' THEN numbered.starts_on + 7 * numbered.not_before
            WHEN 'months' THEN CAST(numbered.starts_on + numbered.not_before * INTERVAL 1 MONTH AS DATE)
        END AS not_before_on
    FROM numbered
    LEFT JOIN working_day AS limit_day
        ON numbered.service_area = limit_day.service_area
        AND numbered.limit_number = limit_day.working_day_number
    LEFT JOIN working_day AS early_day
        ON numbered.service_area = early_day.service_area
        AND numbered.not_before_number = early_day.working_day_number
)

SELECT
    *,
    CASE WHEN is_in_working_days THEN within ELSE limit_on - starts_on END AS allowed_days
FROM dated
