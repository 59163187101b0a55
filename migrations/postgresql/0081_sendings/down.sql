DROP TABLE sendings;
ALTER TABLE mails DROP COLUMN retention;
ALTER TABLE mails DROP COLUMN kind;
