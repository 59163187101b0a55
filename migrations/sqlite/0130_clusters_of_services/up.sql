-- The clusters that a service is in: their short names, each between two spaces. What is in a cluster is counted and
-- found by the index that lists of services are sorted by.
ALTER TABLE services ADD COLUMN clusters TEXT NOT NULL DEFAULT '';
UPDATE services SET clusters = coalesce((
    SELECT ' ' || group_concat(cluster.value, ' ') || ' '
    FROM json_each(services.body, '$.content.clusters') AS cluster
), '');
DROP INDEX services_in_order;
CREATE INDEX services_in_order ON services (folded, id, clusters);
