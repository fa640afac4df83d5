-- One row per referral and snapshot on which it waited.
WITH chosen AS (
    SELECT
        max(value) FILTER (WHERE name = 'long_wait_days') AS long_wait_days,
        max(value) FILTER (WHERE name = 'very_long_wait_days') AS very_long_wait_days
    FROM threshold
)

SELECT
    referral.service_area,
    referral.referral_id,
    snapshot.snapshot_on,
    snapshot.snapshot_on - referral.received_on AS wait_days,
    snapshot.snapshot_on - referral.received_on > chosen.long_wait_days AS is_over_12_weeks,
    snapshot.snapshot_on - referral.received_on > chosen.very_long_wait_days AS is_over_18_weeks,
    CASE
        WHEN referral.initial_meeting_on <= snapshot.snapshot_on THEN 'start'
        WHEN referral.first_contact_on <= snapshot.snapshot_on THEN 'initial_meeting'
        ELSE 'first_contact'
    END AS stage,
    wait_band.band,
    referral.source,
    referral.sex,
    referral.ethnicity,
    referral.primary_need,
    referral.priority,
    referral.offer,
    referral.imd_quintile
FROM referral
INNER JOIN wait
    ON referral.service_area = wait.service_area
    AND referral.referral_id = wait.referral_id
INNER JOIN snapshot
    ON referral.received_on <= snapshot.snapshot_on
    AND wait.waited_until_on > snapshot.snapshot_on
INNER JOIN wait_band
    ON snapshot.snapshot_on - referral.received_on >= wait_band.least_days
    AND snapshot.snapshot_on - referral.received_on <= wait_band.most_days
CROSS JOIN chosen
