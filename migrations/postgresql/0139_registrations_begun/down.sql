DROP TABLE registrations_begun;
