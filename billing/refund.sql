-- :lines_with_time_left
SELECT id, order_id, org_id, seller_id, sku_id, product_id, resource_id, job_id, cycle, periods, units_milli, price_fen, coupon_fen, coupon_id,
    replaces_id, by_refund_fen, from_ms, to_ms, state, back_fen, reason, created_ms, ended_ms
FROM order_line l
WHERE l.resource_id = :resource_id AND l.state = 'active' AND l.to_ms > :at_ms AND l.price_fen > 0
  AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.line_id = l.id AND r.state <> 'dropped')
ORDER BY l.id LIMIT 200

-- :refund_add
INSERT INTO refund (id, org_id, seller_id, line_id, resource_id, order_id, used_s, total_s, price_fen, kept_fen, back_fen, state, reason, created_by,
    created_ms, ended_ms, approval_id)
VALUES (:id, :org_id, :seller_id, :line_id, :resource_id, :order_id, :used_s, :total_s, :price_fen, :kept_fen, :back_fen, :state, :reason, :created_by,
    :created_ms, 0, :approval_id)

-- :refund_line
SELECT id, order_id, org_id, seller_id, sku_id, product_id, resource_id, job_id, cycle, periods, units_milli, price_fen, coupon_fen, coupon_id,
    replaces_id, by_refund_fen, from_ms, to_ms, state, back_fen, reason, created_ms, ended_ms
FROM order_line WHERE id = :id

-- :line_back
UPDATE order_line SET back_fen = back_fen + :back_fen WHERE id = :id

-- :refund_done
UPDATE refund SET state = 'done', ended_ms = :now_ms WHERE id = :id AND state = 'waiting'

-- :refunds_waiting
SELECT id, org_id, seller_id, line_id, resource_id, order_id, used_s, total_s, price_fen, kept_fen, back_fen, state, reason, created_by, created_ms,
    ended_ms, approval_id, '' AS customer, '' AS alias
FROM refund WHERE resource_id = :resource_id AND state = 'waiting' AND order_id = 0 ORDER BY id LIMIT 200

-- :refunds_of_change
SELECT id, org_id, seller_id, line_id, resource_id, order_id, used_s, total_s, price_fen, kept_fen, back_fen, state, reason, created_by, created_ms,
    ended_ms, approval_id, '' AS customer, '' AS alias
FROM refund WHERE org_id = :org_id AND order_id = :order_id AND order_id > 0 AND state = 'waiting' ORDER BY id LIMIT 200

-- :refunds_of
SELECT f.id AS id, f.org_id AS org_id, f.seller_id AS seller_id, f.line_id AS line_id, f.resource_id AS resource_id, f.order_id AS order_id,
    f.used_s AS used_s, f.total_s AS total_s, f.price_fen AS price_fen, f.kept_fen AS kept_fen, f.back_fen AS back_fen, f.state AS state,
    f.reason AS reason, f.created_by AS created_by, f.created_ms AS created_ms, f.ended_ms AS ended_ms,
    f.approval_id AS approval_id, '' AS customer, r.alias AS alias
FROM refund f JOIN resource r ON r.id = f.resource_id WHERE f.org_id = :org_id AND f.id < :after_id ORDER BY f.id DESC LIMIT :rows

-- :refunds_given
SELECT f.id AS id, f.org_id AS org_id, f.seller_id AS seller_id, f.line_id AS line_id, f.resource_id AS resource_id, f.order_id AS order_id,
    f.used_s AS used_s, f.total_s AS total_s, f.price_fen AS price_fen, f.kept_fen AS kept_fen, f.back_fen AS back_fen, f.state AS state,
    f.reason AS reason, f.created_by AS created_by, f.created_ms AS created_ms, f.ended_ms AS ended_ms,
    f.approval_id AS approval_id, o.name AS customer, '' AS alias
FROM refund f JOIN org o ON o.id = f.org_id JOIN resource r ON r.id = f.resource_id
WHERE f.seller_id = :org_id AND f.id < :after_id ORDER BY f.id DESC LIMIT :rows

-- :refund_find
SELECT id, org_id, seller_id, line_id, resource_id, order_id, used_s, total_s, price_fen, kept_fen, back_fen, state, reason, created_by, created_ms,
    ended_ms, approval_id, '' AS customer, '' AS alias
FROM refund WHERE id = :id AND seller_id = :org_id

-- :refund_dropped
UPDATE refund SET state = 'dropped', reason = :reason, ended_ms = :now_ms WHERE id = :id AND seller_id = :org_id AND state = 'waiting'
