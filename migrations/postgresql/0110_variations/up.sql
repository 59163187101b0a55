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
ALTER TABLE placement_documents ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
ALTER TABLE placement_documents ALTER COLUMN number DROP DEFAULT;
ALTER TABLE placement_documents DROP CONSTRAINT placement_documents_pkey;
ALTER TABLE placement_documents ADD PRIMARY KEY (placement, kind, number);
ALTER TABLE placement_documents DROP CONSTRAINT placement_documents_kind_check;
ALTER TABLE placement_documents ADD CONSTRAINT placement_documents_kind_check
    CHECK (kind IN ('submission', 'agreement', 'variation'));
ALTER TABLE placement_documents ADD CONSTRAINT placement_documents_numbered
    CHECK ((kind = 'variation') = (number > 0));
