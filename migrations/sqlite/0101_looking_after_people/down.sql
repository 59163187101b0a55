DROP INDEX people_by_use;
DROP INDEX people_by_name;
ALTER TABLE people DROP COLUMN used_at;
ALTER TABLE people DROP COLUMN state;
ALTER TABLE people DROP COLUMN name;
