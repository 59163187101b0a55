-- Files that were handed in, under the hash of their bytes: the same file is kept once.
CREATE TABLE files (
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    bytes BLOB NOT NULL,
    kept_at BIGINT NOT NULL
);
