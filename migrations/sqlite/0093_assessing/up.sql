-- Queues by deadline and risk; two assessors; who has an interest; judgements while they are written.
ALTER TABLE accreditations ADD COLUMN second_assessor TEXT;
ALTER TABLE accreditations ADD COLUMN moderator TEXT;
-- 1 while an assessor is wanted.
ALTER TABLE accreditations ADD COLUMN free_seat BIGINT NOT NULL DEFAULT 0;
-- The end of the last day by which it is to be decided; what is not to be decided comes last.
ALTER TABLE accreditations ADD COLUMN decide_by BIGINT NOT NULL DEFAULT 9223372036854775807;
-- The weight of its risk; what is not to be decided has -1.
ALTER TABLE accreditations ADD COLUMN risk BIGINT NOT NULL DEFAULT 0;
-- When the next planned look at its mark becomes a task.
ALTER TABLE accreditations ADD COLUMN look_at BIGINT;
CREATE INDEX accreditations_by_deadline ON accreditations (decide_by, id);
CREATE INDEX accreditations_by_risk ON accreditations (risk DESC, id);
CREATE INDEX accreditations_to_look_at ON accreditations (look_at) WHERE look_at IS NOT NULL;
UPDATE accreditations SET free_seat = 1 WHERE state = 'submitted';

-- Who declared an interest in which provider: its cases are out of that person's sight.
CREATE TABLE declared_conflicts (
    person TEXT NOT NULL,
    provider TEXT NOT NULL REFERENCES organisations (id),
    PRIMARY KEY (person, provider)
);
INSERT INTO declared_conflicts (person, provider)
    SELECT DISTINCT json_extract(conflict.value, '$.person'), accreditations.provider
    FROM accreditations, json_each(accreditations.body, '$.conflicts') AS conflict;

-- What an assessor has typed on a criterion. It is theirs alone.
CREATE TABLE working_judgements (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    accreditation TEXT NOT NULL REFERENCES accreditations (id),
    assessor TEXT NOT NULL,
    criterion TEXT NOT NULL,
    UNIQUE (accreditation, assessor, criterion)
);
