-- :outbox_due
SELECT id, topic, effect_key, body, due_ms, tries FROM outbox
WHERE state = 'due' AND due_ms <= :now_ms ORDER BY due_ms LIMIT :rows

-- :outbox_next
SELECT coalesce(min(due_ms), 9223372036854775807) AS n FROM outbox WHERE state = 'due'

-- :outbox_done
UPDATE outbox SET state = 'done', reason = '' WHERE id = :id AND state = 'due'

-- :outbox_later
UPDATE outbox SET due_ms = :due_ms, tries = tries + 1, reason = :reason,
    state = CASE WHEN tries >= 19 THEN 'dead' ELSE 'due' END
WHERE id = :id AND state = 'due'
