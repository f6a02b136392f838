-- :account_wake
INSERT INTO meter_account (org_id, seller_id, short_ms, warned_ms, next_ms) VALUES (:org_id, :seller_id, 0, 0, :now_ms)
ON CONFLICT (org_id) DO UPDATE SET next_ms = excluded.next_ms

-- :account_credited
UPDATE meter_account SET next_ms = :now_ms WHERE org_id = :org_id

-- :account_save
UPDATE meter_account SET short_ms = :short_ms, warned_ms = :warned_ms, next_ms = :next_ms WHERE org_id = :org_id AND seller_id = :seller_id

-- :accounts_due
SELECT org_id, seller_id, short_ms, warned_ms, next_ms FROM meter_account WHERE next_ms > 0 AND next_ms <= :now_ms
    AND org_id NOT IN (SELECT row_id FROM put_off WHERE object = 'balance' AND until_ms > :now_ms) ORDER BY next_ms LIMIT :rows

-- :account_next_due
SELECT coalesce(min(next_ms), 0) AS n FROM meter_account WHERE next_ms > 0
    AND org_id NOT IN (SELECT row_id FROM put_off WHERE object = 'balance' AND until_ms > :now_ms)

-- :usage_unbilled
SELECT r.unit_ufen AS unit_ufen, sum(u.units_milli - u.billed_milli) AS units_milli
FROM usage_hour u JOIN rate r ON r.id = u.rate_id
WHERE u.org_id = :org_id AND u.seller_id = :seller_id AND u.units_milli > u.billed_milli
GROUP BY r.unit_ufen LIMIT 1000

-- :running_now
SELECT r.unit_ufen AS unit_ufen, count(*) * 1000 AS units_milli
FROM meter m JOIN rate r ON r.resource_id = m.resource_id
WHERE m.org_id = :org_id AND m.seller_id = :seller_id AND m.since_ms > 0
  AND r.from_hour = (SELECT max(x.from_hour) FROM rate x WHERE x.resource_id = m.resource_id)
GROUP BY r.unit_ufen LIMIT 1000

-- :events_of_day
SELECT r.unit_ufen AS unit_ufen, sum(u.units_milli) AS units_milli
FROM meter m JOIN usage_hour u ON u.resource_id = m.resource_id AND u.hour >= :from_hour JOIN rate r ON r.id = u.rate_id
WHERE m.org_id = :org_id AND m.seller_id = :seller_id AND m.cycle = 'usage'
GROUP BY r.unit_ufen LIMIT 1000

-- :metered_in
SELECT r.id AS resource_id FROM meter m JOIN resource r ON r.id = m.resource_id
WHERE m.org_id = :org_id AND m.seller_id = :seller_id AND r.state = :state ORDER BY r.id LIMIT :rows

-- :metered_n
SELECT count(*) AS n FROM meter m JOIN resource r ON r.id = m.resource_id
WHERE m.org_id = :org_id AND m.seller_id = :seller_id AND r.state IN ('active', 'suspended')
