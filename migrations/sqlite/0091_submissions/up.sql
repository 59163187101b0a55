-- What was sent with an application for the mark, exactly as it was, each time. A row never changes and never goes.
CREATE TABLE submissions (
    accreditation TEXT NOT NULL REFERENCES accreditations (id),
    number BIGINT NOT NULL CHECK (number > 0),
    at BIGINT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    body TEXT NOT NULL,
    PRIMARY KEY (accreditation, number)
);
