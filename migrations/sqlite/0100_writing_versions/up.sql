-- Versions of frameworks' definitions while they are written: one of a framework at a time.
CREATE TABLE framework_revisions (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    framework TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'discarded'))
);
CREATE UNIQUE INDEX framework_revisions_one_draft ON framework_revisions (framework) WHERE state = 'draft';

-- Versions of the Standard on their way through the board: one at a time.
CREATE TABLE standard_proposals (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'approved', 'published', 'withdrawn')),
    -- The same for every one that is on its way, so that there is one.
    under_way BIGINT CHECK (under_way = 1)
);
CREATE UNIQUE INDEX standard_proposals_one_under_way ON standard_proposals (under_way);
