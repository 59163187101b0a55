CREATE TABLE placements (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    provider TEXT NOT NULL REFERENCES organisations (id),
    framework TEXT NOT NULL,
    framework_version BIGINT NOT NULL,
    lot TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'draft', 'submitted', 'under_assessment', 'clarification', 'accepted', 'rejected', 'withdrawn',
        'agreement_signed', 'on_framework', 'suspended', 'removed'
    )),
    -- When it was submitted, or started while it is a draft: queues are by age.
    since BIGINT NOT NULL,
    -- When time alone changes it next.
    due_at BIGINT,
    FOREIGN KEY (framework, framework_version) REFERENCES framework_versions (slug, number)
);
-- One application to, or place on, a lot at a time.
CREATE UNIQUE INDEX placements_one_live ON placements (provider, framework, lot)
    WHERE state NOT IN ('rejected', 'withdrawn', 'removed');
CREATE INDEX placements_by_provider ON placements (provider, since, id);
CREATE INDEX placements_by_lot ON placements (framework, lot, state, since, id);
CREATE INDEX placements_by_age ON placements (state, since, id);
CREATE INDEX placements_due ON placements (due_at) WHERE due_at IS NOT NULL;
