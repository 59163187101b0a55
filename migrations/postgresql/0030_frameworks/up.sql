CREATE TABLE frameworks (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE
);

-- Every version of every definition, as it was read. A version never changes.
CREATE TABLE framework_versions (
    slug TEXT NOT NULL REFERENCES frameworks (slug),
    number BIGINT NOT NULL CHECK (number > 0),
    body TEXT NOT NULL,
    loaded_at BIGINT NOT NULL,
    PRIMARY KEY (slug, number)
);
