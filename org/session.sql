-- :session_seen
UPDATE session SET seen_ms = :now_ms WHERE id = :id AND ended_ms = 0 AND seen_ms < :now_ms

-- :session_end
UPDATE session SET ended_ms = :now_ms WHERE id = :id AND user_id = :user_id AND ended_ms = 0

-- :sessions_of
SELECT id, user_id, peer, created_ms, seen_ms FROM session
WHERE user_id = :user_id AND ended_ms = 0 AND seen_ms >= :idle_ms AND created_ms >= :age_ms AND id < :after_id ORDER BY id DESC LIMIT :rows

-- :session_live
SELECT count(*) AS n FROM session s JOIN users u ON u.id = s.user_id
WHERE s.id = :id AND s.ended_ms = 0 AND s.created_ms >= :age_ms AND u.state = 'active'
