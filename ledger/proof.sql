-- :proof_draft
SELECT id, book_id, event, role, mode, version, state FROM entry_template WHERE id = :id

-- :proof_templates
SELECT id, book_id, event, role, mode, version, state FROM entry_template
WHERE book_id IN (0, :book_id) AND state IN ('active', 'draft')
ORDER BY event, role, mode, book_id, state, version DESC

