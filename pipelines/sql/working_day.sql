-- One row per service area and working day: the calendar asked the other way round, by number.
SELECT
    service_area,
    working_day_number,
    day_on
FROM calendar
WHERE is_working_day
