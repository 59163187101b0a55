-- How far a file that is being imported has come, and since which version of it: noted beside the one transaction in which
-- it goes on. It refers to nothing, so that a note waits for no lock and the import for no note.
CREATE TABLE import_progress (
    import TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    done BIGINT NOT NULL,
    rows_of_it BIGINT NOT NULL,
    noted_at BIGINT NOT NULL
);
