-- :message_add
INSERT INTO message (id, org_id, user_id, role_bits, kind, object, object_id, text_zh, text_en, notice_key, created_ms)
VALUES (:id, :org_id, :user_id, :role_bits, :kind, :object, :object_id, :text_zh, :text_en, :notice_key, :created_ms)
ON CONFLICT (notice_key) DO NOTHING

-- :messages_of
SELECT m.id AS id, m.kind AS kind, m.object AS object, m.object_id AS object_id, m.text_zh AS text_zh, m.text_en AS text_en,
    CASE WHEN m.id <= coalesce(k.until_id, 0) OR r.user_id IS NOT NULL THEN 1 ELSE 0 END AS read, m.created_ms AS created_ms
FROM message m LEFT JOIN message_mark k ON k.user_id = :user_id AND k.org_id = m.org_id
LEFT JOIN message_read r ON r.message_id = m.id AND r.user_id = :user_id
WHERE m.org_id = :org_id AND m.id < :after_id AND (m.user_id = 0 OR m.user_id = :user_id) AND (m.role_bits = 0 OR m.role_bits & :role_bits <> 0)
  AND (:kind = '' OR m.kind = :kind) AND (:unread = 0 OR (m.id > coalesce(k.until_id, 0) AND r.user_id IS NULL))
  AND (:text = '' OR instr(lower(m.text_zh), lower(:text)) > 0 OR instr(lower(m.text_en), lower(:text)) > 0)
  AND m.created_ms >= :from_ms AND (:to_ms = 0 OR m.created_ms < :to_ms)
ORDER BY m.id DESC LIMIT :rows

-- :messages_unread
SELECT count(*) AS n FROM (
    SELECT m.id FROM message m
    WHERE m.org_id = :org_id AND (m.user_id = 0 OR m.user_id = :user_id) AND (m.role_bits = 0 OR m.role_bits & :role_bits <> 0)
      AND m.id > coalesce((SELECT until_id FROM message_mark WHERE user_id = :user_id AND org_id = :org_id), 0)
      AND NOT EXISTS (SELECT 1 FROM message_read r WHERE r.message_id = m.id AND r.user_id = :user_id)
    ORDER BY m.id LIMIT :most) AS unread

-- :message_mine
SELECT count(*) AS n FROM message m
WHERE m.id = :id AND m.org_id = :org_id AND (m.user_id = 0 OR m.user_id = :user_id) AND (m.role_bits = 0 OR m.role_bits & :role_bits <> 0)

-- :message_newest
SELECT coalesce(max(id), 0) AS n FROM message WHERE org_id = :org_id

-- :message_read_add
INSERT INTO message_read (message_id, user_id) VALUES (:id, :user_id) ON CONFLICT (message_id, user_id) DO NOTHING

-- :message_mark_put
INSERT INTO message_mark (user_id, org_id, until_id) VALUES (:user_id, :org_id, :until_id)
ON CONFLICT (user_id, org_id) DO UPDATE SET until_id = CASE WHEN message_mark.until_id < :until_id THEN :until_id ELSE message_mark.until_id END

-- :messages_purge
DELETE FROM message WHERE id IN (
    SELECT id FROM message WHERE id < (:before_ms - 1577836800000) * 4194304 ORDER BY id LIMIT :rows)

-- :message_reads_purge
DELETE FROM message_read WHERE message_id IN (
    SELECT message_id FROM message_read WHERE message_id < (:before_ms - 1577836800000) * 4194304 ORDER BY message_id LIMIT :rows)
