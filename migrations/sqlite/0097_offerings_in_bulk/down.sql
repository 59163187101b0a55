DROP TABLE offering_imports;
DROP INDEX offerings_to_review;
DROP INDEX offerings_by_reference;
ALTER TABLE offerings DROP COLUMN proposed_since;
ALTER TABLE offerings DROP COLUMN reference;
