-- Reminders that were sent: of what, of which day, how many days before.
CREATE TABLE reminders (
    subject TEXT NOT NULL,
    day TEXT NOT NULL,
    before INTEGER NOT NULL,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (subject, day, before)
);
CREATE INDEX reminders_by_day ON reminders (day);
