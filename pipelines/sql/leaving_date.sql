-- One row per referral with a known birth month and leaving rule of its service area: when the child is too old by it.
-- A birthday is the first of a month. The autumn term ends with the calendar year, so that a birthday moved on by its
-- length lies in the year in which the next school year begins after it.
WITH chosen AS (
    SELECT CAST(max(value) FILTER (WHERE name = 'reception_years') AS INTEGER) AS reception_years
    FROM threshold
),

born AS (
    SELECT
        referral.service_area,
        referral.referral_id,
        leaving_rule.rule,
        leaving_rule.from_on,
        leaving_rule.until_on,
        CAST(
            referral.birth_month
            + coalesce(CAST(leaving_rule.years AS INTEGER), chosen.reception_years) * INTERVAL 1 YEAR AS DATE
        ) AS birthday_on
    FROM referral
    CROSS JOIN chosen
    INNER JOIN leaving_rule
        ON referral.service_area = leaving_rule.service_area
    WHERE referral.birth_month IS NOT NULL
),

placed AS (
    SELECT
        born.*,
        birthday_term.next_months,
        school_year.months AS autumn_months,
        CAST(
            born.birthday_on
            + (birthday_term.last_month - extract('month' FROM born.birthday_on) + 1) * INTERVAL 1 MONTH AS DATE
        ) AS next_term_on
    FROM born
    INNER JOIN statutory_term AS birthday_term
        ON extract('month' FROM born.birthday_on) BETWEEN birthday_term.first_month AND birthday_term.last_month
    INNER JOIN statutory_term AS school_year
        ON school_year.begins_school_year
)

SELECT
    service_area,
    referral_id,
    from_on,
    until_on,
    CASE rule
        WHEN 'birthday' THEN birthday_on
        WHEN 'start_of_term_after_birthday' THEN next_term_on
        WHEN 'end_of_term_after_birthday' THEN CAST(next_term_on + next_months * INTERVAL 1 MONTH AS DATE) - 1
        WHEN 'two_terms_before_school'
            THEN CAST(date_trunc('year', birthday_on + autumn_months * INTERVAL 1 MONTH) AS DATE)
    END AS leaving_on
FROM placed
