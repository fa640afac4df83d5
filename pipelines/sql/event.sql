-- One row per event of a referral: a milestone, clock, pause, visit, target, review or assessment.
-- It is asked for one referral at a time, so that it is kept as a question, and takes no room and no time of a build.
-- What is dated after the day of the figures has not happened; of visits after it only those that are planned stay.
WITH milestone AS (
    SELECT
        referral.service_area,
        referral.referral_id,
        'milestone' AS lane,
        kind.event,
        '' AS yardstick,
        '' AS event_id,
        CASE kind.event
            WHEN 'received' THEN referral.received_on
            WHEN 'decided' THEN referral.decided_on
            WHEN 'first_contact' THEN referral.first_contact_on
            WHEN 'initial_meeting' THEN referral.initial_meeting_on
            WHEN 'started' THEN referral.started_on
            WHEN 'ehcp_requested' THEN referral.ehcp_requested_on
            WHEN 'transition_shared' THEN referral.transition_shared_on
            WHEN 'closed' THEN referral.closed_on
        END AS begins_on,
        CASE kind.event
            WHEN 'decided' THEN coalesce(referral.decision, 'unknown')
            WHEN 'closed' THEN coalesce(referral.closure_reason, 'unknown')
            ELSE ''
        END AS status
    FROM referral
    CROSS JOIN (
        VALUES
        ('received'), ('decided'), ('first_contact'), ('initial_meeting'),
        ('started'), ('ehcp_requested'), ('transition_shared'), ('closed')
    ) AS kind (event)
),

visited AS (
    SELECT
        visits.service_area,
        visits.referral_id,
        coalesce(visits.kind, 'unknown') AS event,
        visits.visit_id,
        visits.planned_on,
        visits.status,
        coalesce(visits.worker_id, '') AS worker_id
    FROM accepted.visits
    CROSS JOIN as_at
    WHERE visits.planned_on <= as_at.as_at OR visits.status = 'planned'
),

target_state AS (
    SELECT
        targets.service_area,
        targets.referral_id,
        targets.target_id,
        coalesce(targets.area_of_development, 'unknown') AS event,
        targets.set_on,
        targets.review_due_on,
        CASE WHEN targets.reviewed_on <= as_at.as_at AND targets.outcome IS NOT NULL THEN targets.reviewed_on END
            AS reviewed_on,
        CASE
            WHEN targets.outcome = 'withdrawn' AND coalesce(targets.reviewed_on <= as_at.as_at, TRUE) THEN 'withdrawn'
            WHEN targets.reviewed_on <= as_at.as_at THEN coalesce(targets.outcome, 'not_reviewed')
            ELSE 'not_reviewed'
        END AS status
    FROM accepted.targets
    CROSS JOIN as_at
    WHERE targets.set_on <= as_at.as_at
),

found AS (
    SELECT
        service_area, referral_id, lane, event, yardstick, event_id, begins_on,
        CAST(NULL AS DATE) AS ends_on, CAST(NULL AS DATE) AS due_on, status, '' AS worker_id
    FROM milestone
    WHERE begins_on IS NOT NULL
    UNION ALL
    SELECT
        service_area, referral_id, 'clock', standard, yardstick, CAST(sequence AS VARCHAR), starts_on,
        coalesce(stopped_on, ended_on), due_on, status, ''
    FROM clock
    UNION ALL
    SELECT
        service_area, referral_id, 'pause', standard, '', CAST(from_on AS VARCHAR), from_on,
        to_on, NULL, '', ''
    FROM pause
    UNION ALL
    SELECT
        service_area, referral_id, 'visit', event, '', visit_id, planned_on,
        NULL, NULL, status, worker_id
    FROM visited
    UNION ALL
    SELECT
        service_area, referral_id, 'target', event, '', target_id, set_on,
        reviewed_on, review_due_on, status, ''
    FROM target_state
    UNION ALL
    SELECT
        reviews.service_area, reviews.referral_id, 'review', 'review', '', reviews.review_id, reviews.held_on,
        NULL, NULL, '', ''
    FROM accepted.reviews
    CROSS JOIN as_at
    WHERE reviews.held_on <= as_at.as_at
    UNION ALL
    SELECT
        assessments.service_area, assessments.referral_id, 'assessment', assessments.area_of_development, '',
        assessments.assessment_id, assessments.assessed_on,
        NULL, NULL, coalesce(assessments.occasion, 'unknown'), ''
    FROM accepted.assessments
    CROSS JOIN as_at
    WHERE assessments.assessed_on <= as_at.as_at
)

SELECT
    found.service_area,
    found.referral_id,
    found.begins_on,
    found.lane,
    found.event,
    found.yardstick,
    found.event_id,
    found.ends_on,
    found.due_on,
    found.status,
    found.worker_id
FROM found
INNER JOIN referral
    ON found.service_area = referral.service_area
    AND found.referral_id = referral.referral_id
