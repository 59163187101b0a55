-- Problems that people reported with entries of directories.
CREATE TABLE reports (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    reference TEXT NOT NULL UNIQUE,
    offering TEXT NOT NULL REFERENCES offerings (id),
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    made_at BIGINT NOT NULL,
    to_forget BIGINT
);
CREATE INDEX reports_by_state ON reports (state, made_at, id);
CREATE INDEX reports_by_offering ON reports (offering, made_at);
CREATE INDEX reports_to_forget ON reports (to_forget);

-- Whence reports came lately, as keyed hashes that lead to no report: swept after an hour.
CREATE TABLE report_senders (
    id TEXT NOT NULL PRIMARY KEY,
    sender TEXT NOT NULL,
    sent_at BIGINT NOT NULL
);
CREATE INDEX report_senders_by_sender ON report_senders (sender, sent_at);
CREATE INDEX report_senders_by_age ON report_senders (sent_at);
