-- What is in the outbox, by state, newest first.
CREATE INDEX mails_by_state ON mails (state, written_at, id);
