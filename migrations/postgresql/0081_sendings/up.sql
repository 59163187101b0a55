-- Text messages go out as mail does; what is sent for someone of whom we keep nothing is forgotten once it has gone.
ALTER TABLE mails ADD COLUMN kind TEXT NOT NULL DEFAULT 'mail' CHECK (kind IN ('mail', 'text'));
ALTER TABLE mails ADD COLUMN retention TEXT NOT NULL DEFAULT 'kept' CHECK (retention IN ('kept', 'until_sent'));

-- Whence entries were sent lately and where to, as keyed hashes: swept after an hour.
CREATE TABLE sendings (
    id TEXT NOT NULL PRIMARY KEY,
    sender TEXT NOT NULL,
    addressee TEXT NOT NULL,
    sent_at BIGINT NOT NULL
);
CREATE INDEX sendings_by_sender ON sendings (sender, sent_at);
CREATE INDEX sendings_by_addressee ON sendings (addressee, sent_at);
CREATE INDEX sendings_by_age ON sendings (sent_at);
