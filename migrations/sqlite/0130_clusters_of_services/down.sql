DROP INDEX services_in_order;
CREATE INDEX services_in_order ON services (folded, id);
ALTER TABLE services DROP COLUMN clusters;
