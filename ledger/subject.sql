-- :subjects
SELECT id, book_id, code, name_zh, name_en, side, dims, rule, mirror, created_ms, closed_ms FROM subject
WHERE book_id = :book_id AND id < :after_id
ORDER BY id DESC LIMIT :rows

-- :subject_find
SELECT id, book_id, code, name_zh, name_en, side, dims, rule, mirror, created_ms, closed_ms FROM subject
WHERE id = :id AND book_id IN (:org_id, :chart_id)

-- :subject_by_code
SELECT id, book_id, code, name_zh, name_en, side, dims, rule, mirror, created_ms, closed_ms FROM subject
WHERE code = :code AND book_id IN (0, :book_id)
ORDER BY book_id DESC LIMIT 1

-- :subjects_below
SELECT count(*) FROM subject WHERE book_id = :book_id

-- :subject_new
INSERT INTO subject (id, book_id, code, name_zh, name_en, side, dims, rule, mirror, created_ms, closed_ms)
VALUES (:id, :book_id, :code, :name_zh, :name_en, :side, :dims, :rule, '', :created_ms, 0)

-- :subject_rename
UPDATE subject SET name_zh = :name_zh, name_en = :name_en WHERE id = :id AND book_id = :book_id

-- :subject_close
UPDATE subject SET closed_ms = :closed_ms WHERE id = :id AND book_id = :book_id

-- :subject_automatic
SELECT count(*) FROM entry_template t
JOIN entry_template_line l ON l.template_id = t.id
JOIN entry_event e ON e.event = t.event AND e.book_id IN (0, t.book_id)
WHERE t.state = 'active' AND t.book_id IN (0, :book_id) AND e.manual = 0 AND l.subject = :code
