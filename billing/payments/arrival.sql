-- :arrival_by_ref
SELECT id, org_id, source, bank_ref, amount_fen, payer, payer_account, memo, day, state, claim_id, reason, created_by, ended_by, created_ms, ended_ms
FROM arrival WHERE org_id = :org_id AND bank_ref = :bank_ref LIMIT 1

-- :arrival_find
SELECT id, org_id, source, bank_ref, amount_fen, payer, payer_account, memo, day, state, claim_id, reason, created_by, ended_by, created_ms, ended_ms
FROM arrival WHERE id = :id AND org_id = :org_id

-- :arrival_add
INSERT INTO arrival (id, org_id, source, bank_ref, amount_fen, payer, payer_account, memo, day, state, claim_id, reason, created_by, ended_by,
    created_ms, ended_ms)
VALUES (:id, :org_id, :source, :bank_ref, :amount_fen, :payer, :payer_account, :memo, :day, :state, 0, '', :created_by, 0, :created_ms, 0)

-- :arrival_claim
UPDATE arrival SET claim_id = :claim_id, state = :state, ended_by = :ended_by, ended_ms = :ended_ms
WHERE id = :id AND org_id = :org_id AND state = 'unclaimed'

-- :arrival_return
UPDATE arrival SET state = 'returned', reason = :reason, ended_by = :ended_by, ended_ms = :now_ms
WHERE id = :id AND org_id = :org_id AND state = 'unclaimed' AND claim_id = 0

-- :arrivals_of
SELECT id, org_id, source, bank_ref, amount_fen, payer, payer_account, memo, day, state, claim_id, reason, created_by, ended_by, created_ms, ended_ms
FROM arrival WHERE org_id = :org_id AND id < :after_id AND (:state = '' OR state = :state) ORDER BY id DESC LIMIT :rows
