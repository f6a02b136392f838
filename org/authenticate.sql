-- :session_find
SELECT s.id AS id, s.user_id AS user_id, s.seen_ms AS seen_ms, s.created_ms AS created_ms, u.name AS name
FROM session s JOIN users u ON u.id = s.user_id
WHERE s.token_hash = :token_hash AND s.ended_ms = 0 AND u.state = 'active' AND s.seen_ms >= :idle_ms AND s.created_ms >= :age_ms

-- :key_find
SELECT k.id AS id, k.org_id AS org_id, k.user_id AS user_id, k.roles & m.roles AS roles, k.name AS name, o.kind AS kind
FROM api_key k JOIN org o ON o.id = k.org_id JOIN users u ON u.id = k.user_id
JOIN membership m ON m.user_id = k.user_id AND m.org_id = k.org_id
WHERE k.secret_hash = :secret_hash AND k.ended_ms = 0 AND u.state = 'active' AND o.state = 'active' AND k.roles & m.roles > 0

-- :memberships_of
SELECT o.id AS id, o.kind AS kind, o.parent_id AS parent_id, o.name AS name, m.roles AS role_bits
FROM membership m JOIN org o ON o.id = m.org_id
WHERE m.user_id = :user_id AND o.state = 'active' AND m.roles > 0 ORDER BY m.org_id LIMIT 100

-- :member_in
SELECT count(*) AS n FROM membership m JOIN users u ON u.id = m.user_id JOIN org o ON o.id = m.org_id
WHERE m.user_id = :user_id AND m.org_id = :org_id AND m.roles > 0 AND u.state = 'active' AND o.state = 'active'

-- :session_in
SELECT count(*) AS n FROM session WHERE id = :id AND user_id = :user_id AND ended_ms = 0 AND created_ms >= :age_ms
