-- :home_jobs_open
SELECT (SELECT count(*) FROM job WHERE phase NOT IN ('done', 'failed') AND phase IN ('unknown', 'held') AND org_id = :org_id AND deadline_ms > 0)
    + (SELECT count(*) FROM job WHERE id > (:since_ms - 1577836800000) * 4194304 AND phase = 'failed' AND org_id = :org_id AND ended_ms > :since_ms) AS n

-- :home_work_orders
SELECT count(*) AS n FROM work_order WHERE org_id = :org_id AND state NOT IN ('done', 'canceled')

-- :home_agents_away
SELECT count(*) AS n FROM agent WHERE org_id = :org_id AND state = 'enrolled' AND link <> 'online'

-- :home_recharges
SELECT count(*) AS n FROM recharge WHERE org_id = :org_id AND state = 'waiting'

-- :home_customers
SELECT count(*) AS n FROM org WHERE parent_id = :org_id AND kind = 'customer'

-- :home_expiring
SELECT count(*) AS n FROM resource WHERE org_id = :org_id AND state = 'active' AND end_ms < :until_ms

-- :home_troubled
SELECT count(*) AS n FROM resource WHERE org_id = :org_id AND state IN ('suspended', 'failed')

-- :home_running
SELECT count(*) AS n FROM resource WHERE org_id = :org_id AND state = 'active'

-- :home_slots_free
SELECT coalesce(sum(l.free), 0) AS n FROM loading l JOIN device d ON d.id = l.device_id WHERE d.org_id = :org_id AND d.flags = 0
