-- One row per referral: its wait for support to start, and how that came out by the day of the figures.
-- It waited until the day before waited_until_on, which lies after the day of the figures where it still does.
WITH chosen AS (
    SELECT
        CAST(max(value) FILTER (WHERE name = 'ageing_out_days') AS INTEGER) AS ageing_out_days,
        CAST(max(value) FILTER (WHERE name = 'cohort_months') AS INTEGER) AS cohort_months
    FROM threshold
),

outcome AS (
    SELECT
        referral.*,
        as_at.as_at,
        CASE WHEN referral.started_on IS NULL THEN referral.ended_on END AS wait_ended_on,
        coalesce(referral.started_on, referral.ended_on) AS over_on,
        CAST(as_at.as_at - chosen.cohort_months * INTERVAL 1 MONTH AS DATE) AS before_cohort_on,
        as_at.as_at + chosen.ageing_out_days AS ages_out_by_on
    FROM referral
    CROSS JOIN as_at
    CROSS JOIN chosen
),

leaving_in_force AS (
    SELECT
        leaving_date.service_area,
        leaving_date.referral_id,
        leaving_date.leaving_on
    FROM leaving_date
    CROSS JOIN as_at
    WHERE leaving_date.from_on <= as_at.as_at AND as_at.as_at <= coalesce(leaving_date.until_on, as_at.as_at)
)

SELECT
    referral.service_area,
    referral.referral_id,
    referral.received_on,
    referral.started_on,
    referral.wait_ended_on,
    coalesce(referral.over_on, referral.as_at + 1) AS waited_until_on,
    referral.started_on IS NOT NULL AS is_started,
    referral.wait_ended_on IS NOT NULL AS is_ended_unstarted,
    referral.received_on > referral.before_cohort_on AS is_in_cohort,
    coalesce(referral.over_on, referral.as_at) - referral.received_on AS days_followed,
    referral.started_on - referral.received_on AS days_to_start,
    coalesce(referral.over_on IS NULL AND leaving_in_force.leaving_on <= referral.ages_out_by_on, FALSE) AS is_ageing_out,
    CASE
        WHEN referral.initial_meeting_on IS NOT NULL THEN 'start'
        WHEN referral.first_contact_on IS NOT NULL THEN 'initial_meeting'
        ELSE 'first_contact'
    END AS stage,
    referral.source,
    referral.sex,
    referral.ethnicity,
    referral.primary_need,
    referral.priority,
    referral.offer,
    referral.imd_quintile
FROM outcome AS referral
LEFT JOIN leaving_in_force
    ON referral.service_area = leaving_in_force.service_area
    AND referral.referral_id = leaving_in_force.referral_id
