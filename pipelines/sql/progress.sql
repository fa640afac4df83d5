-- One row per referral, area of development and kind of value whose first and last assessment lie far enough apart.
-- Decimals are compared as written: sixteen months gained are sixteen, whatever two floats would make of it.
WITH chosen AS (
    SELECT
        max(value) FILTER (WHERE name = 'progress_days') AS progress_days,
        max(value) FILTER (WHERE name = 'rating_as_expected') AS rating_as_expected,
        CAST(max(value) FILTER (WHERE name = 'days_of_month') AS DECIMAL(9, 4)) AS days_of_month
    FROM threshold
),

paired AS (
    SELECT
        first_assessed.service_area,
        first_assessed.referral_id,
        first_assessed.area_of_development,
        first_assessed.measured_by,
        first_assessed.assessed_on AS first_on,
        last_assessed.assessed_on AS last_on,
        last_assessed.assessed_on - first_assessed.assessed_on AS days,
        first_assessed.measured_by = 'rating' AS is_by_rating,
        first_assessed.measured AS first_measured,
        last_assessed.measured AS last_measured,
        last_assessed.measured - first_assessed.measured AS gained,
        last_assessed.has_new_skills
    FROM assessed AS first_assessed
    INNER JOIN assessed AS last_assessed
        ON first_assessed.service_area = last_assessed.service_area
        AND first_assessed.referral_id = last_assessed.referral_id
        AND first_assessed.area_of_development = last_assessed.area_of_development
        AND first_assessed.measured_by = last_assessed.measured_by
    WHERE first_assessed.place = 1 AND last_assessed.place_from_last = 1
),

apart AS (
    SELECT
        paired.*,
        chosen.days_of_month,
        CASE
            WHEN NOT paired.is_by_rating THEN ''
            WHEN paired.last_measured >= chosen.rating_as_expected
                THEN CASE WHEN paired.first_measured >= chosen.rating_as_expected THEN 'e' ELSE 'd' END
            WHEN paired.gained > 0 THEN 'c'
            WHEN paired.has_new_skills THEN 'b'
            ELSE 'a'
        END AS progress_category
    FROM paired
    CROSS JOIN chosen
    WHERE paired.days >= chosen.progress_days
)

SELECT
    apart.service_area,
    apart.referral_id,
    apart.area_of_development,
    apart.measured_by,
    apart.first_on,
    apart.last_on,
    apart.progress_category,
    apart.is_by_rating,
    NOT apart.is_by_rating AS is_by_age_equivalent,
    apart.progress_category IN ('a', 'b', 'c', 'd') AS can_grow,
    apart.progress_category IN ('c', 'd') AS has_grown,
    apart.progress_category IN ('d', 'e') AS is_age_expected,
    NOT apart.is_by_rating AND apart.gained * apart.days_of_month >= apart.days AS has_kept_pace,
    CASE
        WHEN NOT apart.is_by_rating
            THEN CAST(apart.gained AS DOUBLE) / (apart.days / CAST(apart.days_of_month AS DOUBLE))
    END AS gain_per_month,
    referral.source,
    referral.sex,
    referral.ethnicity,
    referral.primary_need,
    referral.priority,
    referral.offer,
    referral.imd_quintile
FROM apart
INNER JOIN referral
    ON apart.service_area = referral.service_area
    AND apart.referral_id = referral.referral_id
