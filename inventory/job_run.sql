-- :room_due
SELECT room_id AS n FROM job WHERE (phase = 'queued' OR phase = 'waiting' OR phase = 'unknown') AND room_id > :after_id AND next_ms <= :now_ms
ORDER BY room_id LIMIT 1

-- :room_capacity
SELECT a.id AS agent_id, :agent_jobs - (SELECT count(*) FROM job j WHERE j.agent_id = a.id AND j.phase = 'running') AS capacity
FROM agent a WHERE a.room_id = :room_id AND a.state = 'enrolled' AND a.link = 'online' ORDER BY capacity DESC LIMIT 1

-- :jobs_due
SELECT id, org_id, room_id, agent_id, device_id, slot_id, resource_id, verb, driver, phase, attempt, epoch, accepted, lost,
    lease_ms, next_ms, deadline_ms, on_deadline, reason, text, created_ms, ended_ms, busy_ms FROM job
WHERE room_id = :room_id AND (phase = 'queued' OR phase = 'waiting' OR phase = 'unknown') AND next_ms <= :now_ms AND deadline_ms > :now_ms
  AND id NOT IN (SELECT row_id FROM put_off WHERE object = 'job' AND until_ms > :now_ms)
  AND NOT EXISTS (SELECT 1 FROM job o WHERE o.resource_id = job.resource_id AND o.id < job.id AND job.resource_id <> 0
      AND (o.phase IN ('queued', 'running', 'waiting', 'unknown') OR o.busy_ms > :now_ms - :clocks_ms))
ORDER BY next_ms LIMIT :capacity

-- :jobs_running
SELECT id, org_id, room_id, agent_id, device_id, slot_id, resource_id, verb, driver, phase, attempt, epoch, accepted, lost,
    lease_ms, next_ms, deadline_ms, on_deadline, reason, text, created_ms, ended_ms, busy_ms FROM job
WHERE agent_id = :agent_id AND phase = 'running' ORDER BY id LIMIT 1000

-- :jobs_unaccepted
SELECT id, org_id, room_id, agent_id, device_id, slot_id, resource_id, verb, driver, phase, attempt, epoch, accepted, lost,
    lease_ms, next_ms, deadline_ms, on_deadline, reason, text, created_ms, ended_ms, busy_ms FROM job
WHERE phase = 'running' AND accepted = 0 AND next_ms <= :now_ms AND agent_id > 0
    AND id NOT IN (SELECT row_id FROM put_off WHERE object = 'job' AND until_ms > :now_ms) ORDER BY next_ms LIMIT 64

-- :jobs_late
SELECT id, org_id, room_id, agent_id, device_id, slot_id, resource_id, verb, driver, phase, attempt, epoch, accepted, lost,
    lease_ms, next_ms, deadline_ms, on_deadline, reason, text, created_ms, ended_ms, busy_ms FROM job
WHERE phase NOT IN ('done', 'failed') AND deadline_ms <= :now_ms
    AND id NOT IN (SELECT row_id FROM put_off WHERE object = 'job' AND until_ms > :now_ms) ORDER BY deadline_ms LIMIT 64

-- :jobs_lease_over
SELECT id, org_id, room_id, agent_id, device_id, slot_id, resource_id, verb, driver, phase, attempt, epoch, accepted, lost,
    lease_ms, next_ms, deadline_ms, on_deadline, reason, text, created_ms, ended_ms, busy_ms FROM job
WHERE phase = 'running' AND lease_ms <= :now_ms
    AND id NOT IN (SELECT row_id FROM put_off WHERE object = 'job' AND until_ms > :now_ms) ORDER BY lease_ms LIMIT 64

-- :job_next_due
SELECT min(n) AS n FROM (
    SELECT min(next_ms) AS n FROM job WHERE (phase = 'queued' OR phase = 'waiting' OR phase = 'unknown')
    UNION ALL SELECT min(deadline_ms) FROM job WHERE phase NOT IN ('done', 'failed')
    UNION ALL SELECT min(lease_ms) FROM job WHERE phase = 'running')

-- :job_body_find
SELECT endpoint_id, target, sealed, spec, ticket FROM job_body WHERE job_id = :job_id

-- :endpoint_find
SELECT device_id, driver, target, secret FROM endpoint WHERE id = :id
