-- For which organisation a concern was raised: its people read what came of it.
ALTER TABLE reviews ADD COLUMN raised_for TEXT;
UPDATE reviews SET raised_for = json_extract(body, '$.raised_for');
CREATE INDEX reviews_by_raiser ON reviews (raised_for, due, id);
