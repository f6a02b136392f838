-- :count_unbilled
SELECT count(*) AS n FROM usage_hour
WHERE (org_id = :org_id OR seller_id = :org_id) AND units_milli > billed_milli AND hour < :until_hour
