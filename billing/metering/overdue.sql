-- :overdue_n
SELECT count(*) AS n FROM order_line WHERE seller_id = :org_id AND state = 'due' AND created_ms < :before_ms
