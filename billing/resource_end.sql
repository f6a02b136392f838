-- :resources_due
SELECT r.id AS id, r.org_id AS org_id, r.seller_id AS seller_id, r.sku_id AS sku_id, r.slot_id AS slot_id, r.device_id AS device_id,
    r.room_id AS room_id, r.alias AS alias, r.cycle AS cycle, r.auto_renew AS auto_renew, r.state AS state, r.start_ms AS start_ms, r.end_ms AS end_ms,
        r.next_ms AS next_ms,
    r.created_ms AS created_ms, s.name AS sku, p.kind AS kind, s.driver AS driver
FROM resource r JOIN sku s ON s.id = r.sku_id JOIN product p ON p.id = s.product_id
WHERE r.state IN ('active', 'suspended') AND r.next_ms > 0 AND r.next_ms <= :now_ms
    AND r.id NOT IN (SELECT row_id FROM put_off WHERE object = 'resource' AND until_ms > :now_ms) ORDER BY r.next_ms LIMIT 64

-- :resource_next_due
SELECT min(next_ms) AS n FROM resource WHERE state IN ('active', 'suspended') AND next_ms > 0
    AND id NOT IN (SELECT row_id FROM put_off WHERE object = 'resource' AND until_ms > :now_ms)

-- :resource_extend
UPDATE resource SET state = 'active', end_ms = :end_ms, next_ms = :next_ms
WHERE id = :id AND end_ms = :old_end_ms AND state IN ('active', 'suspended')

-- :resource_look_again
UPDATE resource SET next_ms = :next_ms WHERE id = :id
