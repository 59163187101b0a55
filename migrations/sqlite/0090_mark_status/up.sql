-- What was decided about a mark since it was given: status lists are read by it, without the whole of each case.
ALTER TABLE accreditations ADD COLUMN standing TEXT
    CHECK (standing IN ('given', 'suspended', 'revoked', 'lapsed'));
UPDATE accreditations SET standing = json_extract(body, '$.mark.standing') WHERE mark IS NOT NULL;

-- Where a mark's bits stand in the status lists. Given once, and never to another: no row is ever taken away.
CREATE TABLE mark_status_places (
    mark TEXT NOT NULL PRIMARY KEY REFERENCES accreditations (mark),
    place BIGINT NOT NULL UNIQUE CHECK (place >= 0)
);
INSERT INTO mark_status_places (mark, place)
    SELECT mark, ROW_NUMBER() OVER (ORDER BY since, id) - 1 FROM accreditations WHERE mark IS NOT NULL;
