-- :recharge_add
INSERT INTO recharge (id, org_id, customer_id, amount_fen, payer, memo, state, reason, created_by, decided_by, created_ms, decided_ms,
    claim_id)
VALUES (:id, :org_id, :customer_id, :amount_fen, :payer, :memo, 'waiting', '', :created_by, 0, :created_ms, 0, 0)

-- :recharge_find
SELECT r.id AS id, r.org_id AS org_id, r.customer_id AS customer_id, o.name AS customer, r.amount_fen AS amount_fen, r.payer AS payer,
    r.memo AS memo, r.state AS state, r.reason AS reason, r.claim_id AS claim_id, r.created_by AS created_by, r.decided_by AS decided_by,
    r.created_ms AS created_ms, r.decided_ms AS decided_ms
FROM recharge r JOIN org o ON o.id = r.customer_id WHERE r.id = :id AND r.org_id = :org_id

-- :recharges_of
SELECT r.id AS id, r.org_id AS org_id, r.customer_id AS customer_id, o.name AS customer, r.amount_fen AS amount_fen, r.payer AS payer,
    r.memo AS memo, r.state AS state, r.reason AS reason, r.claim_id AS claim_id, r.created_by AS created_by, r.decided_by AS decided_by,
    r.created_ms AS created_ms, r.decided_ms AS decided_ms
FROM recharge r JOIN org o ON o.id = r.customer_id
WHERE (r.org_id = :org_id OR r.customer_id = :org_id) AND r.id < :after_id AND (:state = '' OR r.state = :state)
ORDER BY r.id DESC LIMIT :rows

-- :recharge_decide
UPDATE recharge SET state = :state, reason = :reason, decided_by = :decided_by, decided_ms = :now_ms
WHERE id = :id AND org_id = :org_id AND state = 'waiting'

-- :recharge_take
UPDATE recharge SET claim_id = :claim_id WHERE id = :id AND org_id = :org_id AND state = 'waiting'
