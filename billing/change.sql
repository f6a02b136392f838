-- :change_waiting
SELECT coalesce(max(order_id), 0) AS n FROM order_line WHERE org_id = :org_id AND replaces_id = :resource_id AND replaces_id > 0 AND state = 'held'

-- :refund_drop
UPDATE refund SET state = 'dropped', reason = :reason, ended_ms = :now_ms WHERE id = :id AND org_id = :org_id AND state = 'waiting'

-- :resource_cut
UPDATE resource SET end_ms = :end_ms, next_ms = :next_ms, auto_renew = 0 WHERE id = :id AND org_id = :org_id AND state = 'active' AND end_ms > :end_ms

-- :resource_no_renewal
UPDATE resource SET auto_renew = 0 WHERE id = :id AND org_id = :org_id
