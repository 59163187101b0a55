CREATE TABLE organisations (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('provider', 'partner', 'department', 'authority')),
    name TEXT NOT NULL
);
CREATE INDEX organisations_by_name ON organisations (kind, name, id);

-- Who belongs where, as what.
CREATE TABLE memberships (
    person TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (person, organisation, role)
);
CREATE INDEX memberships_by_organisation ON memberships (organisation);

-- Signed-in people. The token itself is nowhere: only its hash.
CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    csrf TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person);
