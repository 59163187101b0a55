-- People who can sign in. One account an address.
CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE
);

-- Who belongs where: one role a person and organisation.
CREATE TABLE memberships (
    person TEXT NOT NULL REFERENCES people (id),
    organisation TEXT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL CHECK (kind IN ('provider', 'partner', 'department', 'authority')),
    role TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (person, organisation)
);
CREATE INDEX memberships_by_organisation ON memberships (organisation, since);

-- Signed-in browsers. The token itself is nowhere: only its hash.
CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES people (id),
    csrf TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX sessions_by_person ON sessions (person);
CREATE INDEX sessions_by_time ON sessions (seen_at);

-- Links that were mailed: used once, in time.
CREATE TABLE mail_tokens (
    token_hash TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('verify_email', 'reset_password')),
    person TEXT NOT NULL REFERENCES people (id),
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX mail_tokens_by_person ON mail_tokens (person);
CREATE INDEX mail_tokens_by_time ON mail_tokens (expires_at);

CREATE TABLE invitations (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisations (id),
    token_hash TEXT NOT NULL UNIQUE
);
CREATE INDEX invitations_by_organisation ON invitations (organisation, id);

-- Programs that call the API for an organisation.
CREATE TABLE api_clients (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisations (id)
);
CREATE INDEX api_clients_by_organisation ON api_clients (organisation, id);

-- Keys that sign tokens, in turn: no two begin at once.
CREATE TABLE signing_keys (
    kid TEXT NOT NULL PRIMARY KEY,
    private TEXT NOT NULL,
    public TEXT NOT NULL,
    signs_from BIGINT NOT NULL UNIQUE,
    signs_until BIGINT NOT NULL
);
