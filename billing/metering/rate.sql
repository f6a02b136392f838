-- :rate_add
INSERT INTO rate (id, resource_id, from_hour, list_ufen, unit_ufen, created_ms)
VALUES (:id, :resource_id, :from_hour, :list_ufen, :unit_ufen, :created_ms)

-- :rate_leg_add
INSERT INTO rate_leg (rate_id, idx, seller_id, buyer_id, agreement_id, item_id, version, mode, unit_ufen, commission_bp, refund_policy, refund_days)
VALUES (:rate_id, :idx, :seller_id, :buyer_id, :agreement_id, :item_id, :version, :mode, :unit_ufen, :commission_bp, :refund_policy, :refund_days)

-- :rate_legs
SELECT rate_id, idx, seller_id, buyer_id, agreement_id, item_id, version, mode, unit_ufen, commission_bp, refund_policy, refund_days
FROM rate_leg WHERE rate_id = :rate_id ORDER BY idx LIMIT 9

-- :rate_last
SELECT id, resource_id, from_hour, list_ufen, unit_ufen, created_ms FROM rate WHERE resource_id = :resource_id ORDER BY from_hour DESC LIMIT 1

-- :hour_begun
SELECT count(*) AS n FROM usage_hour WHERE resource_id = :resource_id AND org_id = :org_id AND hour >= :hour
