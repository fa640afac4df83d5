-- One row per referral that was closed by the day of the figures and had started on or before that day.
SELECT
    referral.service_area,
    referral.referral_id,
    referral.closed_on,
    coalesce(referral.closure_reason, 'unknown') AS closure_reason,
    coalesce(referral.destination, 'unknown') AS destination,
    referral.destination IS NOT NULL AS is_destination_known,
    coalesce(referral.destination <> 'home', FALSE) AS has_next_setting,
    referral.ehcp_requested_on IS NOT NULL AS is_ehcp_requested,
    referral.transition_shared_on IS NOT NULL AS is_transition_shared,
    coalesce(referral.closure_reason = 'non_attendance', FALSE) AS is_non_attendance,
    referral.source,
    referral.sex,
    referral.ethnicity,
    referral.primary_need,
    referral.priority,
    referral.offer,
    referral.imd_quintile
FROM referral
WHERE referral.started_on <= referral.closed_on
