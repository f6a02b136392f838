-- :agent_add
INSERT INTO agent (id, org_id, room_id, name, code_hash, code_expires_ms, key_hex, fingerprint, state, link, version, seen_ms, created_ms)
SELECT :id, :org_id, r.id, :name, :code_hash, :code_expires_ms, '', '', 'waiting', 'never', '', 0, :created_ms
FROM room r WHERE r.id = :room_id AND r.org_id = :org_id

-- :agents_of
SELECT a.id AS id, a.room_id AS room_id, a.name AS name, r.name AS room, a.fingerprint AS fingerprint, a.state AS state, a.link AS link,
    a.version AS version, a.seen_ms AS seen_ms, a.code_expires_ms AS code_expires_ms, a.created_ms AS created_ms
FROM agent a JOIN room r ON r.id = a.room_id
WHERE a.org_id = :org_id AND a.id < :after_id ORDER BY a.id DESC LIMIT :rows

-- :agent_find
SELECT a.id AS id, a.org_id AS org_id, a.room_id AS room_id, a.name AS name, r.name AS room, a.key_hex AS key_hex, a.fingerprint AS fingerprint,
    a.state AS state, a.link AS link, a.version AS version, a.seen_ms AS seen_ms, a.code_expires_ms AS code_expires_ms, a.created_ms AS created_ms
FROM agent a JOIN room r ON r.id = a.room_id WHERE a.id = :id

-- :agents_enrolled
SELECT a.id AS id, a.org_id AS org_id, a.room_id AS room_id, a.name AS name, r.name AS room, a.key_hex AS key_hex, a.fingerprint AS fingerprint,
    a.state AS state, a.link AS link, a.version AS version, a.seen_ms AS seen_ms, a.code_expires_ms AS code_expires_ms, a.created_ms AS created_ms
FROM agent a JOIN room r ON r.id = a.room_id WHERE a.state = 'enrolled' ORDER BY a.id LIMIT 20000

-- :agent_by_code
SELECT id AS n FROM agent WHERE code_hash = :code_hash AND state = 'waiting' AND code_expires_ms > :now_ms

-- :agent_key_taken
SELECT count(*) AS n FROM agent WHERE key_hex = :key_hex

-- :agent_enrol
UPDATE agent SET key_hex = :key_hex, fingerprint = :fingerprint, version = :version, state = 'enrolled', code_hash = '', code_expires_ms = 0,
    seen_ms = :now_ms
WHERE id = :id AND state = 'waiting'

-- :agent_revoke
UPDATE agent SET state = 'revoked', link = 'lost', code_hash = '', code_expires_ms = 0 WHERE id = :id AND org_id = :org_id AND state <> 'revoked'

-- :agent_leases_end
UPDATE job SET lease_ms = :now_ms, accepted = 0 WHERE agent_id = :id AND phase = 'running'

-- :agent_link
UPDATE agent SET link = :link, seen_ms = :now_ms, version = CASE WHEN :version = '' THEN version ELSE :version END WHERE id = :id
  AND state = 'enrolled'

-- :agents_offline
UPDATE agent SET link = 'lost' WHERE link IN ('online', 'late')

-- :room_agent
SELECT id AS n FROM agent WHERE room_id = :room_id AND state = 'enrolled' AND link = 'online' ORDER BY seen_ms DESC LIMIT 1

-- :enrol_window
SELECT max(code_expires_ms) AS n FROM agent WHERE state = 'waiting'

-- :epoch_next
INSERT INTO controller (id, epoch) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET epoch = controller.epoch + 1

-- :epoch_now
SELECT epoch AS n FROM controller WHERE id = 1
