-- :policy_of
SELECT warn_hours, grace_hours FROM meter_policy WHERE org_id = :org_id

-- :policy_set
INSERT INTO meter_policy (org_id, warn_hours, grace_hours) VALUES (:org_id, :warn_hours, :grace_hours)
ON CONFLICT (org_id) DO UPDATE SET warn_hours = excluded.warn_hours, grace_hours = excluded.grace_hours
