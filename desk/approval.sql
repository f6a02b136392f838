-- :approval_find
SELECT a.id AS id, a.org_id AS org_id, a.kind AS kind, a.object AS object, a.object_id AS object_id, a.amount_fen AS amount_fen,
    a.title_zh AS title_zh, a.title_en AS title_en, a.digest AS digest, a.channel AS channel, a.state AS state, a.level AS level,
    CASE WHEN a.level = 0 THEN 1 ELSE 0 END AS by_rule, a.reason AS reason, a.asker_id AS asker_id, coalesce(u.name, '') AS asker,
    a.expires_ms AS expires_ms, a.created_ms AS created_ms, a.ended_ms AS ended_ms
FROM approval a LEFT JOIN users u ON u.id = a.asker_id WHERE a.id = :id

-- :approval_add
INSERT INTO approval (id, org_id, kind, object, object_id, amount_fen, title_zh, title_en, digest, channel, state, level, reason, asker_id,
    expires_ms, created_ms, ended_ms)
VALUES (:id, :org_id, :kind, :object, :object_id, :amount_fen, :title_zh, :title_en, :digest, :channel, :state, :level, :reason, :asker_id,
    :expires_ms, :created_ms, :ended_ms)

-- :approval_payload_add
INSERT INTO approval_payload (approval_id, payload) VALUES (:approval_id, :payload)

-- :approval_waits
SELECT count(*) AS n FROM approval
WHERE org_id = :org_id AND object_id = :object_id AND kind = :kind AND digest = :digest AND state = 'waiting'

-- :steps_add
INSERT INTO approval_step (approval_id, level, role_bits, need)
SELECT :approval_id, level, role_bits, need FROM approval_level WHERE flow_id = :flow_id AND min_fen <= :amount_fen

-- :deciders_add
INSERT INTO approval_decider (approval_id, level, user_id)
SELECT :approval_id, p.level, p.user_id FROM approval_level_person p JOIN approval_level l ON l.flow_id = p.flow_id AND l.level = p.level
WHERE p.flow_id = :flow_id AND l.min_fen <= :amount_fen
