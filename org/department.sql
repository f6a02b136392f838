-- :department_find
SELECT d.id AS id, d.name AS name, d.parent_id AS parent_id, coalesce(p.name, '') AS parent, d.state AS state,
    (SELECT count(*) FROM membership m WHERE m.org_id = d.org_id AND m.department_id = d.id AND m.roles > 0) AS people,
    d.created_ms AS created_ms, d.closed_ms AS closed_ms
FROM department d LEFT JOIN department p ON p.id = d.parent_id WHERE d.id = :id AND d.org_id = :org_id

-- :departments_of
SELECT d.id AS id, d.name AS name, d.parent_id AS parent_id, coalesce(p.name, '') AS parent, d.state AS state,
    (SELECT count(*) FROM membership m WHERE m.org_id = d.org_id AND m.department_id = d.id AND m.roles > 0) AS people,
    d.created_ms AS created_ms, d.closed_ms AS closed_ms
FROM department d LEFT JOIN department p ON p.id = d.parent_id
WHERE d.org_id = :org_id AND d.id < :after_id AND (:text = '' OR instr(lower(d.name), lower(:text)) > 0)
  AND (:state = '' OR d.state = :state) AND (:parent_id = 0 OR d.parent_id = :parent_id)
ORDER BY d.id DESC LIMIT :rows

-- :department_taken
SELECT count(*) AS n FROM department
WHERE org_id = :org_id AND parent_id = :parent_id AND name = :name AND state = 'open' AND id <> :id

-- :departments_open
SELECT count(*) AS n FROM department WHERE org_id = :org_id AND state = 'open'

-- :department_above
WITH RECURSIVE up (id, parent_id, n) AS (
    SELECT id, parent_id, 1 FROM department WHERE id = :id AND org_id = :org_id
    UNION ALL SELECT d.id, d.parent_id, up.n + 1 FROM department d JOIN up ON d.id = up.parent_id WHERE up.n < 20)
SELECT coalesce(max(n), 0) AS n FROM up

-- :department_under
WITH RECURSIVE up (id, parent_id, n) AS (
    SELECT id, parent_id, 1 FROM department WHERE id = :id AND org_id = :org_id
    UNION ALL SELECT d.id, d.parent_id, up.n + 1 FROM department d JOIN up ON d.id = up.parent_id WHERE up.n < 20)
SELECT count(*) AS n FROM up WHERE id = :above_id

-- :department_below
WITH RECURSIVE down (id, n) AS (
    SELECT id, 1 FROM department WHERE id = :id AND org_id = :org_id
    UNION ALL SELECT d.id, down.n + 1 FROM department d JOIN down ON d.parent_id = down.id
    WHERE d.org_id = :org_id AND d.state = 'open' AND down.n < 20)
SELECT coalesce(max(n), 0) AS n FROM down

-- :department_add
INSERT INTO department (id, org_id, parent_id, name, state, created_ms, closed_ms)
VALUES (:id, :org_id, :parent_id, :name, 'open', :created_ms, 0)

-- :department_update
UPDATE department SET parent_id = :parent_id, name = :name, state = :state, closed_ms = :closed_ms WHERE id = :id AND org_id = :org_id

-- :department_children
SELECT count(*) AS n FROM department WHERE org_id = :org_id AND parent_id = :id AND state = 'open'

-- :department_customers
SELECT count(*) AS n FROM customer_profile WHERE org_id = :org_id AND department_id = :id

-- :staff_department
SELECT department_id AS n FROM membership WHERE user_id = :user_id AND org_id = :org_id
