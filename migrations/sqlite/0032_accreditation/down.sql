DROP TABLE accreditations;
DROP TABLE standards;
