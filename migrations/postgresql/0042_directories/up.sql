-- Directories under brands of their own.
CREATE TABLE directories (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'live', 'paused')),
    name TEXT NOT NULL
);
CREATE INDEX directories_by_owner ON directories (owner, name, id);

-- The host names that directories own: each one directory's only.
CREATE TABLE directory_hosts (
    host TEXT NOT NULL PRIMARY KEY,
    directory TEXT NOT NULL REFERENCES directories (id)
);
CREATE INDEX directory_hosts_by_directory ON directory_hosts (directory);
