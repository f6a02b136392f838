-- :attr_schema_newest
SELECT kind, version, body, created_ms FROM attr_schema WHERE kind = :kind ORDER BY version DESC LIMIT 1

-- :attr_schema_add
INSERT INTO attr_schema (kind, version, body, created_ms) VALUES (:kind, :version, :body, :created_ms)

-- :attr_schemas_newest
SELECT kind, version, body, created_ms FROM attr_schema a
WHERE version = (SELECT max(b.version) FROM attr_schema b WHERE b.kind = a.kind) ORDER BY kind
