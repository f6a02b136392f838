-- :count_unconfirmed
SELECT count(*) AS n FROM settlement
WHERE (seller_id = :org_id OR buyer_id = :org_id) AND state = 'draft' AND to_ms <= :until_ms

-- :count_objections
SELECT count(*) AS n FROM settle_objection
WHERE (by_id = :org_id OR to_id = :org_id) AND state = 'open' AND created_ms < :until_ms
