-- :meter_find
SELECT resource_id, org_id, seller_id, cycle, start_ms, stop_ms, since_ms, run_ms, billed_ms, next_ms, told_ms
FROM meter WHERE resource_id = :resource_id

-- :meter_save
INSERT INTO meter (resource_id, org_id, seller_id, cycle, start_ms, stop_ms, since_ms, run_ms, billed_ms, next_ms, told_ms)
VALUES (:resource_id, :org_id, :seller_id, :cycle, :start_ms, :stop_ms, :since_ms, :run_ms, :billed_ms, :next_ms, :told_ms)
ON CONFLICT (resource_id) DO UPDATE SET stop_ms = excluded.stop_ms, since_ms = excluded.since_ms, run_ms = excluded.run_ms,
    billed_ms = excluded.billed_ms, next_ms = excluded.next_ms, told_ms = excluded.told_ms

-- :meters_due
SELECT resource_id, org_id, seller_id, cycle, start_ms, stop_ms, since_ms, run_ms, billed_ms, next_ms, told_ms
FROM meter WHERE next_ms > 0 AND next_ms <= :now_ms
    AND resource_id NOT IN (SELECT row_id FROM put_off WHERE object = 'meter' AND until_ms > :now_ms) ORDER BY next_ms LIMIT :rows

-- :meter_next_due
SELECT coalesce(min(next_ms), 0) AS n FROM meter WHERE next_ms > 0
    AND resource_id NOT IN (SELECT row_id FROM put_off WHERE object = 'meter' AND until_ms > :now_ms)

-- :usage_add
INSERT INTO usage_hour (resource_id, hour, org_id, seller_id, rate_id, units_milli, billed_milli)
SELECT :resource_id, :hour, :org_id, :seller_id, r.id, :units_milli, 0
FROM rate r WHERE r.resource_id = :resource_id AND r.from_hour <= :hour ORDER BY r.from_hour DESC LIMIT 1
ON CONFLICT (resource_id, hour) DO UPDATE SET units_milli = usage_hour.units_milli + excluded.units_milli
