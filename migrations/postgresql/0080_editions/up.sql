-- What directories said from when on: one row each time that something was published. Never changed, never removed.
CREATE TABLE directory_editions (
    directory TEXT NOT NULL REFERENCES directories (id),
    number BIGINT NOT NULL CHECK (number > 0),
    body TEXT NOT NULL,
    PRIMARY KEY (directory, number)
);
CREATE TRIGGER directory_editions_never_change BEFORE UPDATE ON directory_editions
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER directory_editions_never_go BEFORE DELETE ON directory_editions
FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What directories say now is their first edition. Who said it last, and when, is in the log.
INSERT INTO directory_editions (directory, number, body)
SELECT directories.id, 1, json_build_object(
    'directory', directories.id,
    'number', 1,
    'content', directories.body::json -> 'content',
    'by', (
        SELECT actor FROM events WHERE subject_id = directories.id
        AND name IN ('directory.drafted', 'directory.revised') ORDER BY at DESC LIMIT 1
    ),
    'at', (
        SELECT to_char(to_timestamp(at / 1000000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') FROM events
        WHERE subject_id = directories.id
        AND name IN ('directory.drafted', 'directory.revised') ORDER BY at DESC LIMIT 1
    ),
    'changed', '[]'::json
)::text
FROM directories;

-- Which pictures were uploaded for which directory: it may name no others as its logo.
CREATE TABLE directory_logos (
    directory TEXT NOT NULL REFERENCES directories (id),
    sha256 TEXT NOT NULL REFERENCES files (sha256),
    PRIMARY KEY (directory, sha256)
);
