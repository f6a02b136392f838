-- :payment_by_trade
SELECT id, org_id, seller_id, channel, out_trade_no, channel_no, amount_fen, paid_fen, quote_id, alias, ssh_key, order_id, why_no_order,
    state, tries, asked_ms, next_ms, expires_ms, created_by, created_ms, ended_ms
FROM payment WHERE channel = :channel AND out_trade_no = :no LIMIT 1

-- :payment_by_no
SELECT id, org_id, seller_id, channel, out_trade_no, channel_no, amount_fen, paid_fen, quote_id, alias, ssh_key, order_id, why_no_order,
    state, tries, asked_ms, next_ms, expires_ms, created_by, created_ms, ended_ms
FROM payment WHERE channel = :channel AND channel_no = :no AND channel_no <> '' LIMIT 1

-- :payment_paid
UPDATE payment SET state = 'paid', paid_fen = :paid_fen, channel_no = :channel_no, asked_ms = 0, next_ms = 0, ended_ms = :ended_ms
WHERE id = :id AND org_id = :org_id AND state <> 'paid'

-- :payment_bought
UPDATE payment SET order_id = :order_id, why_no_order = :why_no_order WHERE id = :id AND org_id = :org_id

-- :payment_answered
UPDATE payment SET state = :state, asked_ms = :asked_ms, next_ms = :next_ms, ended_ms = :ended_ms
WHERE id = :id AND org_id = :org_id AND state IN ('open', 'unknown')

-- :pay_questions
SELECT out_trade_no, asked_ms FROM payment WHERE channel = :channel AND asked_ms > 0 ORDER BY asked_ms LIMIT 100
