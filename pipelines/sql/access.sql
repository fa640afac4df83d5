-- One row per referral: what was decided, and whether the child met the criteria in force when it was received.
-- Criteria have three answers. One alternative that is met is enough; where none is and one cannot be told, it is
-- unknown; and what decides for a child although the rest is unknown decides.
WITH aged AS (
    SELECT
        referral.*,
        date_diff('month', referral.birth_month, referral.received_on) AS age_months,
        referrals.delay_areas,
        referrals.asq_low_areas,
        referrals.has_sensory_loss,
        referrals.has_diagnosis,
        referrals.consent_to_share
    FROM referral
    INNER JOIN accepted.referrals
        ON referral.service_area = referrals.service_area
        AND referral.referral_id = referrals.referral_id
),

leaving_at_receipt AS (
    SELECT
        aged.service_area,
        aged.referral_id,
        leaving_date.leaving_on
    FROM aged
    INNER JOIN leaving_date
        ON aged.service_area = leaving_date.service_area
        AND aged.referral_id = leaving_date.referral_id
    WHERE leaving_date.from_on <= aged.received_on
        AND aged.received_on <= coalesce(leaving_date.until_on, aged.received_on)
),

asked AS (
    SELECT
        aged.service_area,
        aged.referral_id,
        CASE
            WHEN eligibility.max_age_months IS NULL THEN TRUE
            ELSE aged.age_months <= eligibility.max_age_months
        END AS is_young_enough,
        CASE
            WHEN NOT eligibility.before_leaving THEN TRUE
            ELSE aged.received_on < leaving_at_receipt.leaving_on
        END AS is_before_leaving,
        CASE
            WHEN eligibility.min_delay_areas IS NULL THEN TRUE
            ELSE aged.delay_areas >= eligibility.min_delay_areas
        END
        AND CASE
            WHEN eligibility.min_asq_low_areas IS NULL THEN TRUE
            ELSE aged.asq_low_areas >= eligibility.min_asq_low_areas
        END
        AND CASE WHEN eligibility.has_sensory_loss IS NULL THEN TRUE ELSE aged.has_sensory_loss END
        AND CASE WHEN eligibility.has_diagnosis IS NULL THEN TRUE ELSE aged.has_diagnosis END AS has_need
    FROM aged
    INNER JOIN eligibility
        ON aged.service_area = eligibility.service_area
        AND aged.received_on >= eligibility.from_on
        AND aged.received_on <= coalesce(eligibility.until_on, aged.received_on)
    LEFT JOIN leaving_at_receipt
        ON aged.service_area = leaving_at_receipt.service_area
        AND aged.referral_id = leaving_at_receipt.referral_id
),

answered AS (
    SELECT
        service_area,
        referral_id,
        bool_and(is_young_enough)
        AND bool_and(is_before_leaving)
        AND CASE WHEN bool_or(has_need) OR count(has_need) = count(*) THEN bool_or(has_need) END AS is_within
    FROM asked
    GROUP BY service_area, referral_id
)

SELECT
    referral.service_area,
    referral.referral_id,
    referral.received_on,
    referral.decided_on,
    coalesce(referral.decision = 'accepted', FALSE) AS is_accepted,
    coalesce(referral.decision IN ('accepted', 'declined'), FALSE) AS is_decided,
    referral.consent_to_share IS NOT NULL AS is_consent_known,
    coalesce(referral.consent_to_share, FALSE) AS is_consented,
    answered.referral_id IS NOT NULL AS has_criteria,
    answered.is_within IS NOT NULL AS is_criteria_known,
    answered.referral_id IS NOT NULL AND answered.is_within IS NULL AS is_criteria_unknown,
    coalesce(answered.is_within, FALSE) AS is_within_criteria,
    referral.age_months IS NOT NULL AS is_age_known,
    referral.age_months,
    referral.source,
    referral.sex,
    referral.ethnicity,
    referral.primary_need,
    referral.priority,
    referral.offer,
    referral.imd_quintile
FROM aged AS referral
LEFT JOIN answered
    ON referral.service_area = answered.service_area
    AND referral.referral_id = answered.referral_id
