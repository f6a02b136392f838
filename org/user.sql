-- :user_taken
SELECT count(*) AS n FROM users WHERE login = :login

-- :user_add
INSERT INTO users (id, login, name, password_hash, state, created_ms)
VALUES (:id, :login, :name, :password_hash, 'active', :created_ms)

-- :membership_join
INSERT INTO membership (user_id, org_id, roles, department_id) VALUES (:user_id, :org_id, :roles, :department_id)
ON CONFLICT (user_id, org_id) DO UPDATE SET roles = membership.roles | :roles, gone = 0,
    department_id = CASE WHEN membership.roles = 0 OR :department_id <> 0 THEN :department_id ELSE membership.department_id END
