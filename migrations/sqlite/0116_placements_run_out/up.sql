-- When something first runs out that a provider told of in its application, such as an insurance: the end of that day.
ALTER TABLE placements ADD COLUMN runs_out_at BIGINT;
CREATE INDEX placements_run_out ON placements (runs_out_at) WHERE runs_out_at IS NOT NULL;
