-- :order_dims
SELECT staff_id, department_id FROM orders WHERE id = :id
