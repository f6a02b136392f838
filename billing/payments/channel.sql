-- :pay_account_find
SELECT id, org_id, channel, sealed, enabled, fee_bp, collected_fen, paid_out_fen, back_fen, created_ms FROM pay_account WHERE channel = :channel

-- :pay_accounts_of
SELECT id, org_id, channel, sealed, enabled, fee_bp, collected_fen, paid_out_fen, back_fen, created_ms
FROM pay_account WHERE org_id = :org_id ORDER BY channel LIMIT 16

-- :pay_accounts_enabled
SELECT id, org_id, channel, sealed, enabled, fee_bp, collected_fen, paid_out_fen, back_fen, created_ms
FROM pay_account WHERE enabled = 1 ORDER BY channel LIMIT 16

-- :pay_account_add
INSERT INTO pay_account (id, org_id, channel, sealed, enabled, fee_bp, collected_fen, paid_out_fen, back_fen, created_ms)
VALUES (:id, :org_id, :channel, :sealed, :enabled, :fee_bp, 0, 0, 0, :created_ms)

-- :pay_account_set
UPDATE pay_account SET sealed = :sealed, enabled = :enabled, fee_bp = :fee_bp WHERE id = :id AND org_id = :org_id

-- :pay_account_collected
UPDATE pay_account SET collected_fen = collected_fen + :fen WHERE channel = :channel

-- :pay_account_paid_out
UPDATE pay_account SET paid_out_fen = paid_out_fen + :fen WHERE channel = :channel AND collected_fen - paid_out_fen - back_fen >= :fen

-- :pay_account_back
UPDATE pay_account SET back_fen = back_fen + :fen WHERE channel = :channel AND collected_fen - paid_out_fen - back_fen >= :fen
