-- :withdrawal_add
INSERT INTO withdrawal (id, org_id, seller_id, payer_id, amount_fen, holder, bank, account_no, memo, state, bank_ref, approval_id, reason,
    created_by, ended_by, created_ms, ended_ms)
VALUES (:id, :org_id, :seller_id, 0, :amount_fen, :holder, :bank, :account_no, :memo, :state, '', :approval_id, '', :created_by, 0, :created_ms, 0)

-- :withdrawal_find
SELECT id, org_id, seller_id, payer_id, amount_fen, holder, bank, account_no, memo, state, bank_ref, approval_id, reason, created_by, ended_by,
    created_ms, ended_ms
FROM withdrawal WHERE id = :id AND (org_id = :org_id OR seller_id = :org_id OR payer_id = :org_id)

-- :withdrawal_move
UPDATE withdrawal SET state = :state, payer_id = :payer_id, bank_ref = :bank_ref, reason = :reason, ended_by = :ended_by, ended_ms = :ended_ms
WHERE id = :id AND org_id = :org_id

-- :withdrawals_open
SELECT count(*) AS n FROM withdrawal WHERE org_id = :org_id AND state IN ('asked', 'approved', 'forwarded')

-- :withdrawals_of
SELECT id, org_id, seller_id, payer_id, amount_fen, holder, bank, account_no, memo, state, bank_ref, approval_id, reason, created_by, ended_by,
    created_ms, ended_ms
FROM withdrawal WHERE (org_id = :org_id OR seller_id = :org_id OR (payer_id = :org_id AND payer_id > 0)) AND id < :after_id
    AND (:state = '' OR state = :state)
ORDER BY id DESC LIMIT :rows

-- :withdrawal_rule_of
SELECT min_fen, open_max FROM withdrawal_rule WHERE org_id = :org_id

-- :withdrawal_rule_put
INSERT INTO withdrawal_rule (org_id, min_fen, open_max, updated_by, updated_ms) VALUES (:org_id, :min_fen, :open_max, :updated_by, :updated_ms)
ON CONFLICT (org_id) DO UPDATE SET min_fen = :min_fen, open_max = :open_max, updated_by = :updated_by, updated_ms = :updated_ms
