CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% are append-only', TG_TABLE_NAME;
END;
$$;

-- The event log: append-only. Writers add events; one leader numbers and seals them.
CREATE TABLE events (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    organisation TEXT,
    framework TEXT,
    lot TEXT,
    name TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX events_by_subject ON events (subject_id, at);
CREATE TRIGGER events_never_change BEFORE UPDATE ON events
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_never_go BEFORE DELETE ON events
FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Committed events that the leader has not numbered yet.
CREATE TABLE unsealed (
    event TEXT NOT NULL PRIMARY KEY REFERENCES events (id)
);

-- The one order of committed events, chained by hash. Its numbers are the change feed. What the log is
-- asked by is repeated here from the event, for indexes that end in the number.
CREATE TABLE seals (
    number BIGINT NOT NULL PRIMARY KEY,
    event TEXT NOT NULL UNIQUE REFERENCES events (id),
    hash TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    subject TEXT NOT NULL,
    organisation TEXT,
    framework TEXT
);
CREATE INDEX seals_by_time ON seals (at, number);
CREATE INDEX seals_by_actor ON seals (actor, number);
CREATE INDEX seals_by_subject ON seals (subject, number);
CREATE INDEX seals_by_organisation ON seals (organisation, number);
CREATE INDEX seals_by_framework ON seals (framework, number);
CREATE TRIGGER seals_never_change BEFORE UPDATE ON seals
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seals_never_go BEFORE DELETE ON seals
FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Mail to deliver. Written in the transaction of what it tells of.
CREATE TABLE mails (
    id TEXT NOT NULL PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'stuck')),
    sent_at BIGINT,
    last_error TEXT
);
CREATE INDEX mails_due ON mails (state, due_at);

-- Answers already given, for requests that are repeated with the same key.
CREATE TABLE idempotency (
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status BIGINT NOT NULL,
    headers TEXT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (actor, key)
);
CREATE INDEX idempotency_by_time ON idempotency (at);
