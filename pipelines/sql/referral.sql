-- One row per referral received by the day of the figures.
-- Nothing after that day has happened yet: later dates are blank here, and so is what rests on them.
WITH happened AS (
    SELECT
        service_area,
        referral_id,
        child_id,
        received_on,
        source,
        birth_month,
        sex,
        ethnicity,
        primary_need,
        imd_decile,
        priority,
        offer,
        visit_interval_weeks,
        closure_reason,
        destination,
        decision,
        CASE WHEN decided_on <= as_at.as_at THEN decided_on END AS decided_on,
        CASE WHEN first_contact_on <= as_at.as_at THEN first_contact_on END AS first_contact_on,
        CASE WHEN initial_meeting_on <= as_at.as_at THEN initial_meeting_on END AS initial_meeting_on,
        CASE WHEN started_on <= as_at.as_at THEN started_on END AS started_on,
        CASE WHEN closed_on <= as_at.as_at THEN closed_on END AS closed_on,
        CASE WHEN ehcp_requested_on <= as_at.as_at THEN ehcp_requested_on END AS ehcp_requested_on,
        CASE WHEN transition_shared_on <= as_at.as_at THEN transition_shared_on END AS transition_shared_on
    FROM accepted.referrals
    CROSS JOIN as_at
    WHERE received_on <= as_at.as_at
),

ended AS (
    SELECT
        *,
        least(closed_on, CASE WHEN decision IN ('declined', 'withdrawn') THEN decided_on END) AS ended_on
    FROM happened
)

SELECT
    service_area,
    referral_id,
    child_id,
    received_on,
    birth_month,
    visit_interval_weeks,
    decision,
    decided_on,
    first_contact_on,
    initial_meeting_on,
    CASE WHEN started_on <= coalesce(ended_on, started_on) THEN started_on END AS started_on,
    closed_on,
    closure_reason,
    destination,
    ehcp_requested_on,
    transition_shared_on,
    ended_on,
    coalesce(source, 'unknown') AS source,
    coalesce(sex, 'unknown') AS sex,
    coalesce(ethnicity, 'unknown') AS ethnicity,
    coalesce(primary_need, 'unknown') AS primary_need,
    coalesce(priority, 'unknown') AS priority,
    coalesce(offer, 'unknown') AS offer,
    coalesce(CAST((imd_decile + 1) // 2 AS VARCHAR), 'unknown') AS imd_quintile
FROM ended
