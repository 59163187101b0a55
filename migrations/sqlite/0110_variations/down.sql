CREATE TABLE placement_documents_plain (
    placement TEXT NOT NULL REFERENCES placements (id),
    kind TEXT NOT NULL CHECK (kind IN ('submission', 'agreement')),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    body TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (placement, kind)
);
INSERT INTO placement_documents_plain (placement, kind, sha256, body, kept_at)
    SELECT placement, kind, sha256, body, kept_at FROM placement_documents WHERE kind <> 'variation';
DROP TABLE placement_documents;
ALTER TABLE placement_documents_plain RENAME TO placement_documents;
DROP INDEX placements_to_countersign;
DROP INDEX placements_to_sign;
DROP INDEX placements_by_wording;
ALTER TABLE placements DROP COLUMN to_countersign;
ALTER TABLE placements DROP COLUMN to_sign;
ALTER TABLE placements DROP COLUMN agreement_seen;
