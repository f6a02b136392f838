-- :quote_of_side
SELECT id, org_id, seller_id, kind, resource_id, old_end_ms, price_fen, coupon_id, coupon_fen, back_fen, approval_id, expires_ms, state, created_by, created_ms
FROM quote WHERE id = :id AND (org_id = :org_id OR seller_id = :org_id)

-- :quotes_of
SELECT q.id AS id, q.org_id AS customer_id, '' AS customer, q.kind AS kind, q.price_fen AS price_fen, q.coupon_fen AS coupon_fen,
    q.price_fen - q.coupon_fen AS total_fen, q.expires_ms AS expires_ms, q.created_by AS created_by, q.created_ms AS created_ms,
    CASE WHEN q.state = 'open' AND q.expires_ms <= :now_ms THEN 'expired' ELSE q.state END AS state
FROM quote q WHERE q.org_id = :org_id AND q.id < :after_id AND :customer_id >= 0
  AND EXISTS (SELECT 1 FROM membership m WHERE m.user_id = q.created_by AND m.org_id = q.seller_id)
  AND (:state = '' OR (CASE WHEN q.state = 'open' AND q.expires_ms <= :now_ms THEN 'expired' ELSE q.state END) = :state)
ORDER BY q.id DESC LIMIT :rows

-- :quotes_made
SELECT q.id AS id, q.org_id AS customer_id, o.name AS customer, q.kind AS kind, q.price_fen AS price_fen, q.coupon_fen AS coupon_fen,
    q.price_fen - q.coupon_fen AS total_fen, q.expires_ms AS expires_ms, q.created_by AS created_by, q.created_ms AS created_ms,
    CASE WHEN q.state = 'open' AND q.expires_ms <= :now_ms THEN 'expired' ELSE q.state END AS state
FROM quote q JOIN org o ON o.id = q.org_id
WHERE q.seller_id = :org_id AND q.id < :after_id AND (:customer_id = 0 OR q.org_id = :customer_id)
  AND EXISTS (SELECT 1 FROM membership m WHERE m.user_id = q.created_by AND m.org_id = :org_id)
  AND (:state = '' OR (CASE WHEN q.state = 'open' AND q.expires_ms <= :now_ms THEN 'expired' ELSE q.state END) = :state)
ORDER BY q.id DESC LIMIT :rows
