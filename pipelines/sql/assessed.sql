-- One row per assessment by the day of the figures and value it has: a rating, an age equivalent.
-- Its place among those of the referral, the area of development and the kind of value is counted from either end.
WITH happened AS (
    SELECT assessments.*
    FROM accepted.assessments
    CROSS JOIN as_at
    WHERE assessments.assessed_on <= as_at.as_at
),

valued AS (
    SELECT
        service_area,
        referral_id,
        area_of_development,
        assessment_id,
        assessed_on,
        coalesce(has_new_skills, FALSE) AS has_new_skills,
        'rating' AS measured_by,
        CAST(rating AS DECIMAL(18, 9)) AS measured
    FROM happened
    WHERE rating IS NOT NULL
    UNION ALL
    SELECT
        service_area,
        referral_id,
        area_of_development,
        assessment_id,
        assessed_on,
        coalesce(has_new_skills, FALSE) AS has_new_skills,
        'age_equivalent' AS measured_by,
        CAST(age_equivalent_months AS DECIMAL(18, 9)) AS measured
    FROM happened
    WHERE age_equivalent_months IS NOT NULL
)

SELECT
    *,
    row_number() OVER (
        PARTITION BY service_area, referral_id, area_of_development, measured_by
        ORDER BY assessed_on, assessment_id
    ) AS place,
    row_number() OVER (
        PARTITION BY service_area, referral_id, area_of_development, measured_by
        ORDER BY assessed_on DESC, assessment_id DESC
    ) AS place_from_last
FROM valued
