-- :held_line
SELECT id, order_id, org_id, seller_id, sku_id, product_id, resource_id, job_id, cycle, periods, units_milli, price_fen, coupon_fen, coupon_id,
    replaces_id, by_refund_fen, from_ms, to_ms, state, back_fen, reason, created_ms, ended_ms
FROM order_line WHERE resource_id = :resource_id AND state = 'held'

-- :line_active
UPDATE order_line SET state = 'active', from_ms = :now_ms, to_ms = :to_ms, ended_ms = :now_ms WHERE id = :id AND state = 'held'

-- :access_set
UPDATE resource_access SET driver = :driver, access = :access, sealed = :sealed WHERE resource_id = :resource_id

-- :resource_begin
UPDATE resource SET state = 'active', start_ms = :start_ms, end_ms = :end_ms, next_ms = :next_ms WHERE id = :id AND state = 'opening'

-- :access_forget
UPDATE resource_access SET access = '{}', sealed = '' WHERE resource_id = :resource_id
