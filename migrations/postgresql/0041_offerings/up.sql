-- Support that providers give.
CREATE TABLE offerings (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    provider TEXT NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'live', 'paused', 'ended')),
    name TEXT NOT NULL
);
CREATE INDEX offerings_by_provider ON offerings (provider, name, id);
CREATE INDEX offerings_by_state ON offerings (state, id);
