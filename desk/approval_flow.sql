-- :flow_steps
SELECT l.level AS level, l.role_bits AS role_bits, l.need AS need, f.id AS flow_id, f.channel AS channel
FROM approval_flow f JOIN approval_level l ON l.flow_id = f.id
WHERE f.org_id = :org_id AND f.kind = :kind AND l.min_fen <= :amount_fen ORDER BY l.level LIMIT 5

-- :flow_people
SELECT count(*) AS n FROM approval_level_person p JOIN membership m ON m.user_id = p.user_id AND m.org_id = :org_id
JOIN users u ON u.id = p.user_id
WHERE p.flow_id = :flow_id AND p.level = :level AND m.roles <> 0 AND u.state = 'active' AND p.user_id <> :user_id

-- :flows_of
SELECT id, kind, channel, updated_by, updated_ms FROM approval_flow WHERE org_id = :org_id ORDER BY id LIMIT 16

-- :levels_of
SELECT l.flow_id AS flow_id, l.level AS level, l.min_fen AS min_fen, l.role_bits AS role_bits, l.need AS need
FROM approval_flow f JOIN approval_level l ON l.flow_id = f.id WHERE f.org_id = :org_id ORDER BY l.flow_id, l.level LIMIT 80

-- :people_of
SELECT p.flow_id AS flow_id, p.level AS level, p.user_id AS user_id, u.name AS name
FROM approval_flow f JOIN approval_level_person p ON p.flow_id = f.id JOIN users u ON u.id = p.user_id
WHERE f.org_id = :org_id ORDER BY p.flow_id, p.level, p.user_id LIMIT 800

-- :flow_put
INSERT INTO approval_flow (id, org_id, kind, channel, updated_by, updated_ms)
VALUES (:id, :org_id, :kind, :channel, :updated_by, :updated_ms)
ON CONFLICT (org_id, kind) DO UPDATE SET channel = :channel, updated_by = :updated_by, updated_ms = :updated_ms

-- :flow_id
SELECT id AS n FROM approval_flow WHERE org_id = :org_id AND kind = :kind

-- :level_people_cut
DELETE FROM approval_level_person WHERE flow_id = :flow_id

-- :levels_cut
DELETE FROM approval_level WHERE flow_id = :flow_id

-- :level_add
INSERT INTO approval_level (flow_id, level, min_fen, role_bits, need) VALUES (:flow_id, :level, :min_fen, :role_bits, :need)

-- :level_person_add
INSERT INTO approval_level_person (flow_id, level, user_id) VALUES (:flow_id, :level, :user_id)
