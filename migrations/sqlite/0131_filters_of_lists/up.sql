-- How far an organisation is checked: at first, and from when the first of its confirmations is too old.
ALTER TABLE organisations ADD COLUMN trust TEXT NOT NULL DEFAULT 'unverified';
ALTER TABLE organisations ADD COLUMN trust_then TEXT NOT NULL DEFAULT 'unverified';
ALTER TABLE organisations ADD COLUMN confirmed_at BIGINT;
UPDATE organisations SET
    trust = CASE
        WHEN EXISTS (
            SELECT 1 FROM json_each(organisations.body, '$.identifiers') AS identifier
            WHERE json_extract(identifier.value, '$.check.result') = 'failed'
        ) THEN 'failed'
        WHEN json_array_length(organisations.body, '$.identifiers') > 0 AND NOT EXISTS (
            SELECT 1 FROM json_each(organisations.body, '$.identifiers') AS identifier
            WHERE json_extract(identifier.value, '$.check.result') <> 'verified'
        ) THEN 'verified'
        WHEN json_extract(body, '$.vouched') IS NOT NULL THEN 'vouched'
        ELSE 'unverified'
    END,
    confirmed_at = (
        SELECT min(unixepoch(json_extract(identifier.value, '$.check.at')) * 1000000)
        FROM json_each(organisations.body, '$.identifiers') AS identifier
        WHERE json_extract(identifier.value, '$.check.result') = 'verified'
    );
UPDATE organisations SET trust_then = CASE
    WHEN trust = 'failed' THEN 'failed'
    WHEN json_extract(body, '$.vouched') IS NOT NULL THEN 'vouched'
    ELSE 'stale'
END;

-- From which day on a condition waits because its holder says that it is met, and because its day is over.
ALTER TABLE accreditations ADD COLUMN condition_shown_on TEXT;
ALTER TABLE accreditations ADD COLUMN condition_overdue_on TEXT;
UPDATE accreditations SET
    condition_shown_on = (
        SELECT min(substr(json_extract(condition.value, '$.shown.at'), 1, 10))
        FROM json_each(accreditations.body, '$.mark.conditions') AS condition
        WHERE json_extract(condition.value, '$.met_on') IS NULL
    ),
    condition_overdue_on = (
        SELECT min(date(json_extract(condition.value, '$.due'), '+1 day'))
        FROM json_each(accreditations.body, '$.mark.conditions') AS condition
        WHERE json_extract(condition.value, '$.met_on') IS NULL
            AND json_extract(condition.value, '$.shown') IS NULL
    )
WHERE condition_on IS NOT NULL;

-- What a change that waits touches of what was assessed, each between two spaces.
ALTER TABLE offerings ADD COLUMN proposed_touches TEXT NOT NULL DEFAULT '';
UPDATE offerings SET proposed_touches = coalesce((
    SELECT ' ' || group_concat(touched.value, ' ') || ' '
    FROM json_each(offerings.body, '$.proposed.touches') AS touched
), '') WHERE proposed_since IS NOT NULL;

-- Directories in the order in which people read their names.
ALTER TABLE directories ADD COLUMN folded TEXT NOT NULL DEFAULT '';
UPDATE directories SET folded = lower(name);
DROP INDEX directories_by_owner;
CREATE INDEX directories_by_owner ON directories (owner, folded, id);
