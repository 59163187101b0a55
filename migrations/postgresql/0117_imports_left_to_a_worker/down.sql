DROP INDEX offering_imports_to_do;
DELETE FROM offering_imports WHERE state IN ('confirmed', 'not_done');
ALTER TABLE offering_imports DROP CONSTRAINT offering_imports_state_check;
ALTER TABLE offering_imports ADD CONSTRAINT offering_imports_state_check CHECK (state IN ('looked_at', 'done'));
