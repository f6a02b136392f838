-- :members_of
SELECT u.id AS id, u.login AS login, u.name AS name, m.roles AS role_bits,
    CASE WHEN m.gone = 1 THEN 'left' WHEN m.roles = 0 THEN 'removed' ELSE u.state END AS state,
    m.department_id AS department_id, coalesce(d.name, '') AS department, u.created_ms AS created_ms
FROM membership m JOIN users u ON u.id = m.user_id LEFT JOIN department d ON d.id = m.department_id
WHERE m.org_id = :org_id AND u.id < :after_id
  AND (:text = '' OR instr(lower(u.name), lower(:text)) > 0 OR instr(lower(u.login), lower(:text)) > 0)
  AND (:state = '' OR (:state = 'removed') = (m.roles = 0)) AND (:role_bit = 0 OR m.roles & :role_bit <> 0)
  AND (:department_id = 0 OR m.department_id = :department_id)
ORDER BY u.id DESC LIMIT :rows

-- :member_find
SELECT u.id AS id, u.login AS login, u.name AS name, m.roles AS role_bits,
    CASE WHEN m.gone = 1 THEN 'left' WHEN m.roles = 0 THEN 'removed' ELSE u.state END AS state,
    m.department_id AS department_id, coalesce(d.name, '') AS department, u.created_ms AS created_ms
FROM membership m JOIN users u ON u.id = m.user_id LEFT JOIN department d ON d.id = m.department_id
WHERE m.org_id = :org_id AND u.id = :id

-- :staff_of
SELECT u.id AS id, u.name AS name, m.roles AS role_bits, m.department_id AS department_id, coalesce(d.name, '') AS department
FROM membership m JOIN users u ON u.id = m.user_id LEFT JOIN department d ON d.id = m.department_id
WHERE m.org_id = :org_id AND u.id < :after_id AND m.roles <> 0 AND u.state = 'active'
  AND (:text = '' OR instr(lower(u.name), lower(:text)) > 0) AND (:role_bit = 0 OR m.roles & :role_bit <> 0)
  AND (:department_id = 0 OR m.department_id = :department_id)
ORDER BY u.id DESC LIMIT :rows

-- :member_department
UPDATE membership SET department_id = :department_id WHERE user_id = :id AND org_id = :org_id

-- :member_gone
UPDATE membership SET gone = 1 WHERE user_id = :id AND org_id = :org_id

-- :member_keys_end
UPDATE api_key SET ended_ms = :now_ms WHERE user_id = :id AND org_id = :org_id AND ended_ms = 0

-- :member_roles
UPDATE membership SET roles = :roles WHERE user_id = :id AND org_id = :org_id

-- :admins_left
SELECT count(*) AS n FROM membership m JOIN users u ON u.id = m.user_id
WHERE m.org_id = :org_id AND m.roles % 2 = 1 AND u.state = 'active' AND u.id <> :id

-- :users_of
SELECT user_id AS id FROM membership WHERE org_id = :org_id

-- :org_kind
SELECT kind FROM org WHERE id = :org_id

-- :roles_of
SELECT m.roles AS n FROM membership m JOIN users u ON u.id = m.user_id
WHERE m.user_id = :user_id AND m.org_id = :org_id AND u.state = 'active'

-- :people_with
SELECT count(*) AS n FROM membership m JOIN users u ON u.id = m.user_id
WHERE m.org_id = :org_id AND m.roles & :roles <> 0 AND u.state = 'active' AND m.user_id <> :user_id
