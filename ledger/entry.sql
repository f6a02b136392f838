-- :entries
SELECT e.id, e.book_id, e.kind, e.event, coalesce(n.name_zh, e.event) AS event_zh,
       coalesce(n.name_en, e.event) AS event_en, e.entry_key AS ref, e.text, e.acct_date AS date, e.vars,
       e.customer_id, e.child_id, e.customer_id + e.child_id AS party_id, coalesce(o.name, '') AS party_name,
       e.department_id, e.staff_id, e.total_fen, e.reverses_id, e.state, e.group_id, e.reason, e.created_by,
       e.decided_by, e.created_ms, e.decided_ms,
       coalesce((SELECT v.id FROM voucher v WHERE v.group_id = e.group_id AND e.group_id > 0), 0) AS voucher_id,
       coalesce((SELECT r.id FROM entry r WHERE r.reverses_id = e.id AND r.reverses_id > 0
                 AND r.state <> 'rejected' AND r.state = 'posted'), 0) AS reversed_by
FROM entry e
LEFT JOIN entry_event n ON n.event = e.event AND n.book_id IN (0, e.book_id)
LEFT JOIN org o ON o.id = e.customer_id + e.child_id AND o.id > 0
WHERE e.book_id = :org_id AND e.id < :after_id AND (:state = '' OR e.state = :state)
ORDER BY e.id DESC LIMIT :rows

-- :entry_find
SELECT e.id, e.book_id, e.kind, e.event, coalesce(n.name_zh, e.event) AS event_zh,
       coalesce(n.name_en, e.event) AS event_en, e.entry_key AS ref, e.text, e.acct_date AS date, e.vars,
       e.customer_id, e.child_id, e.customer_id + e.child_id AS party_id, coalesce(o.name, '') AS party_name,
       e.department_id, e.staff_id, e.total_fen, e.reverses_id, e.state, e.group_id, e.reason, e.created_by,
       e.decided_by, e.created_ms, e.decided_ms,
       coalesce((SELECT v.id FROM voucher v WHERE v.group_id = e.group_id AND e.group_id > 0), 0) AS voucher_id,
       coalesce((SELECT r.id FROM entry r WHERE r.reverses_id = e.id AND r.reverses_id > 0
                 AND r.state <> 'rejected' AND r.state = 'posted'), 0) AS reversed_by
FROM entry e
LEFT JOIN entry_event n ON n.event = e.event AND n.book_id IN (0, e.book_id)
LEFT JOIN org o ON o.id = e.customer_id + e.child_id AND o.id > 0
WHERE e.id = :id AND e.book_id = :org_id

-- :entry_of_key
SELECT id, kind, event, text, acct_date AS date, vars, customer_id, child_id, department_id, staff_id FROM entry
WHERE book_id = :org_id AND entry_key = :ref AND state <> 'rejected'

-- :entry_add
INSERT INTO entry (id, book_id, kind, event, entry_key, text, acct_date, vars, customer_id, child_id, department_id,
                   staff_id, total_fen, reverses_id, state, group_id, reason, created_by, decided_by, created_ms,
                   decided_ms)
VALUES (:id, :book_id, :kind, :event, :ref, :text, :date, :vars, :customer_id, :child_id, :department_id, :staff_id,
        :total_fen, :reverses_id, :state, :group_id, '', :created_by, 0, :created_ms, :decided_ms)

-- :entry_party
SELECT CASE kind WHEN 'customer' THEN 1 WHEN 'distributor' THEN 2 ELSE 0 END FROM org
WHERE id = :party_id AND parent_id = :org_id

-- :entry_book
SELECT utc_offset_min, entry_limit_fen, opened_ms FROM book WHERE id = :org_id
