-- When the entries of the log were, a thousand numbers at a time: a time is looked for among stretches and not among all
-- entries. A writer that is overtaken is numbered after entries that are later than its own, so numbers do not follow time.
CREATE TABLE log_stretches (
    stretch BIGINT NOT NULL PRIMARY KEY,
    earliest BIGINT NOT NULL,
    latest BIGINT NOT NULL
);
INSERT INTO log_stretches (stretch, earliest, latest)
SELECT (number - 1) / 1000, min(at), max(at) FROM seals GROUP BY (number - 1) / 1000;
DROP INDEX seals_by_time;
