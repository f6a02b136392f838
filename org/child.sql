-- :org_children
SELECT id, kind, parent_id, name, form, level, own_devices, state, created_ms FROM org
WHERE parent_id = :org_id AND kind = :kind AND id < :after_id
  AND (:text = '' OR instr(lower(name), lower(:text)) > 0) AND (:state = '' OR state = :state)
ORDER BY id DESC LIMIT :rows

-- :org_state
UPDATE org SET state = :state WHERE id = :id AND parent_id = :org_id
