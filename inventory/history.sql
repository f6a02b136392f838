-- :changes_of
SELECT id, at_ms, object, object_id, verb, detail, actor, agent_id, request_id FROM change_log
WHERE org_id = :org_id AND id < :after_id AND (:object_id = 0 OR object_id = :object_id) AND (:object = '' OR object = :object)
ORDER BY id DESC LIMIT :rows
