-- :entry_decide
UPDATE entry SET state = :state, group_id = :group_id, reason = :reason, decided_by = :user_id, decided_ms = :now_ms
WHERE id = :id AND book_id = :org_id AND state = 'waiting'
