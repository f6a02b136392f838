-- :idempotency_purge
DELETE FROM idempotency WHERE id IN (
    SELECT id FROM idempotency WHERE money = 0 AND created_ms < :before_ms ORDER BY created_ms LIMIT :rows)

-- :outbox_purge
DELETE FROM outbox WHERE id IN (
    SELECT id FROM outbox WHERE state = 'done' AND due_ms < :before_ms ORDER BY due_ms LIMIT :rows)

-- :changes_purge
DELETE FROM change_log WHERE id IN (
    SELECT id FROM change_log WHERE id < (:before_ms - 1577836800000) * 4194304 ORDER BY id LIMIT :rows)
