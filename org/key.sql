-- :api_key_add
INSERT INTO api_key (id, secret_hash, org_id, user_id, name, roles, created_ms, ended_ms)
VALUES (:id, :secret_hash, :org_id, :user_id, :name, :roles, :created_ms, 0)

-- :api_keys_of
SELECT id, name, roles AS role_bits, user_id, created_ms FROM api_key
WHERE org_id = :org_id AND ended_ms = 0 AND id < :after_id ORDER BY id DESC LIMIT :rows

-- :api_key_end
UPDATE api_key SET ended_ms = :now_ms WHERE id = :id AND org_id = :org_id AND ended_ms = 0

-- :key_org_kind
SELECT o.kind AS kind, m.roles AS role_bits FROM org o JOIN membership m ON m.org_id = o.id
WHERE o.id = :org_id AND m.user_id = :user_id
