DROP INDEX frameworks_by_regime;
DROP INDEX frameworks_in_order;
ALTER TABLE frameworks DROP COLUMN regime;
ALTER TABLE frameworks DROP COLUMN instrument;
ALTER TABLE frameworks DROP COLUMN announced;
ALTER TABLE frameworks DROP COLUMN folded;
