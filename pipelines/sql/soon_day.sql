-- One row per service area: the last day that is due soon, so many working days after the day of the figures.
SELECT
    soon.service_area,
    soon.day_on
FROM as_at
INNER JOIN calendar AS today
    ON as_at.as_at = today.day_on
INNER JOIN threshold
    ON threshold.name = 'due_soon_working_days'
INNER JOIN working_day AS soon
    ON today.service_area = soon.service_area
    AND today.working_day_number + threshold.value = soon.working_day_number
