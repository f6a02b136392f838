-- :period_book
SELECT id AS book_id, utc_offset_min, opened_ms, closed_to, last_id, last_no FROM book WHERE id = :org_id

-- :period_find
SELECT month, state, asked_by, asked_ms, reason, closed_id, closed_no FROM period
WHERE book_id = :org_id AND month = :month

-- :periods
SELECT month, state, asked_by, asked_ms, reason, closed_id, closed_no FROM period
WHERE book_id = :org_id
ORDER BY month DESC LIMIT :rows

-- :period_steps
SELECT s.step, s.user_id, coalesce(u.name, '') AS user_name, s.reason, s.at_ms FROM period_step s
LEFT JOIN users u ON u.id = s.user_id
WHERE s.book_id = :org_id AND s.month = :month
ORDER BY s.id DESC LIMIT :rows

-- :period_set
INSERT INTO period (book_id, month, state, closed_id, closed_no, asked_by, asked_ms, reason)
VALUES (:book_id, :month, :state, :closed_id, :closed_no, :asked_by, :asked_ms, :reason)
ON CONFLICT (book_id, month) DO UPDATE SET state = excluded.state, closed_id = excluded.closed_id,
    closed_no = excluded.closed_no, asked_by = excluded.asked_by, asked_ms = excluded.asked_ms,
    reason = excluded.reason

-- :period_step_add
INSERT INTO period_step (id, book_id, month, step, user_id, reason, at_ms)
VALUES (:id, :book_id, :month, :step, :user_id, :reason, :at_ms)

-- :period_close
UPDATE book SET closed_to = :closed_to WHERE id = :book_id AND closed_to = :was_closed_to
