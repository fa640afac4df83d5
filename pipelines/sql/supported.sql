-- One row per referral and snapshot on which it was supported: started, and not ended.
SELECT
    referral.service_area,
    referral.referral_id,
    snapshot.snapshot_on,
    referral.source,
    referral.sex,
    referral.ethnicity,
    referral.primary_need,
    referral.priority,
    referral.offer,
    referral.imd_quintile
FROM referral
INNER JOIN snapshot
    ON referral.started_on <= snapshot.snapshot_on
    AND snapshot.snapshot_on < coalesce(referral.ended_on, snapshot.snapshot_on + 1)
