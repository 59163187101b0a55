-- Since when a register says otherwise of an organisation than before, and nobody has looked into it.
ALTER TABLE organisations ADD COLUMN registration_changed_at BIGINT;
CREATE INDEX organisations_by_changed_registration ON organisations (registration_changed_at, id)
    WHERE registration_changed_at IS NOT NULL;
