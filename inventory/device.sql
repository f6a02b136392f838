-- :device_add
INSERT INTO device (id, org_id, asset_tag, serial, model_id, room_id, rack_id, u, attrs, stage, flags, flag_reason, observed, observed_ms, created_ms)
SELECT :id, :org_id, :asset_tag, :serial, m.id, k.room_id, k.id, :u, :attrs, 'draft', 0, '', '{}', 0, :created_ms
FROM device_model m, rack k
WHERE m.id = :model_id AND m.org_id = :org_id AND k.id = :rack_id AND k.org_id = :org_id

-- :device_tag_taken
SELECT count(*) AS n FROM device WHERE org_id = :org_id AND asset_tag = :asset_tag

-- :device_space
SELECT count(*) AS n FROM device d JOIN device_model m ON m.id = d.model_id
WHERE d.org_id = :org_id AND d.rack_id = :rack_id AND d.u > 0 AND d.stage <> 'retired'
  AND d.u < :u + (SELECT height_u FROM device_model WHERE id = :model_id) AND :u < d.u + m.height_u

-- :device_fits
SELECT count(*) AS n FROM rack k, device_model m
WHERE k.id = :rack_id AND k.org_id = :org_id AND m.id = :model_id AND m.org_id = :org_id AND :u + m.height_u - 1 <= k.height_u

-- :device_find
SELECT d.id AS id, d.asset_tag AS asset_tag, d.serial AS serial, d.model_id AS model_id, m.name AS model, m.kind AS kind,
    d.room_id AS room_id, r.name AS room, d.rack_id AS rack_id, k.name AS rack, d.u AS u, d.attrs AS attrs, d.stage AS stage,
    d.flags AS flags, d.flag_reason AS flag_reason, d.observed AS observed, d.observed_ms AS observed_ms, d.created_ms AS created_ms
FROM device d JOIN device_model m ON m.id = d.model_id JOIN room r ON r.id = d.room_id JOIN rack k ON k.id = d.rack_id
WHERE d.id = :id AND d.org_id = :org_id

-- :devices_of
SELECT d.id AS id, d.asset_tag AS asset_tag, d.serial AS serial, d.model_id AS model_id, m.name AS model, m.kind AS kind,
    d.room_id AS room_id, r.name AS room, d.rack_id AS rack_id, k.name AS rack, d.u AS u, d.attrs AS attrs, d.stage AS stage,
    d.flags AS flags, d.flag_reason AS flag_reason, d.observed AS observed, d.observed_ms AS observed_ms, d.created_ms AS created_ms
FROM device d JOIN device_model m ON m.id = d.model_id JOIN room r ON r.id = d.room_id JOIN rack k ON k.id = d.rack_id
WHERE d.org_id = :org_id AND d.id < :after_id AND (:stage = '' OR d.stage = :stage) AND (:room_id = 0 OR d.room_id = :room_id)
  AND (:text = '' OR instr(d.asset_tag || ' ' || d.serial, :text) > 0)
ORDER BY d.id DESC LIMIT :rows

-- :device_flags
UPDATE device SET flags = :flags, flag_reason = :flag_reason WHERE id = :id AND org_id = :org_id

-- :device_observed
UPDATE device SET observed = :observed, observed_ms = :now_ms WHERE id = :id

-- :endpoint_put
INSERT INTO endpoint (id, org_id, device_id, driver, target, secret, created_ms)
VALUES (:id, :org_id, :device_id, :driver, :target, :secret, :created_ms)
ON CONFLICT (device_id, driver) DO UPDATE SET target = excluded.target, secret = excluded.secret

-- :endpoint_id
SELECT id AS n FROM endpoint WHERE device_id = :device_id AND driver = :driver

-- :endpoints_of
SELECT id, device_id, driver, target, created_ms, secret <> '' AS has_secret FROM endpoint
WHERE device_id = :device_id AND org_id = :org_id ORDER BY id LIMIT 20

-- :device_place
SELECT d.id AS device_id, d.room_id AS room_id, d.asset_tag AS asset_tag, d.serial AS serial, m.name AS model, g.name AS region,
    r.name AS room, k.name AS rack, d.u AS u
FROM device d JOIN device_model m ON m.id = d.model_id JOIN room r ON r.id = d.room_id JOIN region g ON g.id = r.region_id
JOIN rack k ON k.id = d.rack_id WHERE d.id = :id
