DROP INDEX offerings_in_states;
DROP INDEX offerings_by_change;
ALTER TABLE offerings DROP COLUMN changed_at;
DROP INDEX services_by_keeper_and_change;
DROP INDEX services_by_change;
ALTER TABLE services DROP COLUMN changed_at;
