-- :book_get
SELECT id, utc_offset_min, closed_to, last_no, last_no AS was_no, last_id, head_hash, last_date FROM book WHERE id = :id

-- :book_exists
SELECT count(*) FROM book WHERE id = :id

-- :template_in_use
SELECT id, version FROM entry_template
WHERE event = :event AND role = :role AND mode = :mode AND state = 'active' AND book_id IN (0, :org_id)
ORDER BY book_id DESC LIMIT 1

-- :template_rules
SELECT l.side, l.amount, l.party, l.subject AS code, coalesce(s.id, 0) AS subject_id,
       coalesce(s.rule, c.rule, '') AS rule, coalesce(s.mirror, c.mirror, '') AS mirror,
       coalesce(s.dims, c.dims, '?') AS dims, coalesce(s.closed_ms, 0) AS closed_ms,
       CASE WHEN s.id IS NULL AND c.id IS NOT NULL THEN 1 ELSE 0 END AS adopt
FROM entry_template_line l
LEFT JOIN subject s ON s.book_id = :org_id AND s.code = l.subject
LEFT JOIN subject c ON c.book_id = 0 AND c.code = l.subject
WHERE l.template_id = :id
ORDER BY l.n

-- :balance_get
SELECT dr_fen, cr_fen FROM balance WHERE subject_id = :subject_id AND party = :party
