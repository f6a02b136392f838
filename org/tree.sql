-- :org_add
INSERT INTO org (id, kind, parent_id, name, form, level, own_devices, state, created_ms)
VALUES (:id, :kind, :parent_id, :name, :form, :level, :own_devices, :state, :created_ms)

-- :path_add
INSERT INTO org_path (org_id, idx, node_id)
SELECT :id, idx, node_id FROM org_path WHERE org_id = :parent_id
UNION ALL SELECT :id, :level, :id

-- :path_of
SELECT node_id FROM org_path WHERE org_id = :id ORDER BY idx LIMIT 9

-- :org_own_devices
SELECT id AS n FROM org WHERE parent_id = :platform_id AND kind = 'supplier' AND own_devices = 1 LIMIT 1

-- :org_find
SELECT id, kind, parent_id, name, form, level, own_devices, state, created_ms FROM org WHERE id = :id

-- :org_platform
SELECT id AS n FROM org WHERE kind = 'platform' LIMIT 1

-- :org_name_taken
SELECT count(*) AS n FROM org WHERE parent_id = :org_id AND kind = :kind AND name = :name AND id <> :id

-- :org_trading
SELECT count(*) AS n FROM org o WHERE o.id = :id AND o.state = 'active' AND NOT EXISTS (
    SELECT 1 FROM org_path p JOIN org s ON s.id = p.node_id WHERE p.org_id = o.parent_id AND s.state <> 'active')
