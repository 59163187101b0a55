-- What directories said from when on: one row each time that something was published. Never changed, never removed.
CREATE TABLE directory_editions (
    directory TEXT NOT NULL REFERENCES directories (id),
    number BIGINT NOT NULL CHECK (number > 0),
    body TEXT NOT NULL,
    PRIMARY KEY (directory, number)
);
CREATE TRIGGER directory_editions_never_change BEFORE UPDATE ON directory_editions
BEGIN SELECT RAISE(ABORT, 'editions are append-only'); END;
CREATE TRIGGER directory_editions_never_go BEFORE DELETE ON directory_editions
BEGIN SELECT RAISE(ABORT, 'editions are append-only'); END;

-- What directories say now is their first edition. Who said it last, and when, is in the log.
INSERT INTO directory_editions (directory, number, body)
SELECT directories.id, 1, json_object(
    'directory', directories.id,
    'number', 1,
    'content', json_extract(directories.body, '$.content'),
    'by', (
        SELECT actor FROM events WHERE subject_id = directories.id
        AND name IN ('directory.drafted', 'directory.revised') ORDER BY at DESC LIMIT 1
    ),
    'at', (
        SELECT strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000000, 'unixepoch') FROM events
        WHERE subject_id = directories.id
        AND name IN ('directory.drafted', 'directory.revised') ORDER BY at DESC LIMIT 1
    ),
    'changed', json('[]')
)
FROM directories;

-- Which pictures were uploaded for which directory: it may name no others as its logo.
CREATE TABLE directory_logos (
    directory TEXT NOT NULL REFERENCES directories (id),
    sha256 TEXT NOT NULL REFERENCES files (sha256),
    PRIMARY KEY (directory, sha256)
);
