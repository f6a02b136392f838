-- :range_zone
SELECT utc_offset_min AS n FROM book WHERE id = :org_id
