-- :region_add
INSERT INTO region (id, org_id, name, created_ms) VALUES (:id, :org_id, :name, :created_ms)

-- :regions_of
SELECT id, name, created_ms FROM region WHERE org_id = :org_id AND id < :after_id ORDER BY id DESC LIMIT :rows

-- :region_there
SELECT count(*) AS n FROM region WHERE id = :id AND org_id = :org_id

-- :room_add
INSERT INTO room (id, org_id, region_id, name, address, created_ms)
VALUES (:id, :org_id, :region_id, :name, :address, :created_ms)

-- :rooms_of
SELECT r.id AS id, r.region_id AS region_id, r.name AS name, r.address AS address, r.created_ms AS created_ms, g.name AS region,
    (SELECT count(*) FROM device d WHERE d.room_id = r.id) AS devices,
    (SELECT count(*) FROM agent a WHERE a.room_id = r.id AND a.state = 'enrolled' AND a.link = 'online') AS agents_online
FROM room r JOIN region g ON g.id = r.region_id
WHERE r.org_id = :org_id AND r.id < :after_id ORDER BY r.id DESC LIMIT :rows

-- :room_there
SELECT count(*) AS n FROM room WHERE id = :id AND org_id = :org_id

-- :rack_add
INSERT INTO rack (id, org_id, room_id, name, height_u, created_ms)
VALUES (:id, :org_id, :room_id, :name, :height_u, :created_ms)

-- :racks_of
SELECT k.id AS id, k.room_id AS room_id, k.name AS name, k.height_u AS height_u, k.created_ms AS created_ms, r.name AS room
FROM rack k JOIN room r ON r.id = k.room_id
WHERE k.org_id = :org_id AND k.id < :after_id AND (:room_id = 0 OR k.room_id = :room_id) ORDER BY k.id DESC LIMIT :rows

-- :model_add
INSERT INTO device_model (id, org_id, name, kind, attrs, height_u, created_ms)
VALUES (:id, :org_id, :name, :kind, :attrs, :height_u, :created_ms)

-- :models_of
SELECT id, name, kind, attrs, height_u, created_ms FROM device_model
WHERE org_id = :org_id AND id < :after_id ORDER BY id DESC LIMIT :rows
