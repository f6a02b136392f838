-- :resource_find
SELECT r.id AS id, r.org_id AS org_id, r.seller_id AS seller_id, r.sku_id AS sku_id, r.slot_id AS slot_id, r.device_id AS device_id,
    r.room_id AS room_id, r.alias AS alias, r.cycle AS cycle, r.auto_renew AS auto_renew, r.state AS state, r.start_ms AS start_ms, r.end_ms AS end_ms,
        r.next_ms AS next_ms,
    r.created_ms AS created_ms, s.name AS sku, p.kind AS kind, s.driver AS driver
FROM resource r JOIN sku s ON s.id = r.sku_id JOIN product p ON p.id = s.product_id WHERE r.id = :id

-- :resources_of
SELECT r.id AS id, r.org_id AS org_id, r.seller_id AS seller_id, r.sku_id AS sku_id, r.slot_id AS slot_id, r.device_id AS device_id,
    r.room_id AS room_id, r.alias AS alias, r.cycle AS cycle, r.auto_renew AS auto_renew, r.state AS state, r.start_ms AS start_ms, r.end_ms AS end_ms,
        r.next_ms AS next_ms,
    r.created_ms AS created_ms, s.name AS sku, p.kind AS kind, s.driver AS driver
FROM resource r JOIN sku s ON s.id = r.sku_id JOIN product p ON p.id = s.product_id
WHERE r.org_id = :org_id AND r.id < :after_id AND (:state = '' OR r.state = :state) ORDER BY r.id DESC LIMIT :rows

-- :resource_state
UPDATE resource SET state = :state, next_ms = :next_ms WHERE id = :id

-- :resource_alias
UPDATE resource SET alias = :alias WHERE id = :id AND org_id = :org_id

-- :access_find
SELECT resource_id, driver, access, sealed, ssh_key FROM resource_access WHERE resource_id = :resource_id
