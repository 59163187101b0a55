-- What a provider submitted, word for word: written once, never changed.
CREATE TABLE placement_submissions (
    placement TEXT NOT NULL PRIMARY KEY REFERENCES placements (id),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    body TEXT NOT NULL,
    submitted_at BIGINT NOT NULL
);
