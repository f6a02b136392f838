-- :job_add
INSERT INTO job (id, org_id, room_id, agent_id, device_id, slot_id, resource_id, verb, driver, phase, attempt, epoch, accepted, lost,
    lease_ms, next_ms, deadline_ms, on_deadline, reason, text, created_ms, ended_ms, busy_ms)
VALUES (:id, :org_id, :room_id, 0, :device_id, :slot_id, :resource_id, :verb, :driver, :phase, 0, 0, 0, 0,
    0, :next_ms, :deadline_ms, :on_deadline, '', '', :created_ms, 0, 0)

-- :job_body_add
INSERT INTO job_body (job_id, endpoint_id, target, sealed, spec, ticket, result)
VALUES (:job_id, :endpoint_id, :target, :sealed, :spec, '', '{}')

-- :job_find
SELECT id, org_id, room_id, agent_id, device_id, slot_id, resource_id, verb, driver, phase, attempt, epoch, accepted, lost,
    lease_ms, next_ms, deadline_ms, on_deadline, reason, text, created_ms, ended_ms, busy_ms FROM job WHERE id = :id

-- :jobs_of_device
SELECT id, org_id, room_id, agent_id, device_id, slot_id, resource_id, verb, driver, phase, attempt, epoch, accepted, lost,
    lease_ms, next_ms, deadline_ms, on_deadline, reason, text, created_ms, ended_ms, busy_ms FROM job
WHERE device_id = :device_id AND device_id <> 0 ORDER BY id DESC LIMIT 50

-- :job_update
UPDATE job SET agent_id = :agent_id, phase = :phase, attempt = :attempt, epoch = :epoch, accepted = :accepted, lost = :lost,
    lease_ms = :lease_ms, next_ms = :next_ms, deadline_ms = :deadline_ms, on_deadline = :on_deadline, reason = :reason, text = :text,
    ended_ms = :ended_ms, busy_ms = :busy_ms
WHERE id = :id

-- :resource_busy
SELECT max(busy_ms) AS n FROM job WHERE resource_id = :resource_id

-- :jobs_overtaken
SELECT id, org_id, room_id, agent_id, device_id, slot_id, resource_id, verb, driver, phase, attempt, epoch, accepted, lost,
    lease_ms, next_ms, deadline_ms, on_deadline, reason, text, created_ms, ended_ms, busy_ms FROM job
WHERE resource_id = :resource_id AND verb IN ('suspend', 'resume') AND phase IN ('queued', 'waiting', 'unknown', 'held')
ORDER BY id LIMIT 50

-- :jobs_behind
SELECT count(*) AS n FROM job WHERE resource_id = :resource_id AND id > :id AND verb IN ('suspend', 'resume', 'close')
    AND driver <> 'ssh'

-- :job_result_find
SELECT result FROM job_body WHERE job_id = :job_id

-- :job_result_set
UPDATE job_body SET result = :result, ticket = :ticket WHERE job_id = :job_id

-- :job_log_add
INSERT INTO job_log (id, job_id, at_ms, text, remark) VALUES (:id, :job_id, :at_ms, :text, :remark)

-- :job_log_cut
DELETE FROM job_log WHERE job_id = :job_id AND id <= coalesce(
    (SELECT id FROM job_log WHERE job_id = :job_id ORDER BY id DESC LIMIT 1 OFFSET :lines), 0)

-- :job_document
SELECT target, sealed, spec FROM job_body WHERE job_id = :job_id
