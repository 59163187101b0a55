-- What forms were answered with, so that a browser can be shown it again: each for one session or visitor, under a seal that
-- only its address opens.
CREATE TABLE kept_pages (
    id TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    page TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    kept_until BIGINT NOT NULL
);
CREATE INDEX kept_pages_by_owner ON kept_pages (owner, kept_at);
CREATE INDEX kept_pages_by_end ON kept_pages (kept_until);
