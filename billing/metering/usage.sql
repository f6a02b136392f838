-- :usage_hours
SELECT u.hour AS at_hour, u.units_milli AS units_milli, u.billed_milli AS billed_milli, r.unit_ufen AS unit_ufen
FROM usage_hour u JOIN rate r ON r.id = u.rate_id
WHERE u.resource_id = :resource_id AND u.org_id = :org_id AND u.hour >= :from_hour AND u.hour < :to_hour ORDER BY u.hour LIMIT :rows

-- :usage_days
SELECT (u.hour + 8) / 24 * 24 - 8 AS at_hour, sum(u.units_milli) AS units_milli, sum(u.billed_milli) AS billed_milli,
    (SELECT r.unit_ufen FROM usage_hour l JOIN rate r ON r.id = l.rate_id
     WHERE l.resource_id = :resource_id AND l.org_id = :org_id AND (l.hour + 8) / 24 = (u.hour + 8) / 24 ORDER BY l.hour DESC LIMIT 1) AS unit_ufen
FROM usage_hour u
WHERE u.resource_id = :resource_id AND u.org_id = :org_id AND u.hour >= :from_hour AND u.hour < :to_hour
GROUP BY (u.hour + 8) / 24 ORDER BY (u.hour + 8) / 24 LIMIT :rows
