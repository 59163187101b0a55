-- What long lists are sorted and searched by. Names in small letters, so that they sort as people read them.
ALTER TABLE organisations ADD COLUMN folded TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN registered_at BIGINT NOT NULL DEFAULT 0;
UPDATE organisations SET
    folded = lower(name),
    registered_at = unixepoch(json_extract(body, '$.registered_at')) * 1000000;
DROP INDEX organisations_by_name;
CREATE INDEX organisations_by_name ON organisations (kind, folded, id);
CREATE INDEX organisations_by_age ON organisations (kind, registered_at, id);

ALTER TABLE services ADD COLUMN folded TEXT NOT NULL DEFAULT '';
UPDATE services SET folded = lower(name);
CREATE INDEX services_in_order ON services (folded, id);
CREATE INDEX services_by_keeper ON services (keeper, folded, id);

-- When someone registered, and when they signed in last: 0 for never.
ALTER TABLE people ADD COLUMN registered_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE people ADD COLUMN signed_in_at BIGINT NOT NULL DEFAULT 0;
UPDATE people SET
    registered_at = unixepoch(json_extract(body, '$.registered_at')) * 1000000,
    signed_in_at = coalesce(unixepoch(json_extract(body, '$.signed_in_at')) * 1000000, 0);
CREATE INDEX people_by_age ON people (registered_at, id);
CREATE INDEX people_by_sign_in ON people (signed_in_at, id);
DROP INDEX memberships_by_organisation;
CREATE INDEX memberships_by_organisation ON memberships (organisation, since, person);

-- The first day on which a condition of its mark waits for a decision maker: it is overdue, or said to be met.
ALTER TABLE accreditations ADD COLUMN condition_on TEXT;
UPDATE accreditations SET condition_on = (
    SELECT min(coalesce(
        substr(json_extract(condition.value, '$.shown.at'), 1, 10),
        date(json_extract(condition.value, '$.due'), '+1 day')
    ))
    FROM json_each(accreditations.body, '$.mark.conditions') AS condition
    WHERE json_extract(condition.value, '$.met_on') IS NULL
) WHERE state = 'accredited_with_conditions';
CREATE INDEX accreditations_by_condition ON accreditations (condition_on, id) WHERE condition_on IS NOT NULL;
-- Queues of several states at once, by age.
CREATE INDEX accreditations_in_order ON accreditations (since, id);
CREATE INDEX placements_in_order ON placements (since, id);

ALTER TABLE offerings ADD COLUMN folded TEXT NOT NULL DEFAULT '';
UPDATE offerings SET folded = lower(name);
CREATE INDEX offerings_in_order ON offerings (provider, folded, id);

-- What frameworks are called, for those who choose one.
ALTER TABLE frameworks ADD COLUMN name TEXT NOT NULL DEFAULT '';
UPDATE frameworks SET name = json_extract(body, '$.definition.name');

-- What is wrong, by which reports are picked out.
ALTER TABLE reports ADD COLUMN wrong TEXT NOT NULL DEFAULT 'other';
UPDATE reports SET wrong = json_extract(body, '$.wrong');

-- Mails of every state by time, and those to one address.
CREATE INDEX mails_by_time ON mails (written_at, id);
CREATE INDEX mails_by_recipient ON mails (recipient, written_at, id);
