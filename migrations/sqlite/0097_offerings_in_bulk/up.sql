-- What a provider's own records call an offering: the key by which the row of a file finds it again. And since when a
-- change to what was assessed waits for a reviewer.
ALTER TABLE offerings ADD COLUMN reference TEXT;
ALTER TABLE offerings ADD COLUMN proposed_since BIGINT;
CREATE UNIQUE INDEX offerings_by_reference ON offerings (provider, reference)
    WHERE reference IS NOT NULL AND state <> 'ended';
CREATE INDEX offerings_to_review ON offerings (proposed_since, id) WHERE proposed_since IS NOT NULL;

-- Files of offerings that came in together.
CREATE TABLE offering_imports (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    provider TEXT NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL CHECK (state IN ('looked_at', 'done')),
    sent_at BIGINT NOT NULL
);
CREATE INDEX offering_imports_by_provider ON offering_imports (provider, sent_at, id);
