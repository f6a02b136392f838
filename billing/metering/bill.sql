-- :usage_open
SELECT u.rate_id AS rate_id, min(r.unit_ufen) AS unit_ufen, sum(u.units_milli - u.billed_milli) AS units_milli,
    sum(CASE WHEN u.hour < :late_hour THEN u.units_milli - u.billed_milli ELSE 0 END) AS late_milli,
    min(u.hour) AS first_hour, max(u.hour) AS last_hour
FROM usage_hour u JOIN rate r ON r.id = u.rate_id
WHERE u.resource_id = :resource_id AND u.org_id = :org_id AND u.hour < :before_hour AND u.units_milli > u.billed_milli
GROUP BY u.rate_id ORDER BY min(u.hour) LIMIT :rows

-- :usage_billed
UPDATE usage_hour SET billed_milli = units_milli WHERE resource_id = :resource_id AND org_id = :org_id AND rate_id = :rate_id AND hour < :before_hour

-- :carry_of
SELECT coalesce(max(nfen), 0) AS n FROM meter_carry WHERE resource_id = :resource_id AND buyer_id = :buyer_id

-- :carry_set
INSERT INTO meter_carry (resource_id, buyer_id, nfen) VALUES (:resource_id, :buyer_id, :nfen)
ON CONFLICT (resource_id, buyer_id) DO UPDATE SET nfen = excluded.nfen

-- :bill_add
INSERT INTO bill (id, org_id, seller_id, resource_id, rate_id, from_ms, to_ms, units_milli, late_milli, unit_ufen, carry_in_nfen, carry_out_nfen,
    amount_fen, created_ms)
VALUES (:id, :org_id, :seller_id, :resource_id, :rate_id, :from_ms, :to_ms, :units_milli, :late_milli, :unit_ufen, :carry_in_nfen, :carry_out_nfen,
    :amount_fen, :created_ms)
