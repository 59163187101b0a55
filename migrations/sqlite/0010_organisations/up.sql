CREATE TABLE organisations (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('provider', 'partner', 'department', 'authority')),
    name TEXT NOT NULL
);
CREATE INDEX organisations_by_name ON organisations (kind, name, id);

-- One register number, one organisation. A worker asks the register when the time has come.
CREATE TABLE register_numbers (
    identifier TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisations (id),
    check_at BIGINT NOT NULL
);
CREATE INDEX register_numbers_by_organisation ON register_numbers (organisation);
CREATE INDEX register_numbers_by_time ON register_numbers (check_at);

-- Mail domains of the public sector, by the end of the domain.
CREATE TABLE mail_domains (
    suffix TEXT NOT NULL PRIMARY KEY,
    admits BIGINT NOT NULL CHECK (admits IN (0, 1)),
    reason TEXT NOT NULL
);
