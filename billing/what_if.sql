-- :sold_on_edge
SELECT l.sku_id AS sku_id, l.units_milli AS units_milli, l.price_fen AS price_fen, g.transfer_fen AS transfer_fen, g.commission_bp AS commission_bp,
    l.created_ms AS created_ms, l.cycle AS cycle, g.mode AS mode
FROM order_leg g JOIN order_line l ON l.id = g.line_id
WHERE g.buyer_id = :buyer_id AND g.seller_id = :seller_id AND l.state IN ('active', 'due') AND l.units_milli > 0
  AND l.created_ms >= :from_ms AND l.created_ms < :to_ms
ORDER BY g.line_id DESC LIMIT :rows
