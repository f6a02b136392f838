-- :wo_add
INSERT INTO work_order (id, org_id, job_id, kind, device_id, room_id, resource_id, alias, reason, state, assignee_id, check_job_id, due_ms, form,
    sealed, result, created_ms, ended_ms)
VALUES (:id, :org_id, :job_id, :kind, :device_id, :room_id, :resource_id, :alias, :reason, 'open', 0, 0, :due_ms, '{}', '', '{}', :created_ms, 0)

-- :wo_find
SELECT id, org_id, job_id, kind, device_id, room_id, resource_id, alias, reason, state, assignee_id, check_job_id, due_ms, form, sealed, result,
    created_ms, ended_ms
FROM work_order WHERE id = :id AND org_id = :org_id

-- :wo_of_job
SELECT id, org_id, job_id, kind, device_id, room_id, resource_id, alias, reason, state, assignee_id, check_job_id, due_ms, form, sealed, result,
    created_ms, ended_ms
FROM work_order WHERE job_id = :job_id AND state NOT IN ('done', 'canceled')

-- :wo_of_check
SELECT id, org_id, job_id, kind, device_id, room_id, resource_id, alias, reason, state, assignee_id, check_job_id, due_ms, form, sealed, result,
    created_ms, ended_ms
FROM work_order WHERE check_job_id = :job_id AND check_job_id <> 0 AND state = 'verifying'

-- :wo_update
UPDATE work_order SET state = :state, assignee_id = :assignee_id, check_job_id = :check_job_id, form = :form, sealed = :sealed, result = :result,
    ended_ms = :ended_ms
WHERE id = :id
