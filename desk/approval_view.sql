-- :approvals_mine
SELECT a.id AS id, a.org_id AS org_id, a.kind AS kind, a.object AS object, a.object_id AS object_id, a.amount_fen AS amount_fen,
    a.title_zh AS title_zh, a.title_en AS title_en, a.digest AS digest, a.channel AS channel, a.state AS state, a.level AS level,
    0 AS by_rule, a.reason AS reason, a.asker_id AS asker_id, coalesce(u.name, '') AS asker,
    a.expires_ms AS expires_ms, a.created_ms AS created_ms, a.ended_ms AS ended_ms
FROM approval a LEFT JOIN users u ON u.id = a.asker_id
WHERE a.org_id = :org_id AND a.state = 'waiting' AND a.id < :after_id AND a.asker_id <> :user_id
  AND (:kind = '' OR a.kind = :kind) AND (:state = '' OR a.state = :state)
  AND (:text = '' OR instr(lower(a.title_zh), lower(:text)) > 0 OR instr(lower(a.title_en), lower(:text)) > 0)
  AND a.created_ms >= :from_ms AND (:to_ms = 0 OR a.created_ms < :to_ms)
  AND (EXISTS (SELECT 1 FROM approval_step s WHERE s.approval_id = a.id AND s.level = a.level AND s.role_bits & :role_bits <> 0)
    OR EXISTS (SELECT 1 FROM approval_decider p WHERE p.approval_id = a.id AND p.level = a.level AND p.user_id = :user_id))
  AND NOT EXISTS (SELECT 1 FROM approval_decision d WHERE d.approval_id = a.id AND d.level = a.level AND d.user_id = :user_id)
ORDER BY a.id DESC LIMIT :rows

-- :approvals_asked
SELECT a.id AS id, a.org_id AS org_id, a.kind AS kind, a.object AS object, a.object_id AS object_id, a.amount_fen AS amount_fen,
    a.title_zh AS title_zh, a.title_en AS title_en, a.digest AS digest, a.channel AS channel, a.state AS state, a.level AS level,
    CASE WHEN a.level = 0 THEN 1 ELSE 0 END AS by_rule, a.reason AS reason, a.asker_id AS asker_id, coalesce(u.name, '') AS asker,
    a.expires_ms AS expires_ms, a.created_ms AS created_ms, a.ended_ms AS ended_ms
FROM approval a LEFT JOIN users u ON u.id = a.asker_id
WHERE a.asker_id = :user_id AND a.org_id = :org_id AND a.id < :after_id
  AND (:kind = '' OR a.kind = :kind) AND (:state = '' OR a.state = :state)
  AND (:text = '' OR instr(lower(a.title_zh), lower(:text)) > 0 OR instr(lower(a.title_en), lower(:text)) > 0)
  AND a.created_ms >= :from_ms AND (:to_ms = 0 OR a.created_ms < :to_ms)
ORDER BY a.id DESC LIMIT :rows

-- :approvals_all
SELECT a.id AS id, a.org_id AS org_id, a.kind AS kind, a.object AS object, a.object_id AS object_id, a.amount_fen AS amount_fen,
    a.title_zh AS title_zh, a.title_en AS title_en, a.digest AS digest, a.channel AS channel, a.state AS state, a.level AS level,
    CASE WHEN a.level = 0 THEN 1 ELSE 0 END AS by_rule, a.reason AS reason, a.asker_id AS asker_id, coalesce(u.name, '') AS asker,
    a.expires_ms AS expires_ms, a.created_ms AS created_ms, a.ended_ms AS ended_ms
FROM approval a LEFT JOIN users u ON u.id = a.asker_id
WHERE a.org_id = :org_id AND a.id < :after_id
  AND (:kind = '' OR a.kind = :kind) AND (:state = '' OR a.state = :state)
  AND (:text = '' OR instr(lower(a.title_zh), lower(:text)) > 0 OR instr(lower(a.title_en), lower(:text)) > 0)
  AND a.created_ms >= :from_ms AND (:to_ms = 0 OR a.created_ms < :to_ms)
ORDER BY a.id DESC LIMIT :rows

-- :approvals_mine_count
SELECT count(*) AS n FROM approval a
WHERE a.org_id = :org_id AND a.state = 'waiting' AND a.asker_id <> :user_id
  AND (EXISTS (SELECT 1 FROM approval_step s WHERE s.approval_id = a.id AND s.level = a.level AND s.role_bits & :role_bits <> 0)
    OR EXISTS (SELECT 1 FROM approval_decider p WHERE p.approval_id = a.id AND p.level = a.level AND p.user_id = :user_id))
  AND NOT EXISTS (SELECT 1 FROM approval_decision d WHERE d.approval_id = a.id AND d.level = a.level AND d.user_id = :user_id)

-- :approval_concerns
SELECT (SELECT count(*) FROM approval_step WHERE approval_id = :approval_id AND role_bits & :role_bits <> 0)
    + (SELECT count(*) FROM approval_decider WHERE approval_id = :approval_id AND user_id = :user_id)
    + (SELECT count(*) FROM approval_decision WHERE approval_id = :approval_id AND user_id = :user_id) AS n

-- :payload_find
SELECT payload FROM approval_payload WHERE approval_id = :approval_id

-- :approval_steps
SELECT s.level AS level, s.role_bits AS role_bits, s.need AS need,
    (SELECT count(*) FROM approval_decision d WHERE d.approval_id = s.approval_id AND d.level = s.level AND d.agreed = 1) AS agreed
FROM approval_step s WHERE s.approval_id = :approval_id ORDER BY s.level LIMIT 5

-- :approval_people
SELECT p.level AS level, p.user_id AS user_id, u.name AS name FROM approval_decider p JOIN users u ON u.id = p.user_id
WHERE p.approval_id = :approval_id ORDER BY p.level, p.user_id LIMIT 50

-- :approval_decisions
SELECT d.level AS level, d.user_id AS user_id, u.name AS name, d.agreed AS agreed, d.reason AS reason, d.at_ms AS at_ms
FROM approval_decision d JOIN users u ON u.id = d.user_id
WHERE d.approval_id = :approval_id ORDER BY d.approval_id, d.level, d.id LIMIT 55
