-- Keys of directories: who asks for what is not open to everyone.
CREATE TABLE directory_keys (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    directory TEXT NOT NULL REFERENCES directories (id),
    owner TEXT NOT NULL REFERENCES organisations (id),
    secret TEXT NOT NULL UNIQUE
);
CREATE INDEX directory_keys_by_directory ON directory_keys (directory, id);

-- What was asked by a key on a day of London, as each running node counted it: no node writes another's rows.
CREATE TABLE directory_key_usage (
    key TEXT NOT NULL REFERENCES directory_keys (id),
    day TEXT NOT NULL CHECK (length(day) = 10),
    node TEXT NOT NULL,
    requests BIGINT NOT NULL CHECK (requests >= 0),
    questions BIGINT NOT NULL CHECK (questions >= 0),
    refused BIGINT NOT NULL CHECK (refused >= 0),
    PRIMARY KEY (key, day, node)
);
CREATE INDEX directory_key_usage_by_day ON directory_key_usage (day);
