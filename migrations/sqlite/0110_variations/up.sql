-- Later wordings of the agreement, put to who signed an earlier one.
-- Of a place that is held: up to which version of the framework the wording was looked at for it.
ALTER TABLE placements ADD COLUMN agreement_seen BIGINT;
-- The version of the framework whose wording waits for the provider.
ALTER TABLE placements ADD COLUMN to_sign BIGINT;
-- The version of the framework whose wording waits for the authority.
ALTER TABLE placements ADD COLUMN to_countersign BIGINT;
UPDATE placements SET agreement_seen = framework_version WHERE state IN ('on_framework', 'suspended');
CREATE INDEX placements_by_wording ON placements (framework, agreement_seen) WHERE agreement_seen IS NOT NULL;
CREATE INDEX placements_to_sign ON placements (framework, since, id) WHERE to_sign IS NOT NULL;
CREATE INDEX placements_to_countersign ON placements (framework, since, id) WHERE to_countersign IS NOT NULL;

-- Each variation that both sides signed is a document of its own, by the version of the framework that words it.
CREATE TABLE placement_documents_numbered (
    placement TEXT NOT NULL REFERENCES placements (id),
    kind TEXT NOT NULL CHECK (kind IN ('submission', 'agreement', 'variation')),
    number BIGINT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    body TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (placement, kind, number),
    CHECK ((kind = 'variation') = (number > 0))
);
INSERT INTO placement_documents_numbered (placement, kind, number, sha256, body, kept_at)
    SELECT placement, kind, 0, sha256, body, kept_at FROM placement_documents;
DROP TABLE placement_documents;
ALTER TABLE placement_documents_numbered RENAME TO placement_documents;
