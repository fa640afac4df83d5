-- One row per service area, referral, standard, sequence and yardstick of a clock that is overdue or due soon.
-- Working days left are those after the day of the figures, to the due day; once it has gone by, those since, below 0.
SELECT
    clock.service_area,
    clock.referral_id,
    clock.standard,
    clock.sequence,
    clock.yardstick,
    clock.starts_on,
    clock.due_on,
    clock.status,
    due_day.working_day_number - today.working_day_number AS working_days_left,
    coalesce(last_visit.worker_id, '') AS worker_id,
    clock.priority
FROM clock
CROSS JOIN as_at
INNER JOIN calendar AS today
    ON clock.service_area = today.service_area
    AND as_at.as_at = today.day_on
INNER JOIN calendar AS due_day
    ON clock.service_area = due_day.service_area
    AND clock.due_on = due_day.day_on
LEFT JOIN last_visit
    ON clock.service_area = last_visit.service_area
    AND clock.referral_id = last_visit.referral_id
WHERE clock.is_overdue OR clock.is_due_soon
