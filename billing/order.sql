-- :placement_add
INSERT INTO order_placement (line_id, body) VALUES (:line_id, :body)

-- :resource_add
INSERT INTO resource (id, org_id, seller_id, sku_id, slot_id, device_id, room_id, alias, cycle, state, auto_renew, start_ms, end_ms, next_ms, created_ms)
VALUES (:id, :org_id, :seller_id, :sku_id, :slot_id, :device_id, :room_id, :alias, :cycle, 'opening', 0, 0, 0, 0, :created_ms)

-- :access_add
INSERT INTO resource_access (resource_id, driver, access, sealed, ssh_key) VALUES (:resource_id, :driver, '{}', '', :ssh_key)
