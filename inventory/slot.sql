-- :device_stage_find
SELECT id, org_id, room_id, flags, stage FROM device WHERE id = :id

-- :device_stage_set
UPDATE device SET stage = :to WHERE id = :id AND stage = :from

-- :loading_add
INSERT INTO loading (sku_id, device_id, total, free) VALUES (:sku_id, :device_id, :n, :n)
ON CONFLICT (sku_id, device_id) DO UPDATE SET total = loading.total + :n, free = loading.free + :n

-- :loading_free
UPDATE loading SET free = free + :n WHERE sku_id = :sku_id AND device_id = :device_id

-- :slot_last
SELECT max(n) AS n FROM slot WHERE device_id = :device_id

-- :slots_manual
SELECT count(*) AS n FROM slot t JOIN sku s ON s.id = t.sku_id WHERE t.device_id = :device_id AND s.driver = 'manual'

-- :slot_add
INSERT INTO slot (id, sku_id, device_id, n, stage, resource_id, since_ms)
VALUES (:id, :sku_id, :device_id, :n, 'free', 0, :since_ms)

-- :slot_find
SELECT id, sku_id, device_id, n, stage, resource_id, since_ms FROM slot WHERE id = :id

-- :slot_pick
SELECT id AS n FROM slot WHERE sku_id = :sku_id AND device_id = :device_id AND stage = 'free' LIMIT 1

-- :slot_take
UPDATE slot SET stage = 'held', resource_id = :resource_id, since_ms = :now_ms WHERE id = :id AND stage = 'free'

-- :slot_move
UPDATE slot SET stage = :to, since_ms = :now_ms, resource_id = CASE WHEN :to = 'free' THEN 0 ELSE resource_id END
WHERE id = :id AND stage = :from

-- :slots_of
SELECT id, sku_id, device_id, n, stage, resource_id, since_ms FROM slot WHERE device_id = :device_id ORDER BY n LIMIT 200

-- :slots_busy
SELECT coalesce(sum(total - free), 0) AS n FROM loading WHERE device_id = :device_id

-- :slots_list
SELECT s.id AS id, s.sku_id AS sku_id, s.device_id AS device_id, s.n AS n, s.stage AS stage, s.resource_id AS resource_id, s.since_ms AS since_ms
FROM slot s JOIN device d ON d.id = s.device_id
WHERE d.org_id = :org_id AND s.id < :after_id AND (:sku_id = 0 OR s.sku_id = :sku_id) AND (:stage = '' OR s.stage = :stage)
ORDER BY s.id DESC LIMIT :rows

-- :candidates
SELECT l.device_id AS device_id, l.free AS free, d.flags AS flags, d.stage AS stage, d.asset_tag AS device, d.room_id AS room_id, r.name AS room,
    (SELECT count(*) FROM agent a WHERE a.room_id = d.room_id AND a.state = 'enrolled' AND a.link = 'online') AS agents,
    (SELECT count(*) FROM endpoint e WHERE e.device_id = d.id AND e.driver = :driver) AS endpoints
FROM (SELECT sku_id, device_id, free FROM loading WHERE sku_id = :sku_id ORDER BY free DESC, device_id LIMIT 200) l
JOIN device d ON d.id = l.device_id JOIN room r ON r.id = d.room_id ORDER BY l.free DESC, l.device_id

-- :free_of
SELECT coalesce(sum(l.free), 0) AS n FROM loading l JOIN device d ON d.id = l.device_id JOIN sku s ON s.id = l.sku_id
WHERE l.sku_id = :sku_id AND d.flags = 0 AND (s.driver = 'manual' OR (
    EXISTS (SELECT 1 FROM endpoint e WHERE e.device_id = d.id AND e.driver = s.driver)
    AND EXISTS (SELECT 1 FROM agent a WHERE a.room_id = d.room_id AND a.state = 'enrolled' AND a.link = 'online')))

-- :free_places
SELECT g.name AS region, sum(l.free) AS free FROM loading l JOIN device d ON d.id = l.device_id JOIN sku s ON s.id = l.sku_id
JOIN room r ON r.id = d.room_id JOIN region g ON g.id = r.region_id
WHERE l.sku_id = :sku_id AND d.flags = 0 AND (s.driver = 'manual' OR (
    EXISTS (SELECT 1 FROM endpoint e WHERE e.device_id = d.id AND e.driver = s.driver)
    AND EXISTS (SELECT 1 FROM agent a WHERE a.room_id = d.room_id AND a.state = 'enrolled' AND a.link = 'online')))
GROUP BY g.id, g.name HAVING sum(l.free) > 0 ORDER BY g.name LIMIT 50
