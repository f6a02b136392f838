-- :invitation_add
INSERT INTO invitation (id, org_id, kind, token_hash, role_bits, department_id, note, user_id, state, tries, accepted_by, accepted_org,
    expires_ms, created_ms, ended_ms)
VALUES (:id, :org_id, :kind, :token_hash, :role_bits, :department_id, :note, :user_id, 'waiting', 0, 0, 0, :expires_ms, :created_ms, 0)

-- :invitations_waiting
SELECT count(*) AS n FROM invitation WHERE org_id = :org_id AND state = 'waiting' AND expires_ms > :now_ms

-- :invitations_of
SELECT id, kind, role_bits, department_id, note, user_id, inviter, state, tries, accepted_by, accepted_name, accepted_org, expires_ms,
    created_ms, ended_ms
FROM (
    SELECT i.id AS id, i.kind AS kind, i.role_bits AS role_bits, i.department_id AS department_id, i.note AS note, i.user_id AS user_id,
        u.name AS inviter, CASE WHEN i.state = 'waiting' AND (i.expires_ms <= :now_ms OR i.tries >= :tries) THEN 'expired' ELSE i.state END AS state,
        i.tries AS tries, i.accepted_by AS accepted_by, coalesce(a.name, '') AS accepted_name, i.accepted_org AS accepted_org,
        i.expires_ms AS expires_ms, i.created_ms AS created_ms, i.ended_ms AS ended_ms
    FROM invitation i JOIN users u ON u.id = i.user_id LEFT JOIN users a ON a.id = i.accepted_by
    WHERE i.org_id = :org_id AND i.id < :after_id AND (:members = 1 OR i.kind <> 'member') AND (:kind = '' OR i.kind = :kind)
      AND (:text = '' OR instr(lower(i.note), lower(:text)) > 0)) AS seen
WHERE (:state = '' OR state = :state) ORDER BY id DESC LIMIT :rows

-- :invitation_find
SELECT i.id AS id, i.kind AS kind, i.state AS state FROM invitation i
WHERE i.id = :id AND i.org_id = :org_id AND (:members = 1 OR i.kind <> 'member')

-- :invitation_revoke
UPDATE invitation SET state = 'revoked', ended_ms = :now_ms WHERE id = :id AND org_id = :org_id AND state = 'waiting'

-- :invitations_purge
DELETE FROM invitation WHERE id IN (
    SELECT id FROM invitation WHERE id < (:before_ms - 1577836800000) * 4194304 ORDER BY id LIMIT :rows)
