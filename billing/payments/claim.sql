-- :claim_add
INSERT INTO claim (id, org_id, arrival_id, amount_fen, approval_id, state, reason, created_by, decided_by, created_ms, decided_ms)
VALUES (:id, :org_id, :arrival_id, :amount_fen, :approval_id, :state, '', :created_by, 0, :created_ms, 0)

-- :claim_part_add
INSERT INTO claim_part (claim_id, n, customer_id, recharge_id, amount_fen) VALUES (:claim_id, :n, :customer_id, :recharge_id, :amount_fen)

-- :claim_part_credited
UPDATE claim_part SET recharge_id = :recharge_id WHERE claim_id = :claim_id AND n = :n

-- :claim_move
UPDATE claim SET state = :state, approval_id = :approval_id, reason = :reason, decided_by = :decided_by, decided_ms = :decided_ms
WHERE id = :id AND org_id = :org_id AND state IN ('asked', 'waiting', :state)

-- :claim_find
SELECT id, org_id, arrival_id, amount_fen, approval_id, state, reason, created_by, decided_by, created_ms, decided_ms
FROM claim WHERE id = :id AND org_id = :org_id

-- :claim_parts
SELECT claim_id, n, customer_id, recharge_id, amount_fen FROM claim_part WHERE claim_id = :claim_id ORDER BY n LIMIT 50

-- :claims_of
SELECT id, org_id, arrival_id, amount_fen, approval_id, state, reason, created_by, decided_by, created_ms, decided_ms
FROM claim WHERE org_id = :org_id AND id < :after_id AND (:state = '' OR state = :state) ORDER BY id DESC LIMIT :rows
