-- :idempotency_find
SELECT body_hash, reply, op FROM idempotency WHERE scope = :scope AND idem_key = :idem_key

-- :idempotency_add
INSERT INTO idempotency (id, scope, idem_key, op, body_hash, reply, created_ms, money)
VALUES (:id, :scope, :idem_key, :op, :body_hash, :reply, :created_ms, :money)
