-- The clusters that a service is in: their short names, each between two spaces. What is in a cluster is counted and
-- found by the index that lists of services are sorted by.
ALTER TABLE services ADD COLUMN clusters TEXT NOT NULL DEFAULT '';
UPDATE services SET clusters = coalesce((
    SELECT ' ' || string_agg(cluster, ' ') || ' '
    FROM json_array_elements_text(services.body::json #> '{content,clusters}') AS cluster
), '');
DROP INDEX services_in_order;
CREATE INDEX services_in_order ON services (folded, id, clusters);
