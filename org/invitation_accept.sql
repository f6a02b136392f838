-- :invitation_by_code
SELECT i.id AS id, i.org_id AS org_id, i.kind AS kind, i.role_bits AS role_bits, i.department_id AS department_id, i.note AS note,
    i.user_id AS user_id, u.name AS inviter, i.state AS state, i.tries AS tries, i.accepted_by AS accepted_by, '' AS accepted_name,
    i.accepted_org AS accepted_org, i.expires_ms AS expires_ms, i.created_ms AS created_ms, i.ended_ms AS ended_ms
FROM invitation i JOIN users u ON u.id = i.user_id WHERE i.token_hash = :token_hash

-- :invitation_tried
UPDATE invitation SET tries = tries + 1 WHERE id = :id AND org_id = :org_id

-- :invitation_accept
UPDATE invitation SET state = 'accepted', accepted_by = :accepted_by, accepted_org = :accepted_org, ended_ms = :now_ms
WHERE id = :id AND org_id = :org_id AND state = 'waiting'

-- :department_still
SELECT coalesce(max(id), 0) AS n FROM department WHERE id = :id AND org_id = :org_id AND state = 'open'
