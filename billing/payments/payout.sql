-- :payout_there
SELECT count(*) AS n FROM payout WHERE org_id = :org_id AND bank_ref = :bank_ref

-- :payout_add
INSERT INTO payout (id, org_id, channel, amount_fen, fee_fen, bank_ref, created_by, created_ms)
VALUES (:id, :org_id, :channel, :amount_fen, :fee_fen, :bank_ref, :created_by, :created_ms)

-- :payouts_of
SELECT id, org_id, channel, amount_fen, fee_fen, bank_ref, created_by, created_ms FROM payout WHERE org_id = :org_id AND id < :after_id
ORDER BY id DESC LIMIT :rows
