-- :withdrawal_paid_by
SELECT count(*) AS n FROM withdrawal WHERE payer_id = :org_id AND bank_ref = :bank_ref AND bank_ref <> ''
