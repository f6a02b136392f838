-- :order_add
INSERT INTO orders (id, org_id, seller_id, quote_id, kind, price_fen, coupon_fen, user_id, staff_id, department_id, created_ms)
VALUES (:id, :org_id, :seller_id, :quote_id, :kind, :price_fen, :coupon_fen, :user_id, :staff_id, :department_id, :created_ms)

-- :leg_add
INSERT INTO order_leg (line_id, idx, seller_id, buyer_id, agreement_id, item_id, mode, transfer_fen, commission_bp, refund_policy, refund_days)
VALUES (:line_id, :idx, :seller_id, :buyer_id, :agreement_id, :item_id, :mode, :transfer_fen, :commission_bp, :refund_policy, :refund_days)

-- :legs_of
SELECT line_id, idx, seller_id, buyer_id, agreement_id, item_id, mode, transfer_fen, commission_bp, refund_policy, refund_days
FROM order_leg WHERE line_id = :line_id ORDER BY idx LIMIT 9

-- :promotion_add
INSERT INTO order_promotion (line_id, promotion_id, off_fen) VALUES (:line_id, :promotion_id, :off_fen)

-- :promotions_of
SELECT promotion_id, off_fen FROM order_promotion WHERE line_id = :line_id ORDER BY promotion_id LIMIT 32

-- :line_add
INSERT INTO order_line (id, order_id, org_id, seller_id, sku_id, product_id, resource_id, job_id, cycle, periods, units_milli, price_fen, coupon_fen, coupon_id,
    replaces_id, by_refund_fen, from_ms, to_ms, state, back_fen, reason, created_ms, ended_ms)
VALUES (:id, :order_id, :org_id, :seller_id, :sku_id, :product_id, :resource_id, :job_id, :cycle, :periods, :units_milli, :price_fen, :coupon_fen, :coupon_id,
    :replaces_id, :by_refund_fen, :from_ms, :to_ms, :state, 0, '', :created_ms, :ended_ms)

-- :line_released
UPDATE order_line SET state = 'released', reason = :reason, ended_ms = :now_ms WHERE id = :id AND state = 'held'
