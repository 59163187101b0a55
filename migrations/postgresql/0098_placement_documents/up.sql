-- What a provider submitted and what was signed, word for word: written once, never changed.
CREATE TABLE placement_documents (
    placement TEXT NOT NULL REFERENCES placements (id),
    kind TEXT NOT NULL CHECK (kind IN ('submission', 'agreement')),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    body TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (placement, kind)
);
