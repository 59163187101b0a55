DROP INDEX directories_by_owner;
CREATE INDEX directories_by_owner ON directories (owner, name, id);
ALTER TABLE directories DROP COLUMN folded;
ALTER TABLE offerings DROP COLUMN proposed_touches;
ALTER TABLE accreditations DROP COLUMN condition_overdue_on;
ALTER TABLE accreditations DROP COLUMN condition_shown_on;
ALTER TABLE organisations DROP COLUMN confirmed_at;
ALTER TABLE organisations DROP COLUMN trust_then;
ALTER TABLE organisations DROP COLUMN trust;
