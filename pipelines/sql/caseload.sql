-- One row per service area, yardstick and worker of somebody's last attended visit, and one for those without a worker.
-- The children are the same by both yardsticks; the clocks are not.
WITH child AS (
    SELECT
        service_area,
        worker_id,
        count(*) AS children_supported,
        count(*) FILTER (WHERE is_unvisited) AS children_unvisited
    FROM visit_gap
    GROUP BY service_area, worker_id
),

clock_count AS (
    SELECT
        service_area,
        yardstick,
        worker_id,
        count(*) FILTER (WHERE status = 'overdue') AS clocks_overdue,
        count(*) FILTER (WHERE status = 'running') AS clocks_due_soon
    FROM outstanding_clock
    GROUP BY service_area, yardstick, worker_id
),

worker AS (
    SELECT
        service_area,
        worker_id
    FROM child
    UNION
    SELECT
        service_area,
        worker_id
    FROM clock_count
)

SELECT
    worker.service_area,
    yardstick.yardstick,
    worker.worker_id,
    coalesce(child.children_supported, 0) AS children_supported,
    coalesce(child.children_unvisited, 0) AS children_unvisited,
    coalesce(clock_count.clocks_overdue, 0) AS clocks_overdue,
    coalesce(clock_count.clocks_due_soon, 0) AS clocks_due_soon
FROM worker
CROSS JOIN (VALUES ('own'), ('common')) AS yardstick (yardstick)
LEFT JOIN child
    ON worker.service_area = child.service_area
    AND worker.worker_id = child.worker_id
LEFT JOIN clock_count
    ON worker.service_area = clock_count.service_area
    AND yardstick.yardstick = clock_count.yardstick
    AND worker.worker_id = clock_count.worker_id
