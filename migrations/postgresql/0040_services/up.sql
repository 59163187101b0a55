-- Clusters of services by what people need.
CREATE TABLE clusters (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE
);

-- Government services.
CREATE TABLE services (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    keeper TEXT REFERENCES organisations (id)
);
CREATE INDEX services_by_name ON services (name, id);
