-- What people are found and looked after by: their name in small letters, how their account stands, its last use.
ALTER TABLE people ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN state TEXT NOT NULL DEFAULT 'unproven'
    CHECK (state IN ('unproven', 'proven', 'locked', 'removed'));
ALTER TABLE people ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
UPDATE people SET
    name = lower(body::json ->> 'name'),
    state = CASE WHEN body::json ->> 'email_verified_at' IS NULL THEN 'unproven' ELSE 'proven' END,
    used_at = (extract(epoch FROM (body::json ->> 'registered_at')::timestamptz) * 1000000)::bigint;
CREATE INDEX people_by_name ON people (name, id);
CREATE INDEX people_by_use ON people (state, used_at);
