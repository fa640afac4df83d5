-- One row per service area, referral, standard and sequence: from when to when a clock ran, whatever its limit.
-- A clock that starts after the referral's end does not exist; a stop after the end is no stop.
WITH first_target AS (
    SELECT
        referral.service_area,
        referral.referral_id,
        min(targets.set_on) AS set_on
    FROM referral
    CROSS JOIN as_at
    INNER JOIN accepted.targets
        ON referral.service_area = targets.service_area
        AND referral.referral_id = targets.referral_id
    WHERE targets.set_on >= referral.initial_meeting_on AND targets.set_on <= as_at.as_at
    GROUP BY referral.service_area, referral.referral_id
),

run AS (
    SELECT
        service_area,
        referral_id,
        'first_contact' AS standard,
        1 AS sequence,
        received_on AS starts_on,
        first_contact_on AS stops_on
    FROM referral
    UNION ALL
    SELECT
        service_area,
        referral_id,
        'initial_meeting' AS standard,
        1 AS sequence,
        received_on AS starts_on,
        initial_meeting_on AS stops_on
    FROM referral
    UNION ALL
    SELECT
        referral.service_area,
        referral.referral_id,
        'first_targets' AS standard,
        1 AS sequence,
        referral.initial_meeting_on AS starts_on,
        first_target.set_on AS stops_on
    FROM referral
    LEFT JOIN first_target
        ON referral.service_area = first_target.service_area
        AND referral.referral_id = first_target.referral_id
    WHERE referral.initial_meeting_on IS NOT NULL
    UNION ALL
    SELECT
        service_area,
        referral_id,
        'review' AS standard,
        row_number() OVER (PARTITION BY service_area, referral_id ORDER BY review_on) AS sequence,
        review_on AS starts_on,
        lead(review_on) OVER (PARTITION BY service_area, referral_id ORDER BY review_on) AS stops_on
    FROM review_day
)

SELECT
    run.service_area,
    run.referral_id,
    run.standard,
    run.sequence,
    run.starts_on,
    CASE WHEN run.stops_on <= coalesce(referral.ended_on, run.stops_on) THEN run.stops_on END AS stopped_on,
    referral.ended_on
FROM run
INNER JOIN referral
    ON run.service_area = referral.service_area
    AND run.referral_id = referral.referral_id
INNER JOIN standard_supply
    ON run.service_area = standard_supply.service_area
    AND run.standard = standard_supply.standard
WHERE standard_supply.is_supplied AND run.starts_on <= coalesce(referral.ended_on, run.starts_on)
