DROP TABLE mark_status_places;
ALTER TABLE accreditations DROP COLUMN standing;
