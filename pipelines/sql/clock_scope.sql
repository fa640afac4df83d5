-- One row per service area with referrals, yardstick and standard: whether its clocks can be judged at all.
WITH rule AS (
    SELECT
        standard_supply.service_area,
        standard_supply.standard,
        standard_supply.is_supplied,
        yardstick.yardstick,
        standard.standard IS NOT NULL AS has_rule,
        standard.not_before IS NOT NULL AS has_not_before
    FROM standard_supply
    CROSS JOIN as_at
    CROSS JOIN (VALUES ('own'), ('common')) AS yardstick (yardstick)
    LEFT JOIN standard
        ON standard_supply.standard = standard.standard
        AND standard.from_on <= as_at.as_at
        AND CASE yardstick.yardstick
            WHEN 'own' THEN standard_supply.service_area
            ELSE yardstick.yardstick
        END = standard.service_area
)

SELECT
    service_area,
    yardstick,
    standard,
    bool_and(is_supplied) AS is_supplied,
    bool_or(has_rule) AS has_rule,
    bool_or(has_not_before) AS has_not_before
FROM rule
GROUP BY service_area, yardstick, standard
