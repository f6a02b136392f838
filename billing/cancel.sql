-- :held_lines_of
SELECT l.id AS id, l.job_id AS job_id, s.stage AS stage
FROM order_line l JOIN resource r ON r.id = l.resource_id JOIN slot s ON s.id = r.slot_id
WHERE l.order_id = :order_id AND l.org_id = :org_id AND l.state = 'held' AND (:line_id = 0 OR l.id = :line_id) ORDER BY l.id LIMIT 50
