-- Departments of platform and distributors: a tree of names, and where in it somebody belongs in one organisation.
CREATE TABLE department (
    id          INTEGER NOT NULL PRIMARY KEY,
    org_id      BIGINT  NOT NULL,
    parent_id   BIGINT  NOT NULL,
    name        TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    state       TEXT    NOT NULL CHECK (state IN ('open', 'closed')),
    created_ms  BIGINT  NOT NULL CHECK (created_ms BETWEEN 1 AND 9999999999999),
    closed_ms   BIGINT  NOT NULL CHECK (closed_ms BETWEEN 0 AND 9999999999999)
);
CREATE INDEX department_org ON department (org_id, parent_id);
CREATE UNIQUE INDEX department_name ON department (org_id, parent_id, name) WHERE state = 'open';

ALTER TABLE membership ADD COLUMN department_id BIGINT NOT NULL DEFAULT 0;
-- who left by himself comes back by an invitation he accepts, and not by somebody else's hand
ALTER TABLE membership ADD COLUMN gone BIGINT NOT NULL DEFAULT 0 CHECK (gone BETWEEN 0 AND 1);
