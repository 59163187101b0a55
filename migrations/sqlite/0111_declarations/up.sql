-- What a provider declares to a framework: once, and not for each lot.
CREATE TABLE declarations (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    provider TEXT NOT NULL REFERENCES organisations (id),
    framework TEXT NOT NULL,
    UNIQUE (provider, framework)
);
