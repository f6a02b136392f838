-- :sales_of
SELECT l.id AS id, l.order_id AS order_id, l.org_id AS customer_id, l.seller_id AS seller_id, l.sku_id AS sku_id, l.product_id AS product_id,
    l.periods AS periods, l.price_fen AS price_fen, l.coupon_fen AS coupon_fen, l.from_ms AS from_ms, l.to_ms AS to_ms, l.created_ms AS created_ms,
    l.cycle AS cycle, l.state AS state, g.agreement_id AS agreement_id, g.transfer_fen AS transfer_fen, g.commission_bp AS commission_bp, g.mode AS mode,
    coalesce(d.buyer_id, 0) AS below_id, coalesce(d.transfer_fen, 0) AS below_fen, coalesce(d.commission_bp, 0) AS below_bp,
    coalesce(d.mode, '') AS below_mode, coalesce(b.name, '') AS below, CASE WHEN d.buyer_id IS NULL THEN c.name ELSE '' END AS customer,
    s.name AS sku, p.name AS product, p.kind AS kind
FROM order_leg g JOIN order_line l ON l.id = g.line_id
LEFT JOIN order_leg d ON d.line_id = g.line_id AND d.idx = g.idx + 1
LEFT JOIN org b ON b.id = d.buyer_id
JOIN org c ON c.id = l.org_id JOIN sku s ON s.id = l.sku_id JOIN product p ON p.id = l.product_id
WHERE g.buyer_id = :org_id AND g.line_id < :after_id AND (:state = '' OR l.state = :state) AND (:kind = '' OR p.kind = :kind)
  AND (:product_id = 0 OR l.product_id = :product_id) AND (:from_ms = 0 OR l.created_ms >= :from_ms) AND (:to_ms = 0 OR l.created_ms < :to_ms)
  AND (:other_id = 0 OR d.buyer_id = :other_id OR (d.buyer_id IS NULL AND l.org_id = :other_id))
ORDER BY g.line_id DESC LIMIT :rows

-- :supplies_of
SELECT l.id AS id, l.sku_id AS sku_id, l.product_id AS product_id, l.periods AS periods, l.from_ms AS from_ms, l.to_ms AS to_ms,
    l.created_ms AS created_ms, l.cycle AS cycle, l.state AS state, g.agreement_id AS agreement_id, g.mode AS mode,
    CASE WHEN g.mode = 'rebate' THEN l.price_fen ELSE g.transfer_fen END AS sale_fen, s.name AS sku, p.name AS product
FROM order_leg g JOIN order_line l ON l.id = g.line_id JOIN sku s ON s.id = l.sku_id JOIN product p ON p.id = l.product_id
WHERE g.seller_id = :org_id AND g.idx = 0 AND g.line_id < :after_id ORDER BY g.line_id DESC LIMIT :rows
