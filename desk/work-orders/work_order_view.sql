-- :wos_of
SELECT w.id AS id, w.kind AS kind, w.device_id AS device_id, d.asset_tag AS device, r.name AS room, w.alias AS alias, w.reason AS reason,
    w.state AS state, w.assignee_id AS assignee_id, coalesce(u.name, '') AS assignee, w.due_ms AS due_ms, w.created_ms AS created_ms,
    w.ended_ms AS ended_ms
FROM work_order w JOIN device d ON d.id = w.device_id JOIN room r ON r.id = w.room_id LEFT JOIN users u ON u.id = w.assignee_id
WHERE w.org_id = :org_id AND w.id < :after_id AND (:state = '' OR w.state = :state)
  AND (:open = 0 OR w.state NOT IN ('done', 'canceled')) ORDER BY w.id DESC LIMIT :rows
