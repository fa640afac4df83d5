-- One row per service area, referral, standard, sequence and yardstick.
WITH moved AS (
    SELECT
        clock_limit.*,
        clock_pause.moved_days,
        clock_visit.visit_limit_on,
        CASE WHEN clock_limit.is_in_working_days THEN clock_limit.limit_number + clock_pause.moved_days END
            AS moved_number
    FROM clock_limit
    LEFT JOIN clock_pause
        USING (service_area, referral_id, standard, sequence, yardstick)
    LEFT JOIN clock_visit
        USING (service_area, referral_id, standard, sequence, yardstick)
),

dated AS (
    SELECT
        moved.*,
        least(moved.limit_on, moved.visit_limit_on) AS due_on_unpaused,
        least(
            CASE
                WHEN moved.moved_days IS NULL THEN moved.limit_on
                WHEN moved.is_in_working_days THEN working_day.day_on
                ELSE moved.limit_on + CAST(moved.moved_days AS INTEGER)
            END,
            moved.visit_limit_on
        ) AS due_on
    FROM moved
    LEFT JOIN working_day
        ON moved.service_area = working_day.service_area
        AND moved.moved_number = working_day.working_day_number
),

judged AS (
    SELECT
        dated.*,
        as_at.as_at,
        CASE
            WHEN dated.stopped_on <= dated.due_on THEN 'met'
            WHEN dated.stopped_on > dated.due_on THEN 'missed'
            WHEN dated.ended_on <= dated.due_on THEN 'void'
            WHEN dated.ended_on > dated.due_on THEN 'missed'
            WHEN dated.due_on <= as_at.as_at THEN 'overdue'
            ELSE 'running'
        END AS status,
        CASE
            WHEN dated.stopped_on <= dated.due_on_unpaused THEN 'met'
            WHEN dated.stopped_on > dated.due_on_unpaused THEN 'missed'
            WHEN dated.ended_on <= dated.due_on_unpaused THEN 'void'
            WHEN dated.ended_on > dated.due_on_unpaused THEN 'missed'
            WHEN dated.due_on_unpaused <= as_at.as_at THEN 'overdue'
            ELSE 'running'
        END AS status_ignoring_pauses
    FROM dated
    CROSS JOIN as_at
)

SELECT
    judged.service_area,
    judged.referral_id,
    judged.standard,
    judged.sequence,
    judged.yardstick,
    judged.starts_on,
    judged.stopped_on,
    judged.ended_on,
    judged.due_on,
    judged.due_on_unpaused,
    judged.not_before_on,
    judged.status,
    judged.status_ignoring_pauses,
    judged.standard = 'first_contact' AS is_first_contact,
    judged.standard = 'initial_meeting' AS is_initial_meeting,
    judged.standard = 'first_targets' AS is_first_targets,
    judged.standard = 'review' AS is_review,
    judged.due_on <= judged.as_at AND judged.status IN ('met', 'missed', 'overdue') AS is_judged,
    judged.status = 'met' AS is_met,
    judged.due_on_unpaused <= judged.as_at
    AND judged.status_ignoring_pauses IN ('met', 'missed', 'overdue') AS is_judged_ignoring_pauses,
    judged.status_ignoring_pauses = 'met' AS is_met_ignoring_pauses,
    judged.status = 'overdue' AS is_overdue,
    judged.status = 'running' AND judged.due_on <= soon_day.day_on AS is_due_soon,
    judged.stopped_on IS NOT NULL AS is_stopped,
    judged.not_before_on IS NOT NULL AS has_not_before,
    coalesce(judged.stopped_on < judged.not_before_on, FALSE) AS is_held_early,
    stop_day.working_day_number - judged.starts_after_working_day AS working_days_to_stop,
    referral.source,
    referral.sex,
    referral.ethnicity,
    referral.primary_need,
    referral.priority,
    referral.offer,
    referral.imd_quintile
FROM judged
INNER JOIN referral
    ON judged.service_area = referral.service_area
    AND judged.referral_id = referral.referral_id
INNER JOIN soon_day
    ON judged.service_area = soon_day.service_area
LEFT JOIN calendar AS stop_day
    ON judged.service_area = stop_day.service_area
    AND judged.stopped_on = stop_day.day_on
