-- :put_off_find
SELECT id, object, row_id, op, tries, since_ms, until_ms, reason, text FROM put_off WHERE object = :object AND row_id = :row_id

-- :put_off_get
SELECT id, object, row_id, op, tries, since_ms, until_ms, reason, text FROM put_off WHERE id = :id

-- :put_off_save
INSERT INTO put_off (id, object, row_id, op, tries, since_ms, until_ms, reason, text)
VALUES (:id, :object, :row_id, :op, :tries, :since_ms, :until_ms, :reason, :text)
ON CONFLICT (object, row_id) DO UPDATE SET op = excluded.op, tries = excluded.tries, until_ms = excluded.until_ms, reason = excluded.reason,
    text = excluded.text

-- :put_off_over
DELETE FROM put_off WHERE object = :object AND row_id = :row_id

-- :put_off_next
SELECT coalesce(min(until_ms), 0) AS n FROM put_off WHERE until_ms > :now_ms

-- :put_off_purge
DELETE FROM put_off WHERE id IN (SELECT id FROM put_off WHERE until_ms < :before_ms LIMIT :rows)
