-- :terminal_add
INSERT INTO terminal (id, org_id, user_id, session_id, resource_id, room_id, kind, state, ticket_hash, expires_ms, opened_ms, ended_ms, reason,
    created_ms)
VALUES (:id, :org_id, :user_id, :session_id, :resource_id, :room_id, :kind, 'waiting', :ticket_hash, :expires_ms, 0, 0, '', :created_ms)

-- :terminals_open
SELECT count(*) AS n FROM terminal WHERE org_id = :org_id AND id > :after_id AND (state = 'open' OR (state = 'waiting' AND expires_ms > :now_ms))

-- :terminal_by_ticket
SELECT id, org_id, user_id, session_id, resource_id, room_id, kind, state, expires_ms, opened_ms, ended_ms, reason, created_ms
FROM terminal WHERE ticket_hash = :ticket_hash

-- :terminal_redeem
UPDATE terminal SET state = 'open', opened_ms = :now_ms WHERE id = :id AND state = 'waiting' AND expires_ms > :now_ms

-- :terminal_end
UPDATE terminal SET state = 'ended', ended_ms = :now_ms, reason = :reason WHERE id = :id AND state <> 'ended'

-- :terminals_end_all
UPDATE terminal SET state = 'ended', ended_ms = :now_ms, reason = :reason WHERE state <> 'ended'

-- :terminals_of
SELECT id, org_id, user_id, session_id, resource_id, room_id, kind, state, expires_ms, opened_ms, ended_ms, reason, created_ms
FROM terminal WHERE org_id = :org_id AND id < :after_id ORDER BY id DESC LIMIT :rows

-- :terminal_find
SELECT id, org_id, user_id, session_id, resource_id, room_id, kind, state, expires_ms, opened_ms, ended_ms, reason, created_ms
FROM terminal WHERE id = :id AND org_id = :org_id

-- :live_add
INSERT INTO live_ticket (id, org_id, user_id, session_id, ticket_hash, expires_ms, used_ms)
VALUES (:id, :org_id, :user_id, :session_id, :ticket_hash, :expires_ms, 0)

-- :live_purge
DELETE FROM live_ticket WHERE id IN (SELECT id FROM live_ticket WHERE expires_ms < :before_ms ORDER BY expires_ms LIMIT :rows)

-- :terminals_unused
UPDATE terminal SET state = 'ended', ended_ms = expires_ms, reason = 'terminal.ticket' WHERE id IN (
    SELECT id FROM terminal WHERE state = 'waiting' AND expires_ms < :before_ms ORDER BY expires_ms LIMIT :rows)

-- :terminals_purge
DELETE FROM terminal WHERE id IN (
    SELECT id FROM terminal WHERE state = 'ended' AND created_ms < :before_ms ORDER BY created_ms LIMIT :rows)

-- :live_find
SELECT id, org_id, user_id, session_id, expires_ms, used_ms FROM live_ticket WHERE ticket_hash = :ticket_hash

-- :live_use
UPDATE live_ticket SET used_ms = :now_ms WHERE id = :id AND used_ms = 0 AND expires_ms > :now_ms
