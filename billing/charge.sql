-- :charges_due
SELECT id, order_id, org_id, seller_id, sku_id, product_id, resource_id, job_id, cycle, periods, units_milli, price_fen, coupon_fen, coupon_id,
    replaces_id, by_refund_fen, from_ms, to_ms, state, back_fen, reason, created_ms, ended_ms
FROM order_line WHERE org_id = :org_id AND seller_id = :seller_id AND state = 'due' ORDER BY id LIMIT :rows

-- :charges_due_fen
SELECT coalesce(sum(price_fen), 0) AS n FROM order_line WHERE org_id = :org_id AND seller_id = :seller_id AND state = 'due'

-- :charges_due_since
SELECT coalesce(min(created_ms), 0) AS n FROM order_line WHERE org_id = :org_id AND seller_id = :seller_id AND state = 'due'

-- :charge_paid
UPDATE order_line SET state = 'active', ended_ms = :now_ms WHERE id = :id AND state = 'due'

-- :opening_line
SELECT id, order_id, org_id, seller_id, sku_id, product_id, resource_id, job_id, cycle, periods, units_milli, price_fen, coupon_fen, coupon_id,
    replaces_id, by_refund_fen, from_ms, to_ms, state, back_fen, reason, created_ms, ended_ms
FROM order_line WHERE resource_id = :resource_id AND order_id > 0 AND state = 'active' ORDER BY id LIMIT 1

-- :quote_of_order
SELECT quote_id AS n FROM orders WHERE id = :id
