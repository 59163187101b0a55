DROP TABLE idempotency;
DROP TABLE mails;
DROP TABLE seals;
DROP TABLE unsealed;
DROP TABLE events;
DROP FUNCTION refuse_change();
