-- What someone has answered so far who registers a provider, as it was typed. It goes with the registration, or with them.
CREATE TABLE registrations_begun (
    person TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    answers TEXT NOT NULL,
    kept_at BIGINT NOT NULL
);
