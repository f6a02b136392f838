-- :cart_of
SELECT id, org_id, user_id, sku_id, cycle, periods, quantity, alias, ssh_key, created_ms FROM cart_line WHERE org_id = :org_id ORDER BY id LIMIT 50

-- :cart_add
INSERT INTO cart_line (id, org_id, user_id, sku_id, cycle, periods, quantity, alias, ssh_key, created_ms)
VALUES (:id, :org_id, :user_id, :sku_id, :cycle, :periods, :quantity, :alias, :ssh_key, :created_ms)

-- :cart_change
UPDATE cart_line SET periods = CASE WHEN :periods = 0 THEN periods ELSE :periods END,
    quantity = CASE WHEN :quantity = 0 THEN quantity ELSE :quantity END
WHERE id = :id AND org_id = :org_id

-- :cart_drop
DELETE FROM cart_line WHERE id = :id AND org_id = :org_id
