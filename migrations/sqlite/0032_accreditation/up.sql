-- Every version of the Standard. A version never changes.
CREATE TABLE standards (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    number BIGINT NOT NULL UNIQUE CHECK (number > 0)
);

CREATE TABLE accreditations (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    provider TEXT NOT NULL REFERENCES organisations (id),
    standard BIGINT NOT NULL REFERENCES standards (number),
    state TEXT NOT NULL CHECK (state IN (
        'draft', 'submitted', 'assigned', 'under_assessment', 'clarification', 'recommended', 'accredited',
        'accredited_with_conditions', 'refused', 'under_appeal', 'suspended', 'lapsed', 'revoked', 'withdrawn'
    )),
    assessor TEXT,
    mark TEXT UNIQUE,
    -- When it was submitted, or started while it is a draft: queues are by age.
    since BIGINT NOT NULL,
    -- When time alone changes it next.
    due_at BIGINT
);
-- One open application at a time, and one mark.
CREATE UNIQUE INDEX accreditations_one_open ON accreditations (provider)
    WHERE state IN ('draft', 'submitted', 'assigned', 'under_assessment', 'clarification', 'recommended', 'under_appeal');
CREATE UNIQUE INDEX accreditations_one_mark ON accreditations (provider)
    WHERE state IN ('accredited', 'accredited_with_conditions', 'suspended');
CREATE INDEX accreditations_by_provider ON accreditations (provider, since, id);
CREATE INDEX accreditations_by_age ON accreditations (state, since, id);
CREATE INDEX accreditations_due ON accreditations (due_at) WHERE due_at IS NOT NULL;
