-- :quote_add
INSERT INTO quote (id, org_id, seller_id, kind, resource_id, old_end_ms, price_fen, coupon_id, coupon_fen, back_fen, approval_id, expires_ms, state,
    created_by, created_ms)
VALUES (:id, :org_id, :seller_id, :kind, :resource_id, :old_end_ms, :price_fen, :coupon_id, :coupon_fen, :back_fen, :approval_id, :expires_ms, 'open',
    :created_by, :created_ms)

-- :quote_body_add
INSERT INTO quote_body (quote_id, body, why) VALUES (:quote_id, :body, :why)

-- :quote_find
SELECT id, org_id, seller_id, kind, resource_id, old_end_ms, price_fen, coupon_id, coupon_fen, back_fen, approval_id, expires_ms, state, created_by, created_ms
FROM quote WHERE id = :id AND org_id = :org_id

-- :quote_body_find
SELECT body AS json FROM quote_body WHERE quote_id = :quote_id

-- :quote_why_find
SELECT why AS json FROM quote_body WHERE quote_id = :quote_id

-- :quote_use
UPDATE quote SET state = 'used' WHERE id = :id AND state = 'open'

-- :quote_bodies_purge
DELETE FROM quote_body WHERE quote_id IN (SELECT id FROM quote WHERE state = 'open' AND expires_ms < :before_ms ORDER BY expires_ms LIMIT :rows)

-- :quotes_purge
DELETE FROM quote WHERE id IN (
    SELECT q.id FROM quote q WHERE q.state = 'open' AND q.expires_ms < :before_ms
    AND NOT EXISTS (SELECT 1 FROM quote_body b WHERE b.quote_id = q.id) ORDER BY q.expires_ms LIMIT :rows)
