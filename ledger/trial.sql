-- :trial_last
SELECT last_no AS n FROM book WHERE id = :org_id
