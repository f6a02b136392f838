-- :template_get
SELECT id, book_id, event, role, mode, version, state FROM entry_template WHERE id = :id

-- :template_lines
SELECT l.n, l.side, l.subject, l.party, l.amount, coalesce(s.dims, c.dims, '?') AS dims
FROM entry_template_line l
LEFT JOIN subject s ON s.book_id = :book_id AND s.code = l.subject
LEFT JOIN subject c ON c.book_id = 0 AND c.code = l.subject
WHERE l.template_id = :id
ORDER BY l.n

-- :template_last
SELECT coalesce(max(version), 0) FROM entry_template
WHERE event = :event AND role = :role AND mode = :mode AND book_id = :book_id

-- :template_add
INSERT INTO entry_template (id, book_id, event, role, mode, version, state, created_ms)
VALUES (:id, :book_id, :event, :role, :mode, :version, 'draft', :created_ms)

-- :template_line_add
INSERT INTO entry_template_line (template_id, n, side, subject, party, amount)
VALUES (:template_id, :n, :side, :subject, :party, :amount)

-- :template_retire
UPDATE entry_template SET state = 'retired'
WHERE event = :event AND role = :role AND mode = :mode AND book_id = :book_id AND state = 'active'

-- :template_activate
UPDATE entry_template SET state = 'active' WHERE id = :id AND state = 'draft'

-- :subject_dims
SELECT dims FROM subject WHERE code = :code AND book_id IN (0, :book_id) AND closed_ms = 0
ORDER BY book_id DESC LIMIT 1
