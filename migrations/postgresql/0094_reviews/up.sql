-- Looks at a provider's mark between assessments: on a concern, as a spot check, or as planned.
CREATE TABLE reviews (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    provider TEXT NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL CHECK (state IN ('raised', 'under_review', 'concluded', 'closed')),
    cause TEXT NOT NULL CHECK (cause IN ('concern', 'spot_check', 'surveillance')),
    assessor TEXT,
    -- The end of the day by which it is to be done.
    due BIGINT NOT NULL
);
CREATE INDEX reviews_by_due ON reviews (due, id);
CREATE INDEX reviews_by_state ON reviews (state, due, id);
CREATE INDEX reviews_by_provider ON reviews (provider, due, id);
