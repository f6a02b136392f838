-- :payments_open
SELECT count(*) AS n FROM payment WHERE org_id = :org_id AND state = 'open'

-- :payment_add
INSERT INTO payment (id, org_id, seller_id, channel, out_trade_no, channel_no, amount_fen, paid_fen, quote_id, alias, ssh_key, order_id, why_no_order,
    state, tries, asked_ms, next_ms, expires_ms, created_by, created_ms, ended_ms)
VALUES (:id, :org_id, :seller_id, :channel, :out_trade_no, '', :amount_fen, 0, :quote_id, :alias, :ssh_key, 0, '',
    'open', 0, 0, :next_ms, :expires_ms, :created_by, :created_ms, 0)

-- :payment_find
SELECT id, org_id, seller_id, channel, out_trade_no, channel_no, amount_fen, paid_fen, quote_id, alias, ssh_key, order_id, why_no_order,
    state, tries, asked_ms, next_ms, expires_ms, created_by, created_ms, ended_ms
FROM payment WHERE id = :id AND (org_id = :org_id OR seller_id = :org_id)

-- :payments_due
SELECT id, org_id, seller_id, channel, out_trade_no, channel_no, amount_fen, paid_fen, quote_id, alias, ssh_key, order_id, why_no_order,
    state, tries, asked_ms, next_ms, expires_ms, created_by, created_ms, ended_ms
FROM payment WHERE next_ms > 0 AND next_ms <= :now_ms
    AND id NOT IN (SELECT row_id FROM put_off WHERE object = 'payment' AND until_ms > :now_ms) ORDER BY next_ms LIMIT 32

-- :payment_next
SELECT min(next_ms) AS n FROM payment WHERE next_ms > 0
    AND id NOT IN (SELECT row_id FROM put_off WHERE object = 'payment' AND until_ms > :now_ms)

-- :payment_asked
UPDATE payment SET state = :state, tries = :tries, asked_ms = :asked_ms, next_ms = :next_ms
WHERE id = :id AND org_id = :org_id AND state IN ('open', 'unknown')

-- :payments_of
SELECT id, org_id, seller_id, channel, out_trade_no, channel_no, amount_fen, paid_fen, quote_id, alias, ssh_key, order_id, why_no_order,
    state, tries, asked_ms, next_ms, expires_ms, created_by, created_ms, ended_ms
FROM payment WHERE (org_id = :org_id OR seller_id = :org_id) AND id < :after_id AND (:state = '' OR state = :state) ORDER BY id DESC LIMIT :rows
