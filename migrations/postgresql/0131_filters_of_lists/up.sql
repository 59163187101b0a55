-- How far an organisation is checked: at first, and from when the first of its confirmations is too old.
ALTER TABLE organisations ADD COLUMN trust TEXT NOT NULL DEFAULT 'unverified';
ALTER TABLE organisations ADD COLUMN trust_then TEXT NOT NULL DEFAULT 'unverified';
ALTER TABLE organisations ADD COLUMN confirmed_at BIGINT;
UPDATE organisations SET
    trust = CASE
        WHEN EXISTS (
            SELECT 1 FROM json_array_elements(organisations.body::json -> 'identifiers') AS identifier
            WHERE identifier #>> '{check,result}' = 'failed'
        ) THEN 'failed'
        WHEN json_array_length(organisations.body::json -> 'identifiers') > 0 AND NOT EXISTS (
            SELECT 1 FROM json_array_elements(organisations.body::json -> 'identifiers') AS identifier
            WHERE identifier #>> '{check,result}' <> 'verified'
        ) THEN 'verified'
        WHEN body::json ->> 'vouched' IS NOT NULL THEN 'vouched'
        ELSE 'unverified'
    END,
    confirmed_at = (
        SELECT min((extract(epoch FROM (identifier #>> '{check,at}')::timestamptz) * 1000000)::bigint)
        FROM json_array_elements(organisations.body::json -> 'identifiers') AS identifier
        WHERE identifier #>> '{check,result}' = 'verified'
    );
UPDATE organisations SET trust_then = CASE
    WHEN trust = 'failed' THEN 'failed'
    WHEN body::json ->> 'vouched' IS NOT NULL THEN 'vouched'
    ELSE 'stale'
END;

-- From which day on a condition waits because its holder says that it is met, and because its day is over.
ALTER TABLE accreditations ADD COLUMN condition_shown_on TEXT;
ALTER TABLE accreditations ADD COLUMN condition_overdue_on TEXT;
UPDATE accreditations SET
    condition_shown_on = (
        SELECT min(left(condition #>> '{shown,at}', 10))
        FROM json_array_elements(accreditations.body::json #> '{mark,conditions}') AS condition
        WHERE condition ->> 'met_on' IS NULL
    ),
    condition_overdue_on = (
        SELECT min(((condition ->> 'due')::date + 1)::text)
        FROM json_array_elements(accreditations.body::json #> '{mark,conditions}') AS condition
        WHERE condition ->> 'met_on' IS NULL AND condition ->> 'shown' IS NULL
    )
WHERE condition_on IS NOT NULL;

-- What a change that waits touches of what was assessed, each between two spaces.
ALTER TABLE offerings ADD COLUMN proposed_touches TEXT NOT NULL DEFAULT '';
UPDATE offerings SET proposed_touches = coalesce((
    SELECT ' ' || string_agg(touched, ' ') || ' '
    FROM json_array_elements_text(offerings.body::json #> '{proposed,touches}') AS touched
), '') WHERE proposed_since IS NOT NULL;

-- Directories in the order in which people read their names.
ALTER TABLE directories ADD COLUMN folded TEXT NOT NULL DEFAULT '';
UPDATE directories SET folded = lower(name);
DROP INDEX directories_by_owner;
CREATE INDEX directories_by_owner ON directories (owner, folded, id);
