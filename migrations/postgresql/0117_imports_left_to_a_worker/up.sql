-- A file of offerings may be left to a worker, which does it or says why not.
ALTER TABLE offering_imports DROP CONSTRAINT offering_imports_state_check;
ALTER TABLE offering_imports ADD CONSTRAINT offering_imports_state_check
    CHECK (state IN ('looked_at', 'confirmed', 'done', 'not_done'));
CREATE INDEX offering_imports_to_do ON offering_imports (sent_at, id) WHERE state = 'confirmed';
