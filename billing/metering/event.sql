-- :meter_measured
SELECT m.resource_id AS resource_id, m.org_id AS org_id, m.seller_id AS seller_id, m.cycle AS cycle, m.start_ms AS start_ms, m.stop_ms AS stop_ms,
    m.since_ms AS since_ms, m.run_ms AS run_ms, m.billed_ms AS billed_ms, m.next_ms AS next_ms, m.told_ms AS told_ms
FROM meter m JOIN resource r ON r.id = m.resource_id JOIN sku s ON s.id = r.sku_id JOIN product p ON p.id = s.product_id
WHERE m.resource_id = :resource_id AND (:supplier_id = 0 OR p.supplier_id = :supplier_id)

-- :event_find
SELECT event_id, resource_id, at_ms, units_milli FROM meter_event WHERE source_id = :source_id AND event_id = :event_id

-- :event_add
INSERT INTO meter_event (source_id, event_id, resource_id, at_ms, units_milli, received_ms)
VALUES (:source_id, :event_id, :resource_id, :at_ms, :units_milli, :received_ms)

-- :event_price
SELECT coalesce(max(unit_ufen), 0) AS n FROM rate WHERE resource_id = :resource_id
