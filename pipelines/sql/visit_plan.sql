-- One row per referral and statutory term in which a visit was to be expected: the visits expected, and those of them
-- that were kept. The interval is the referral's, else its area's in force on the Monday of its first active week of the
-- term, else the common one.
WITH attended_week AS (
    SELECT
        service_area,
        referral_id,
        CAST(date_trunc('week', planned_on) AS DATE) AS monday_on,
        count(*) AS visits
    FROM attended_visit
    GROUP BY service_area, referral_id, CAST(date_trunc('week', planned_on) AS DATE)
),

term AS (
    SELECT
        active_week.service_area,
        active_week.referral_id,
        active_week.term_starts_on,
        min(active_week.monday_on) AS first_monday_on,
        count(*) AS weeks,
        coalesce(sum(attended_week.visits), 0) AS visits
    FROM active_week
    LEFT JOIN attended_week
        ON active_week.service_area = attended_week.service_area
        AND active_week.referral_id = attended_week.referral_id
        AND active_week.monday_on = attended_week.monday_on
    GROUP BY active_week.service_area, active_week.referral_id, active_week.term_starts_on
),

planned AS (
    SELECT
        term.*,
        CAST(
            term.weeks // coalesce(referral.visit_interval_weeks, own_rule.every_weeks, common_rule.every_weeks)
            AS BIGINT
        ) AS expected_visits
    FROM term
    INNER JOIN referral
        ON term.service_area = referral.service_area
        AND term.referral_id = referral.referral_id
    LEFT JOIN visit_rule AS own_rule
        ON term.service_area = own_rule.service_area
        AND term.first_monday_on >= own_rule.from_on
        AND term.first_monday_on <= coalesce(own_rule.until_on, term.first_monday_on)
    LEFT JOIN visit_rule AS common_rule
        ON common_rule.service_area = 'common'
        AND term.first_monday_on >= common_rule.from_on
        AND term.first_monday_on <= coalesce(common_rule.until_on, term.first_monday_on)
)

SELECT
    planned.service_area,
    planned.referral_id,
    planned.term_starts_on,
    planned.expected_visits,
    CAST(least(planned.expected_visits, planned.visits) AS BIGINT) AS kept_visits,
    referral.source,
    referral.sex,
    referral.ethnicity,
    referral.primary_need,
    referral.priority,
    referral.offer,
    referral.imd_quintile
FROM planned
INNER JOIN referral
    ON planned.service_area = referral.service_area
    AND planned.referral_id = referral.referral_id
WHERE planned.expected_visits > 0
