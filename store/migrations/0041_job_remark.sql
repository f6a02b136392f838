-- What a person wrote in a job's log is for those who do the work: whoever ordered it reads the words of the log, not his sentences.
ALTER TABLE job_log ADD COLUMN remark BIGINT NOT NULL DEFAULT 0 CHECK (remark BETWEEN 0 AND 1);
UPDATE job_log SET remark = 1 WHERE text <> 'queued' AND text <> 'running' AND text <> 'waiting' AND text <> 'held' AND text <> 'done'
    AND text <> 'failed' AND text <> 'unknown' AND text <> 'accepted' AND text <> 'taken' AND text <> 'still_waiting';
