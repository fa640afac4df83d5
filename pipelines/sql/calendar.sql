-- One row per service area and day.
-- A working day is a Monday to Friday that is no bank holiday of England and Wales and no closed day of the area.
WITH area_day AS (
    SELECT
        service_area.service_area,
        day.day_on,
        day.weekday <= 5
        AND bank_holiday.holiday_on IS NULL
        AND closed_day.closed_on IS NULL AS is_working_day
    FROM service_area
    CROSS JOIN day
    LEFT JOIN bank_holiday
        ON day.day_on = bank_holiday.holiday_on
    LEFT JOIN closed_day
        ON service_area.service_area = closed_day.service_area
        AND day.day_on = closed_day.closed_on
)

SELECT
    service_area,
    day_on,
    is_working_day,
    sum(CASE WHEN is_working_day THEN 1 ELSE 0 END) OVER (
        PARTITION BY service_area
        ORDER BY day_on
    )::BIGINT AS working_day_number
FROM area_day
