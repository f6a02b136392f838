-- :auto_renew_set
UPDATE resource SET auto_renew = :auto_renew WHERE id = :id AND org_id = :org_id
