CREATE TABLE offering_imports_anew (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    provider TEXT NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL CHECK (state IN ('looked_at', 'done')),
    sent_at BIGINT NOT NULL
);
INSERT INTO offering_imports_anew (id, version, body, provider, state, sent_at)
    SELECT id, version, body, provider, state, sent_at FROM offering_imports
    WHERE state IN ('looked_at', 'done');
DROP TABLE offering_imports;
ALTER TABLE offering_imports_anew RENAME TO offering_imports;
CREATE INDEX offering_imports_by_provider ON offering_imports (provider, sent_at, id);
