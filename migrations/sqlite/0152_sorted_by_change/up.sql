-- When services and offerings were last changed: from now on as they are saved, until now as the log says.
ALTER TABLE services ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
UPDATE services SET changed_at =
    coalesce((SELECT max(events.at) FROM events WHERE events.subject_id = services.id), 0);
CREATE INDEX services_by_change ON services (changed_at, id);
CREATE INDEX services_by_keeper_and_change ON services (keeper, changed_at, id);

ALTER TABLE offerings ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
UPDATE offerings SET changed_at =
    coalesce((SELECT max(events.at) FROM events WHERE events.subject_id = offerings.id), 0);
CREATE INDEX offerings_by_change ON offerings (provider, changed_at, id);
CREATE INDEX offerings_in_states ON offerings (provider, state, folded, id);
