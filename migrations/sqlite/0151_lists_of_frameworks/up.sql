-- What frameworks are sorted and picked out by; of their states, the one that was last written to the log.
ALTER TABLE frameworks ADD COLUMN folded TEXT NOT NULL DEFAULT '';
ALTER TABLE frameworks ADD COLUMN announced TEXT NOT NULL DEFAULT '';
ALTER TABLE frameworks ADD COLUMN instrument TEXT NOT NULL DEFAULT '';
ALTER TABLE frameworks ADD COLUMN regime TEXT NOT NULL DEFAULT '';
UPDATE frameworks SET
    folded = lower(name),
    announced = json_extract(body, '$.announced'),
    instrument = json_extract(body, '$.definition.instrument'),
    regime = json_extract(body, '$.definition.regime');
CREATE INDEX frameworks_in_order ON frameworks (folded, id);
CREATE INDEX frameworks_by_regime ON frameworks (regime);
