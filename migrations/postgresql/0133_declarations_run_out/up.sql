-- When something that a provider declares first runs out, and last, such as a registration: the ends of those days.
ALTER TABLE declarations ADD COLUMN runs_out_first BIGINT;
ALTER TABLE declarations ADD COLUMN runs_out_last BIGINT;
CREATE INDEX declarations_run_out ON declarations (runs_out_first) WHERE runs_out_first IS NOT NULL;
