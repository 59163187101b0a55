-- What people are found and looked after by: their name in small letters, how their account stands, its last use.
ALTER TABLE people ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN state TEXT NOT NULL DEFAULT 'unproven'
    CHECK (state IN ('unproven', 'proven', 'locked', 'removed'));
ALTER TABLE people ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
UPDATE people SET
    name = lower(json_extract(body, '$.name')),
    state = CASE WHEN json_extract(body, '$.email_verified_at') IS NULL THEN 'unproven' ELSE 'proven' END,
    used_at = unixepoch(json_extract(body, '$.registered_at')) * 1000000;
CREATE INDEX people_by_name ON people (name, id);
CREATE INDEX people_by_use ON people (state, used_at);
