DELETE FROM placement_documents WHERE kind = 'variation';
ALTER TABLE placement_documents DROP CONSTRAINT placement_documents_numbered;
ALTER TABLE placement_documents DROP CONSTRAINT placement_documents_kind_check;
ALTER TABLE placement_documents ADD CONSTRAINT placement_documents_kind_check
    CHECK (kind IN ('submission', 'agreement'));
ALTER TABLE placement_documents DROP CONSTRAINT placement_documents_pkey;
ALTER TABLE placement_documents DROP COLUMN number;
ALTER TABLE placement_documents ADD PRIMARY KEY (placement, kind);
DROP INDEX placements_to_countersign;
DROP INDEX placements_to_sign;
DROP INDEX placements_by_wording;
ALTER TABLE placements DROP COLUMN to_countersign;
ALTER TABLE placements DROP COLUMN to_sign;
ALTER TABLE placements DROP COLUMN agreement_seen;
