DROP INDEX people_by_second_step;
ALTER TABLE people DROP COLUMN second_step;
