-- Whether people found help, as they said on pages of a directory: a row an answer, and nothing about who gave it.
CREATE TABLE help_answers (
    id TEXT NOT NULL PRIMARY KEY,
    directory TEXT NOT NULL REFERENCES directories (id),
    day TEXT NOT NULL,
    page TEXT NOT NULL CHECK (page IN ('results', 'entry')),
    found TEXT NOT NULL CHECK (found IN ('yes', 'no'))
);
CREATE INDEX help_answers_by_day ON help_answers (directory, day);
