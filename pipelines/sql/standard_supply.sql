-- One row per service area with referrals and standard: whether the extracts that its clocks rest on were delivered.
WITH area AS (
    SELECT DISTINCT service_area FROM referral
),

lacking AS (
    SELECT DISTINCT
        area.service_area,
        standard_need.standard
    FROM area
    CROSS JOIN standard_need
    LEFT JOIN delivery
        ON area.service_area = delivery.service_area
        AND standard_need.extract = delivery.extract
    WHERE delivery.extract IS NULL
)

SELECT
    area.service_area,
    standard_name.standard,
    lacking.standard IS NULL AS is_supplied
FROM area
CROSS JOIN standard_name
LEFT JOIN lacking
    ON area.service_area = lacking.service_area
    AND standard_name.standard = lacking.standard
