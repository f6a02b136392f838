-- :orders_of
SELECT o.id AS id, o.seller_id AS seller_id, o.kind AS kind, o.price_fen AS price_fen, o.coupon_fen AS coupon_fen,
    o.price_fen - o.coupon_fen AS total_fen, o.created_ms AS created_ms,
    coalesce((SELECT s.name FROM order_line l JOIN sku s ON s.id = l.sku_id WHERE l.order_id = o.id ORDER BY l.id LIMIT 1), '') AS what,
    (SELECT count(*) FROM order_line l WHERE l.order_id = o.id) AS lines_n,
    (SELECT count(*) FROM order_line l WHERE l.order_id = o.id AND l.state = 'active') AS active_n,
    (SELECT count(*) FROM order_line l WHERE l.order_id = o.id AND l.state = 'held') AS held_n
FROM orders o
WHERE o.org_id = :org_id AND o.id < :after_id AND (:kind = '' OR o.kind = :kind)
  AND (:from_ms = 0 OR o.created_ms >= :from_ms) AND (:to_ms = 0 OR o.created_ms < :to_ms)
  AND (:open = 0 OR EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.state = 'held'))
  AND (:text = '' OR EXISTS (SELECT 1 FROM order_line l JOIN sku s ON s.id = l.sku_id WHERE l.order_id = o.id AND instr(lower(s.name), lower(:text)) > 0))
ORDER BY o.id DESC LIMIT :rows

-- :order_find
SELECT o.id AS id, o.seller_id AS seller_id, o.kind AS kind, o.price_fen AS price_fen, o.coupon_fen AS coupon_fen,
    o.price_fen - o.coupon_fen AS total_fen, o.created_ms AS created_ms,
    coalesce((SELECT s.name FROM order_line l JOIN sku s ON s.id = l.sku_id WHERE l.order_id = o.id ORDER BY l.id LIMIT 1), '') AS what,
    (SELECT count(*) FROM order_line l WHERE l.order_id = o.id) AS lines_n,
    (SELECT count(*) FROM order_line l WHERE l.order_id = o.id AND l.state = 'active') AS active_n,
    (SELECT count(*) FROM order_line l WHERE l.order_id = o.id AND l.state = 'held') AS held_n
FROM orders o WHERE o.id = :id AND o.org_id = :org_id

-- :lines_of
SELECT l.id AS id, l.sku_id AS sku_id, s.name AS sku, l.resource_id AS resource_id, r.alias AS alias, r.state AS resource_state,
    l.job_id AS job_id, l.cycle AS cycle, l.periods AS periods, l.price_fen AS price_fen, l.coupon_fen AS coupon_fen,
    l.replaces_id AS replaces_id, l.by_refund_fen AS by_refund_fen, l.back_fen AS back_fen,
    l.from_ms AS from_ms, l.to_ms AS to_ms, l.state AS state, l.reason AS reason, l.created_ms AS created_ms,
    l.ended_ms AS ended_ms, coalesce(j.phase, '') AS job_phase, coalesce(j.deadline_ms, 0) AS deadline_ms, coalesce(j.on_deadline, '') AS on_deadline
FROM order_line l JOIN sku s ON s.id = l.sku_id JOIN resource r ON r.id = l.resource_id LEFT JOIN job j ON j.id = l.job_id
WHERE l.order_id = :order_id AND l.org_id = :org_id ORDER BY l.id LIMIT 50

-- :timeline_of
SELECT g.at_ms AS at_ms, g.text AS text, l.id AS line_id FROM order_line l JOIN job_log g ON g.job_id = l.job_id
WHERE l.order_id = :order_id AND l.org_id = :org_id AND g.remark = 0 ORDER BY g.id LIMIT 200

-- :order_there
SELECT count(*) AS n FROM orders WHERE id = :order_id

-- :placements_of
SELECT p.line_id AS line_id, p.body AS body FROM order_placement p JOIN order_line l ON l.id = p.line_id
WHERE l.order_id = :order_id LIMIT 50
