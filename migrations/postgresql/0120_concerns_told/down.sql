DROP INDEX reviews_by_raiser;
ALTER TABLE reviews DROP COLUMN raised_for;
