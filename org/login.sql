-- :failure_find
SELECT failures, delayed_ms, last_ms FROM login_failure WHERE login_hash = :login_hash

-- :failure_put
INSERT INTO login_failure (login_hash, failures, delayed_ms, last_ms) VALUES (:login_hash, :failures, :delayed_ms, :last_ms)
ON CONFLICT (login_hash) DO UPDATE SET failures = :failures, delayed_ms = :delayed_ms, last_ms = :last_ms

-- :failure_forget
DELETE FROM login_failure WHERE login_hash = :login_hash

-- :failures_purge
DELETE FROM login_failure WHERE login_hash IN (
    SELECT login_hash FROM login_failure WHERE last_ms < :before_ms ORDER BY last_ms LIMIT :rows)

-- :user_by_login
SELECT id, login, name, password_hash, state FROM users WHERE login = :login AND :id = 0

-- :user_by_id
SELECT id, login, name, password_hash, state FROM users WHERE id = :id AND :login = ''

-- :password_set
UPDATE users SET password_hash = :password_hash WHERE id = :id

-- :session_add
INSERT INTO session (id, token_hash, user_id, peer, created_ms, seen_ms, ended_ms)
VALUES (:id, :token_hash, :user_id, :peer, :created_ms, :created_ms, 0)

-- :session_end_others
UPDATE session SET ended_ms = :now_ms WHERE user_id = :user_id AND id <> :id AND ended_ms = 0

-- :sessions_purge
DELETE FROM session WHERE id IN (SELECT id FROM session WHERE created_ms < :before_ms ORDER BY created_ms LIMIT :rows)
