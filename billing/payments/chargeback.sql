-- :chargeback_by_no
SELECT id, org_id, customer_id, seller_id, payment_id, channel, channel_no, amount_fen, taken_fen, lost_fen, steps, state, reason, ended_by,
    created_ms, ended_ms
FROM chargeback WHERE channel = :channel AND channel_no = :channel_no LIMIT 1

-- :chargebacks_of_payment
SELECT coalesce(sum(amount_fen), 0) AS n FROM chargeback WHERE payment_id = :payment_id

-- :chargeback_add
INSERT INTO chargeback (id, org_id, customer_id, seller_id, payment_id, channel, channel_no, amount_fen, taken_fen, lost_fen, steps, state, reason,
    ended_by, created_ms, ended_ms)
VALUES (:id, :org_id, :customer_id, :seller_id, :payment_id, :channel, :channel_no, :amount_fen, :taken_fen, :lost_fen, :steps, :state, '',
    :ended_by, :created_ms, :ended_ms)

-- :chargebacks_open
SELECT count(*) AS n FROM chargeback WHERE customer_id = :customer_id AND state = 'open'

-- :chargeback_find
SELECT id, org_id, customer_id, seller_id, payment_id, channel, channel_no, amount_fen, taken_fen, lost_fen, steps, state, reason, ended_by,
    created_ms, ended_ms
FROM chargeback WHERE id = :id AND org_id = :org_id

-- :chargeback_set
UPDATE chargeback SET taken_fen = :taken_fen, lost_fen = :lost_fen, steps = :steps, state = :state, reason = :reason, ended_by = :ended_by,
    ended_ms = :ended_ms
WHERE id = :id AND org_id = :org_id AND state = 'open'

-- :chargebacks_of
SELECT id, org_id, customer_id, seller_id, payment_id, channel, channel_no, amount_fen, taken_fen, lost_fen, steps, state, reason, ended_by,
    created_ms, ended_ms
FROM chargeback WHERE org_id = :org_id AND id < :after_id AND (:state = '' OR state = :state) ORDER BY id DESC LIMIT :rows
